"""A page with status 200 where a feed was: what it is by its look."""

from __future__ import annotations

import pytest

from scrapers.parsing.results import ParseFailed, ParseReason
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import page

PAGES = {
    "<title>404 - Page not found</title>": "error_page",
    "<title>Enab</title><h1>عذراً، حدث خطأ</h1>": "error_page",
    "<title>الموقع تحت الصيانة</title>": "error_page",
    "<title>Sign in | Wire</title>": "login_page",
    "<title>تسجيل الدخول</title>": "login_page",
    "<title>Portal</title><form><input name=p type='password'></form>": "login_page",
    "<title>We value your privacy: cookie consent</title>": "cookie_wall",
    "<title>Before you continue</title>": "cookie_wall",
    "<title>عنب بلدي - أخبار سوريا</title>": "not_a_feed",
    "no markup at all": "not_a_feed",
}


@pytest.mark.parametrize("shown", PAGES)
def test_page_is_named_by_its_look(shown: str) -> None:
    """What the operator has to do differs."""
    body = f"<!doctype html><html><head>{shown}</html>" if "<" in shown else shown
    with pytest.raises(ParseFailed) as failure:
        read_feed(body.encode(), "https://e.example/", "text/html")
    assert failure.value.reason.value == PAGES[shown]


def test_title_is_told_in_one_short_line() -> None:
    """It is the publisher's text: what is kept of it is bounded."""
    with pytest.raises(ParseFailed) as failure:
        read_feed(f"<html><title> A &amp;\n B{'x' * 300}</title>".encode(), "https://e.example/", "text/html")
    assert (failure.value.title[:5], len(failure.value.title)) == ("A & B", 80)


def test_article_is_just_no_feed() -> None:
    """A feed's address that leads to an article is named neither error nor login."""
    with pytest.raises(ParseFailed) as failure:
        read_feed(page().encode(), "https://e.example/", "text/html")
    assert failure.value.reason is ParseReason.NOT_A_FEED
