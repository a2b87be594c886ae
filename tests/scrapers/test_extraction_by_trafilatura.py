"""Trafilatura is asked with less of the page, and loses no article by that."""

from __future__ import annotations

import pytest

from scrapers.extraction.by_trafilatura import body_of
from tests.scrapers.extraction_pieces import PARAGRAPHS, paragraphs, tree_of

MENU = "<a href='/'>الرئيسية</a>"


@pytest.mark.parametrize("tag", ["nav", "footer", "noscript", "template"])
def test_unclosed_box_hides_no_article(tag: str) -> None:
    """It may hold the whole page: then the second, wide reading has it."""
    tree = tree_of(f"<{tag}>{MENU}<article>{paragraphs(*PARAGRAPHS)}</article>")
    assert all(paragraph in body_of(tree, precise=False) for paragraph in PARAGRAPHS)


def test_page_stays_whole() -> None:
    """Later steps look for captions, menus and scripts in the page that trafilatura was asked with."""
    tree = tree_of(f"<nav>{MENU}</nav><script>x</script><article>{paragraphs(*PARAGRAPHS)}</article>")
    assert all(paragraph in body_of(tree, precise=True) for paragraph in PARAGRAPHS)
    assert [next(tree.iter(tag)).tag for tag in ("nav", "script")] == ["nav", "script"]
