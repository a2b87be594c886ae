"""Equal texts are copies; short texts prove nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from scrapers.copies.text_hash import text_hash
from tests.scrapers.documents import PARAGRAPHS

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
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


def alarm(at: datetime | None, *, url: str = "https://a.example/1", outlet: str = "a.example") -> str:
    """The copy hash of an alarm, which always sounds in the same words."""
    words = "صفارات الإنذار تدوي، توجهوا إلى الملاجئ"
    return text_hash(words, title="إنذار في الشمال", url=url, item_key="k", outlet=outlet, published_at=at)


def test_short_body_of_a_moment_is_same_at_another_link() -> None:
    """A feed whose links have all changed publishes nothing new; zones are another way to write the same moment."""
    there = NOON.astimezone(timezone(timedelta(hours=3)))
    assert alarm(NOON) == alarm(there, url="https://a.example/ar/new-1")
    assert alarm(NOON) != alarm(NOON, outlet="b.example")


def test_alarm_that_sounds_again_is_news() -> None:
    """The words are yesterday's, and the danger is not; it may be the same page that tells of both."""
    assert len({alarm(NOON), alarm(NOON + timedelta(hours=2)), alarm(NOON + timedelta(days=1))}) == 3


def test_day_alone_is_no_moment() -> None:
    """Where a list of news gives days only, two alarms of one day are told apart by their links."""
    day = NOON.replace(hour=0, minute=0)
    assert alarm(day) != alarm(day, url="https://a.example/2")
    assert alarm(day) == alarm(None)


def test_short_body_without_link_stays_alone() -> None:
    """Without a link only the item itself is the same."""
    assert hashed("هدوء حذر", url="", key="k1") != hashed("هدوء حذر", url="", key="k2")
