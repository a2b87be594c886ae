"""The stages alone, as the command line offers them: their forms are fixed."""

from __future__ import annotations

import base64

import pytest

from scrapers.commands import extract_line, parse_feed_lines, url_key
from tests.scrapers.documents import LEAD, PARAGRAPHS, Item, page, rss

URL = "https://news.example/feed"


def test_parse_feed_gives_six_fields() -> None:
    """One entry a line, with the keys that scripts rely on."""
    (line,) = parse_feed_lines(rss(Item(link="/ar/1")).encode(), URL, None)
    assert line == {
        "guid": "urn:item:1",
        "url": "https://news.example/ar/1",
        "title": "هدوء حذر في هجين شرق دير الزور",
        "published": "2024-11-05T07:00:00+00:00",
        "summary": f"<p>{LEAD}</p>",
        "content": "",
    }


def test_future_date_is_null() -> None:
    """A date that cannot be is null, and the entry stays."""
    (line,) = parse_feed_lines(rss(Item(date="Tue, 05 Nov 2099 07:00:00 GMT")).encode(), URL, None)
    assert line["published"] is None


def test_page_is_no_feed() -> None:
    """The command line says what was wrong instead of printing nothing."""
    with pytest.raises(ValueError, match="not_a_feed"):
        list(parse_feed_lines(page().encode(), URL, None))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_extract_detects_charset(encoding: str) -> None:
    """Raw bytes come without their header, so finding the charset is part of the job."""
    encoded = base64.b64encode(page().encode(encoding)).decode()
    found = extract_line({"id": 7, "url": "https://news.example/1", "html_base64": encoded})
    assert list(found) == ["id", "url", "title", "body", "author", "published", "language"]
    assert (found["id"], found["language"]) == (7, "ar")
    assert PARAGRAPHS[-1] in found["body"]


def test_extract_takes_text_as_it_is() -> None:
    """HTML given as text has no charset left to guess, whatever its meta element says."""
    html = page(head='<meta charset="windows-1256">')
    assert PARAGRAPHS[0] in extract_line({"id": "x", "url": "", "html": html})["body"]


def test_blank_page_has_no_body() -> None:
    """One line of output for each line of input, even for nothing."""
    assert extract_line({"id": 1, "url": "u", "html": " "})["body"] == ""


def test_url_key_is_the_services_own() -> None:
    """The command gives the key that the service compares."""
    assert url_key("https://www.e.example/a?utm_source=x") == url_key("http://e.example/a/")


def test_extract_keeps_the_pages_day() -> None:
    """Half past one in the morning in Damascus is the day before in UTC, and not the day that readers see."""
    head = '<meta property="article:published_time" content="2024-11-05T01:30:00+03:00">'
    assert extract_line({"id": 1, "url": "", "html": page(head=head)})["published"] == "2024-11-05T01:30:00+03:00"
