"""Old and hand-made sites set paragraphs apart by line breaks; what readers see are paragraphs all the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from scrapers.extraction.line_breaks import part_at_line_breaks
from tests.scrapers.extraction_pieces import LATIN, LEAD, MIXED, PARAGRAPHS, html, tree_of

TEXT = f"{LEAD} {LATIN} {MIXED} {' '.join(PARAGRAPHS)}"


def test_lines_between_breaks_become_paragraphs() -> None:
    """An extractor joins them, and a name at a border would be glued to the next."""
    tree = tree_of(f"<div>{LEAD}<br><br><b>{LATIN}</b> (1)<br>{MIXED}<img>{LEAD}<ul><li>x</li></ul>y</div>")
    part_at_line_breaks(tree)
    (box,) = tree.iter("div")
    assert [part.tag for part in box] == ["p", "p", "p", "img", "p", "ul", "p"]
    assert [part.text_content() for part in box if part.tag == "p"] == [LEAD, f"{LATIN} (1)", MIXED, LEAD, "y"]


@pytest.mark.parametrize(
    "body", ["<div>هجين<br>الباغوز<br>x</div>", f"<div>{TEXT}<br>x</div>", f"<p>{TEXT}<br><br>x</p>"]
)
def test_addresses_and_paragraphs_stay(body: str) -> None:
    """A break in a short box or in a paragraph is one."""
    tree = tree_of(body)
    part_at_line_breaks(tree)
    assert len(list(tree.iter("br"))) == body.count("<br>")


@given(html)
def test_no_text_is_lost_between_breaks(body: str) -> None:
    """Whatever stands in the box."""
    tree = tree_of(f"<div>{LEAD}<br>{body}<br>{LATIN}{LATIN}<br></div>")
    before = "".join(tree.itertext())
    part_at_line_breaks(tree)
    assert "".join(tree.itertext()).split() == before.split()
