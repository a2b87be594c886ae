"""A site without a feed is read by the selectors that someone wrote; when they find nothing more, that is told."""

from __future__ import annotations

import pytest

from scrapers.listing import Listing
from scrapers.parsing.results import ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import page

URL = "https://news.example/ar/latest"
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>آخر الأخبار - مرصد</title></head>
<body>
<nav><a href="/">الرئيسية</a></nav><main>
<div class="card"><a class="pic" href="/ar/1"><img src="1.jpg"></a><h3><a href="/ar/1">قصف على <b>هجين</b></a></h3>
<time datetime="2024-11-05T10:00:00+03:00">منذ ساعتين</time><p class="lead">أفاد مراسلنا</p></div>
<div class="card"><h3><a href="2">هدوء في الرقة</a></h3><span class="when">الثلاثاء 5 تشرين الثاني 2024</span></div>
<div class="card ad">إعلان</div>
<div class="card"><h3><a href="/ar/1#comments">قصف على هجين</a></h3></div>
</main></body></html>"""


def read(listing: Listing, document: str = PAGE) -> ParsedFeed:
    """The page that was fetched from the tests' URL."""
    return read_feed(document.encode(), URL, "text/html", listing=listing)


def test_items_alone_are_enough() -> None:
    """Link, title and date stand where most sites have them; what has no link is no item."""
    first, second, *_ = read(Listing("div.card")).items
    assert (first.url, first.title) == ("https://news.example/ar/1", "قصف على هجين")
    assert first.published is not None
    assert (second.url, second.title, second.published) == ("https://news.example/ar/2", "هدوء في الرقة", None)


def test_selectors_name_every_field() -> None:
    """Each field can be told, an attribute too."""
    listing = Listing(".card", link="h3 a::attr(href)", title="h3 a::text", date=".when", summary=".lead")
    first, second, *_ = read(listing).items
    assert (first.title, first.summary) == ("قصف على", "أفاد مراسلنا")
    assert second.published is not None
    assert second.published.isoformat() == "2024-11-05T00:00:00+00:00"


def test_items_may_be_links_themselves() -> None:
    """Many sites wrap each card in its link."""
    assert [item.title for item in read(Listing("h3 > a")).items][:2] == ["قصف على هجين", "هدوء في الرقة"]


def test_page_without_items_is_broken() -> None:
    """A list of news is never empty: the site has changed, and that must not look like a day without news."""
    with pytest.raises(ParseFailed) as failure:
        read(Listing("div.card"), page())
    assert failure.value.reason is ParseReason.PAGE_BROKEN


def test_blank_page_is_empty() -> None:
    """An empty answer has its own advice."""
    with pytest.raises(ParseFailed) as failure:
        read(Listing("div.card"), " ")
    assert failure.value.reason is ParseReason.EMPTY


@pytest.mark.parametrize(
    "inner",
    [
        '<a href="#"><i></i></a><h2><a href="/ar/7">قصف على هجين</a></h2>',
        '<a href="javascript:void(0)">شارك</a><h2><a href="/ar/7">قصف على هجين</a></h2>',
        '<a href="mailto:x@news.example">راسلنا</a><a href="/ar/7">قصف على هجين</a>',
        '<a class="section" href="/ar/politics">سياسة</a><h2><a href="/ar/7">قصف على هجين</a></h2>',
        '<a class="section" href="/ar/politics">سياسة</a><a href="/ar/7"><h2>قصف على هجين</h2></a>',
        '<a href="/ar/7"><img src="7.jpg"></a><a href="/ar/7">قصف على هجين</a>',
        '<a href="/ar/7"><img src="7.jpg" alt="قصف على هجين"></a>',
    ],
)
def test_link_is_that_of_the_headline(inner: str) -> None:
    """What stands before the headline - the section, a picture, a button - is not the article."""
    (item,) = read(Listing("li"), f"<html lang='ar'><ul><li>{inner}</li></ul></html>").items
    assert (item.url, item.title) == ("https://news.example/ar/7", "قصف على هجين")


def test_link_of_a_chosen_title() -> None:
    """Whoever names the title's selector alone gets the title's link."""
    card = '<li><a href="/ar/politics">سياسة</a><p class="t"><a href="/ar/7">قصف على هجين</a></p></li>'
    (item,) = read(Listing("li", title=".t"), f"<html><ul>{card}</ul></html>").items
    assert item.url == "https://news.example/ar/7"
