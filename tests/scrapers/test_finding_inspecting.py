"""Looking into one document for a person: by which charset it was read, its dates, what selectors find, its lists."""

from __future__ import annotations

import codecs

import pytest

from scrapers.finding.inspecting import inspect_document
from scrapers.finding.page_links import summarise_page
from scrapers.listing import Listing
from tests.scrapers.documents import CARDS, Item, items, rss

HTML = "text/html; charset=utf-8"


def test_charset_is_explained() -> None:
    """An Arabic feed that declares UTF-8 and is windows-1256 is the usual trap: what was taken is said, and why."""
    document = rss(*items(5)).encode("cp1256", "replace")
    seen = inspect_document(document, "https://a.example/feed", "application/rss+xml; charset=utf-8")
    assert (seen.charset, seen.charset_reason) == ("cp1256", "its bytes show it, though it declares utf-8")
    assert seen.language == "ar"


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "why"),
    [
        (rss(*items(2)).encode("utf-16"), None, "utf-16-le", "byte order mark"),
        (codecs.BOM_UTF8 + rss(*items(2)).encode("cp1256", "replace"), None, "cp1256", "its bytes show it"),
        (rss(*items(2)).encode() + b"\xd9", "text/xml; charset=utf-8", "utf-8", "some that are broken"),
        (rss(*items(2)).encode("utf-16-le"), "text/xml", "utf-16-le", "its bytes show it"),
        (rss(*items(2)).encode(), "text/xml; charset=windows-1256", "utf-8", "sound UTF-8, though it declares cp1256"),
        (
            rss(declaration='<?xml version="1.0" encoding="windows-1254"?>', title="Şırnak").encode("cp1254"),
            None,
            "cp1254",
            "declares so",
        ),
    ],
)
def test_charset_has_a_reason(body: bytes, content_type: str | None, charset: str, why: str) -> None:
    """Each way to a charset has its words."""
    seen = inspect_document(body, "https://a.example/feed", content_type)
    assert seen.charset == charset
    assert why in seen.charset_reason


def test_date_texts_are_shown() -> None:
    """An item without a date: there was none, or none that could be read."""
    document = rss(Item(date="الثلاثاء، 5 تشرين الثاني 2024"), Item(guid="2", date="soon")).encode()
    seen = inspect_document(document, "https://a.example/feed", None)
    assert [text for text, at in seen.dates if at is not None] == ["الثلاثاء، 5 تشرين الثاني 2024"]
    assert [text for text, at in seen.dates if at is None] == ["soon"]


def test_selectors_are_counted() -> None:
    """Which selector fails is seen at a glance, also where no item is found at all."""
    page = f"<html><body>{CARDS}</body></html>".encode()
    seen = inspect_document(page, "https://a.example/", HTML, Listing("div.card", title="h3", date="time"))
    assert seen.matched == (("items", 10), ("title", 10), ("date", 0))
    broken = inspect_document(page, "https://a.example/", HTML, Listing("div.story"))
    assert (broken.matched, broken.feed) == ((("items", 0),), None)


@pytest.mark.parametrize(
    ("item", "css"),
    [
        ('<li><a href="/{0}">قصف مدفعي على ريف إدلب الجنوبي {0}</a></li>', "ul.news > li"),
        ('<li class="row"><a class="t" href="/{0}">قصف مدفعي على ريف إدلب الجنوبي {0}</a></li>', "li.row"),
        ('<a class="card" href="/{0}"><h3>قصف مدفعي على ريف إدلب الجنوبي {0}</h3></a>', "a.card"),
        ('<h2><a href="/{0}">قصف مدفعي على ريف إدلب الجنوبي {0}</a></h2>', "h2"),
    ],
)
def test_usual_lists_are_guessed(item: str, css: str) -> None:
    """The widest part with one link each, as sites write their lists."""
    page = f'<html><body><ul class="news">{"".join(item.format(number) for number in range(9))}</ul></body></html>'
    guess = summarise_page(page.encode(), "https://a.example/", HTML).guess
    assert guess is not None
    assert (guess.listing.items, guess.items) == (css, 9)


def test_menu_is_no_list_of_news() -> None:
    """Short links that repeat are a menu; no guess is better than a wrong one."""
    menu = "".join(f'<li class="item"><a href="/s/{number}">قسم {number}</a></li>' for number in range(20))
    assert summarise_page(f"<ul>{menu}</ul>".encode(), "https://a.example/", HTML).guess is None
