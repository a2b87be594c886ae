"""A page longer than any article is read as far as an article may go, in a time that one can wait for."""

from __future__ import annotations

import time

import pytest
from lxml.html import document_fromstring

from scrapers.extraction.page import extract_page
from scrapers.extraction.size import cut_to_size
from tests.scrapers.documents import LEAD, page

SECONDS = 5.0
HOSTILE = {
    "100,000 small blocks": "<p>خبر</p>" * 100_000,
    "a block of 5 MB": f"<p>{LEAD * 28_000}</p>",
    "50,000 items": "".join(f"<li><a href='/{number}'>خبر رقم {number}</a></li>" for number in range(50_000)),
    "articles in an article": f"<article><p>{LEAD * 5}</p>"
    + f"<article><p>{LEAD}</p></article>" * 3_000
    + "</article>",
    "articles within articles": "<article>" * 800 + LEAD,
    "a card in each sentence": f"<p>{LEAD}<span class='tooltip'>ا<span class='tooltip'>ب</span></span></p>" * 3_000,
    "tables within tables": "<table><tr><td>" * 800 + LEAD,
    "figures": "<figure>" + f"<div>{LEAD}</div>" * 5_000,
    "headings": f"<h1 class='t'>{LEAD}</h1><p>{LEAD}</p>" * 3_000,
    "links to their own end": "<div>" + "<a href='#e'>x</a>" * 14_000 + f"<p id='e'>{LEAD}</p></div>",
    "fields": "<div>" + "<input type='radio'>" * 14_000 + f"<p>{LEAD}</p></div>",
    "fields in fields": "<div><input type='radio'>" * 7_000 + LEAD,
    "posts": "<div>" + "<blockquote class='twitter-tweet'></blockquote>" * 14_000 + f"<p>{LEAD}</p></div>",
    "line breaks": "<div>" + f"{LEAD}<br>" * 2_000 + "</div>",
    "breaks in spans": "<span>x<br>" * 7_000 + LEAD,
    "trails": "<div class='crumbs'><a href='/s'>سوريا</a>" * 7_000 + f"<h1>{LEAD}</h1>",
    "20,000 deep": "<div>" * 20_000 + LEAD,
}


def cut(html: str) -> str:
    """What is left of a page's text."""
    tree = document_fromstring(html)
    cut_to_size(tree, html)
    return str(tree.text_content())


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_page_costs_seconds(body: str) -> None:
    """Well below the limit at which its process is killed; the article above it is read."""
    html = page().replace("</article>", f"</article>{body}", 1)
    started = time.process_time()
    found = extract_page(html.encode(), "https://news.example/1", "text/html; charset=utf-8")
    assert time.process_time() - started < SECONDS
    assert LEAD in found.body


def test_page_of_usual_size_stays_whole() -> None:
    """Up to 15,000 elements and 500,000 characters; a script's are none."""
    for html in ("<p>خبر</p>" * 14_990 + "آخر", f"<p>{'ه' * 499_000}</p>آخر", f"<script>{'x' * 600_000}</script>آخر"):
        assert cut(html).endswith("آخر")


def test_longer_page_ends_where_the_limit_is() -> None:
    """By elements or by characters, with what was open there; nothing behind it is read."""
    by_elements = cut(f"<div><div>{'<p>خبر</p>' * 15_001}آخر</div>آخر</div><p>آخر</p>")
    by_characters = cut(f"<div><p>{LEAD}</p><p>{'ه' * 600_000}</p>آخر</div><p>آخر</p>")
    assert by_elements.startswith("خبر")
    assert by_characters.startswith(LEAD)
    assert "آخر" not in by_elements + by_characters
    assert len(by_characters) <= 500_000 + len(LEAD)
