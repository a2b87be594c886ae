"""What stands at an article's address later and is no edit of it: nothing is told, nothing takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive import revisions
from tests.scheduler.test_revising import PAGE, entry, looks, shows, told
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.nouns import Article, Entry
    from tests.scheduler.newsroom import Newsroom

    Befalls = Callable[[Newsroom], None]

__all__ = ["entry"]

pytestmark = pytest.mark.asyncio(loop_scope="session")
TITLE = "هدوء في هجين"
HTML = "text/html; charset=utf-8"
STORIES = "".join(
    f'<article><h2><a href="/ar/{number}">قسد تعلن في هجين أمرا رقمه {number} بعد اشتباكات الليل</a></h2>'
    f"<p>قالت قسد في بيان لها إن قواتها في هجين أحبطت هجوما هو {number} من نوعه هذا الشهر شرق دير الزور، "
    "وإن عناصرها نشروا حواجز على الطريق العام المؤدي إلى البلدة حتى إشعار آخر.</p></article>"
    for number in range(12)
)
LOGIN = (
    "سجل الدخول أو أنشئ حسابا مجانيا لتقرأ مقالاتنا عن هجين وقسد ودير الزور. " * 6,
    "نرسل إليك رسالة لتأكيد بريدك، ثم تقرأ ما تشاء من الأخبار والتقارير والتحقيقات المصورة. " * 6,
)
CONSENT = (
    "Before you continue: we and our partners store and access information on your device, such as cookies, in هجين. "
    * 3,
    "You may click to consent to our and our partners' processing. Accept all. Reject all. Manage options. SDF. " * 3,
)


def serves(newsroom: Newsroom, text: str, path: str = "/1") -> None:
    """This document stands there now."""
    newsroom.publisher.publishes(path, text.encode(), content_type=HTML)


def document(title: str, *paragraphs: str, more: str = "") -> str:
    """A page without any furniture."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='ar'><head><title>{title}</title></head>"
        f"<body><main><h1>{title}</h1>{body}{more}</main></body></html>"
    )


def leads(newsroom: Newsroom, to: str, text: str) -> None:
    """The page leads to another one."""
    serves(newsroom, text, to)
    newsroom.publisher.redirects_to("/1", newsroom.url(to))


def goes_home(newsroom: Newsroom) -> None:
    """The front page is full of watched names."""
    leads(newsroom, "/", document("وكالة الفرات", more=STORIES))


def goes_to_its_language(newsroom: Newsroom) -> None:
    """The same."""
    leads(newsroom, "/ar/", document("وكالة الفرات", more=STORIES))


def goes_to_the_newest(newsroom: Newsroom) -> None:
    """A careless shop of news sends its readers to what is new."""
    other = tuple(text.replace("الطرق", "قسد الجسور").replace("الأهالي", "العمال") for text in PAGE)
    leads(newsroom, "/7", page(title="قسد تفتح جسرا", paragraphs=("وقالت قسد غير ذلك كله. " * 30, *other[2:])))


def asks_for_a_login(newsroom: Newsroom) -> None:
    """By way of a page of its own."""
    leads(newsroom, "/login?next=/1", document("تسجيل الدخول", *LOGIN))


def is_not_found(newsroom: Newsroom) -> None:
    """Status 200, and the newest stories to keep the reader."""
    serves(newsroom, document("الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة.", more=STORIES))


def asks_for_consent(newsroom: Newsroom) -> None:
    """For cookies."""
    serves(newsroom, document("We value your privacy", *CONSENT))


def asks_for_money(newsroom: Newsroom) -> None:
    """After the first paragraph."""
    wall = "هذا المحتوى للمشتركين فقط. اشترك الآن لمتابعة القراءة عن قسد."
    serves(newsroom, page(title=TITLE, paragraphs=(PAGE[0], wall)))


def is_forbidden(newsroom: Newsroom) -> None:
    """451, with words of its own."""
    newsroom.publisher.answers_with("/1", 451, {"Content-Type": HTML}, document("محجوب", "بأمر قسد. " * 50).encode())


def is_unmodified(newsroom: Newsroom) -> None:
    """304 to a request that did not ask for it."""
    newsroom.publisher.answers_with("/1", 304)


def is_empty(newsroom: Newsroom) -> None:
    """Nothing at all."""
    serves(newsroom, "")


def has_comments(newsroom: Newsroom) -> None:
    """They are counted, and stand below."""
    said = "<li class='comment'><p>أظن أن قسد هي التي أغلقت الطريق لا السيول.</p></li>" * 4
    below = f"</article><section id='comments'><h3>التعليقات</h3><ol class='comment-list'>{said}</ol></section>"
    shown = page(title=TITLE, paragraphs=(*PAGE, "37 تعليقا", "1,204 مشاهدة", "التعليقات (37)"))
    serves(newsroom, shown.replace("</article>", below))


def has_other_links(newsroom: Newsroom) -> None:
    """Below the text and between its paragraphs."""
    links = "".join(f'<li><a href="/r/{number}">قسد تعلن بيانا {number} عن البلدة</a></li>' for number in range(5))
    box = f"<div class='related'><h3>اقرأ أيضا</h3><ul>{links}</ul></div></article>"
    link = '<a href="/x">اقرأ أيضا: قسد تعلن حظر التجول في البصيرة</a>'
    shown = page(title=TITLE, paragraphs=(PAGE[0], link, *PAGE[1:]))
    serves(newsroom, shown.replace("</article>", box))


def is_encoded_otherwise(newsroom: Newsroom) -> None:
    """As it was thirty years ago."""
    text = page(title=TITLE, paragraphs=PAGE, head='<meta charset="windows-1256">')
    newsroom.publisher.publishes("/1", text.encode("windows-1256"), content_type="text/html; charset=windows-1256")


def is_marked_otherwise(newsroom: Newsroom) -> None:
    """Another editor program: marks of direction, hard spaces, letters drawn out."""
    text = tuple("\u202b" + one.replace(" ", "\u00a0\u200f").replace("ه", "\u0640ه") + "\u202c" for one in PAGE)
    serves(newsroom, page(title=f"\u200f{TITLE}\u200e", paragraphs=text))


@pytest.mark.parametrize(
    "befalls",
    [
        goes_home, goes_to_its_language, goes_to_the_newest, asks_for_a_login, is_not_found, asks_for_consent,
        asks_for_money, is_forbidden, is_unmodified, is_empty, has_comments, has_other_links, is_encoded_otherwise,
        is_marked_otherwise,
    ],
)  # fmt: skip
async def test_what_is_no_edit_changes_nothing(newsroom: Newsroom, entry: Entry, befalls: Befalls) -> None:
    """Each of them holds names that were not told of, or other words."""
    before = newsroom.article_of(entry)
    befalls(newsroom)
    await looks(newsroom, entry)
    assert is_as_it_was(newsroom, entry, before)
    assert told(newsroom) == [("name:hajin", 1, "first")]


async def test_edit_at_another_address_is_one(newsroom: Newsroom, entry: Entry) -> None:
    """An outlet that gives its article a better address edits it all the same."""
    shown = page(title=TITLE, paragraphs=(*PAGE, "وقالت قسد في بيان إنها نشرت دوريات على الطريق العام."))
    leads(newsroom, "/1-hajin", shown)
    await looks(newsroom, entry)
    assert told(newsroom)[1:] == [("name:sdf", 1, "names")]


async def test_retraction_is_heard_wherever_the_page_leads(newsroom: Newsroom, entry: Entry) -> None:
    """Its outlet has put a page of its own in the article's place."""
    leads(newsroom, "/withdrawn", document(TITLE, *("سحبت الوكالة الخبر بعد أن تبين لها عدم صحته. " * 2,) * 4))
    await looks(newsroom, entry)
    assert told(newsroom)[1:] == [("name:hajin", 2, "retracted")]


async def test_digits_of_another_script_are_no_edit(newsroom: Newsroom, entry: Entry) -> None:
    """An outlet that changes how its pages write numbers edits all of them."""
    figures = (*PAGE, "وسقط 15 قتيلا و 204 جرحى في هجين منذ بدأ القصف على 12 قرية، ونزحت 3700 عائلة في 6 أشهر.")
    before = await shows(newsroom, entry, *figures)
    kept = newsroom.archive.read_now(revisions.revisions_of, before.id)
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert await shows(newsroom, entry, *(text.translate(arabic) for text in figures)) == before
    assert newsroom.archive.read_now(revisions.revisions_of, before.id) == kept


def is_as_it_was(newsroom: Newsroom, entry: Entry, before: Article) -> bool:
    """Whether the article says what it said, and no version of it is kept."""
    return newsroom.article_of(entry) == before and not newsroom.archive.read_now(revisions.revisions_of, before.id)
