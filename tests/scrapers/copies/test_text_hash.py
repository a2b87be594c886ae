"""Equal texts are copies; short texts prove nothing."""

from __future__ import annotations

from scrapers.copies.text_hash import text_hash
from tests.scrapers.documents import PARAGRAPHS

WIRE = "\n".join(PARAGRAPHS)


def hashed(body: str, *, title: str = "هدوء حذر في هجين", url: str = "https://a.example/1", key: str = "k1") -> str:
    """The copy hash of an article."""
    return text_hash(body, title=title, url=url, item_key=key)


def test_wire_text_is_copy_elsewhere() -> None:
    """Another outlet's headline, layout, case and vowel signs do not make it another text."""
    vowelled = WIRE.replace("الوكالة", "الوَكالةِ").replace("مدينة", "مديـــنة").replace("\n", "  \n\n")
    assert hashed(WIRE) == hashed(vowelled, title="عنوان آخر", url="https://b.example/2", key="k2")


def test_other_figures_are_no_copy() -> None:
    """A text with one number changed is other news."""
    assert hashed(f"{WIRE} وقتل 5 أشخاص") != hashed(f"{WIRE} وقتل 50 شخصاً")


def test_short_bodies_never_meet() -> None:
    """A cookie notice stands under a hundred articles and would silence ninety-nine of them."""
    notice = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك"
    assert hashed(notice) != hashed(notice, url="https://a.example/2")
    assert hashed(notice) != hashed(notice, title="عنوان آخر")
    assert hashed("") != hashed("", url="https://a.example/2")


def test_short_body_again_is_same() -> None:
    """A feed that gives all its items new guids publishes nothing new, be their texts ever so short."""
    assert hashed("هدوء حذر", key="k1") == hashed("هدوء حذر", url="https://a.example/1?utm_source=x", key="k2")


def test_short_body_without_link_stays_alone() -> None:
    """Without a link only the item itself is the same."""
    assert hashed("هدوء حذر", url="", key="k1") != hashed("هدوء حذر", url="", key="k2")
