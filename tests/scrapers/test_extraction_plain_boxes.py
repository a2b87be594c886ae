"""Paragraphs in plain boxes are the article's, though other text of the page stands in real paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from scrapers.extraction.page import extract_page
from scrapers.extraction.plain_boxes import make_paragraphs
from tests.extraction_pages.pages import article_pages
from tests.scrapers.extraction_pieces import LATIN, LEAD, MIXED, PARAGRAPHS, html, tree_of

TEXTS = (LEAD, MIXED, LATIN, *PARAGRAPHS[1:])


def boxes(*texts: str, kind: str = "") -> str:
    """Each text in a box of its own."""
    return "".join(f"<div{kind}>{text}</div>" for text in texts)


def test_article_in_boxes_is_found_beside_one_in_paragraphs() -> None:
    """The next article of an endless page was taken for this one, with its places."""
    page = next(page for page in article_pages() if page.name == "ghouta_endless/harasta_market")
    bare = re.sub(r'\s(?:class|id)="[^"]*"', "", page.html)
    found = extract_page(bare.encode(), page.url, page.content_type).body.split("\n")
    assert not set(page.paragraphs) - set(found)


@pytest.mark.parametrize(
    "page",
    [
        boxes(LEAD, MIXED),
        boxes(*TEXTS, kind=" class=card"),
        boxes("هجين", "الشعفة", "الباغوز"),
        boxes(*[f"{LEAD}<ul><li>x</li></ul>"] * 3),
    ],
    ids=["two", "cards", "short", "boxes of boxes"],
)
def test_other_boxes_stay(page: str) -> None:
    """Menus, teasers and columns are boxes too."""
    tree = tree_of(page)
    make_paragraphs(tree)
    assert not list(tree.iter("p"))


@given(html)
def test_no_text_is_lost(body: str) -> None:
    """Whatever stands in a page, boxes are only called otherwise."""
    tree = tree_of(f"<p>x</p>{body}")
    before = "".join(tree.itertext())
    make_paragraphs(tree)
    assert "".join(tree.itertext()) == before
