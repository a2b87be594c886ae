"""Old sites lay pages out by tables; what readers see is an article all the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from scrapers.extraction.layout_tables import unfold_layout_tables
from scrapers.extraction.lengths import all_shown_characters, shown_characters
from tests.scrapers.extraction_pieces import LATIN, LEAD, MIXED, PARAGRAPHS, html, tree_of

TEXT = f"{LEAD} {LATIN} {MIXED} {' '.join(PARAGRAPHS)}"
FIGURES = "<table id=figures><tr><td>31</td><td>140</td></tr><tr><td>12</td><td>90</td></tr></table>"


def shown(body: str) -> str:
    """The page's body once its layout is undone, as HTML tags and text alone."""
    tree = tree_of(body)
    unfold_layout_tables(tree)
    return " ".join(
        f"{part.tag}:{(part.text or '').strip()}" for part in tree.iter() if part.tag not in {"html", "body"}
    )


def test_layout_tables_become_boxes_and_figures_stay() -> None:
    """A table of figures in the article is one still."""
    found = shown(f"<table><tr><td>{TEXT}{FIGURES}</td></tr></table>")
    assert found == f"div: div: div:{TEXT} table: tr: td:31 td:140 tr: td:12 td:90"


def test_columns_beside_the_article_go() -> None:
    """Menus, polls, other towns' pharmacies: their places are not where it happened."""
    side = "<td>صيدلية الشعفة</td>"
    assert "الشعفة" not in shown(f"<table><tr>{side}<td>{TEXT}</td>{side}</tr></table>")


def test_two_columns_of_text_stay() -> None:
    """An article may be set in columns."""
    assert shown(f"<table><tr><td>{TEXT}</td><td>{TEXT}</td></tr></table>").count(TEXT) == 2


def test_picture_with_a_line_below_is_a_figure() -> None:
    """Before HTML had one, a table at the side of the text was it."""
    picture = "<table align=left><tr><td><img src=1></td></tr><tr><td>مدخل المتحف</td></tr></table>"
    assert "figure:" in shown(f"<table><tr><td>{picture}{TEXT}</td></tr></table>")


def test_strip_of_the_frame_is_a_box_and_a_row_of_the_article_a_table() -> None:
    """Logo and day stand in a row above the page; one row of figures is still a table."""
    row = "<table><tr><td>31</td><td>140</td></tr></table>"
    strip = "<table><tr><td><img src=logo></td><td>الأحد</td></tr></table>"
    assert shown(f"{strip}<table><tr><td>{TEXT}{row}</td></tr></table>").count("table:") == 1


@pytest.mark.parametrize("page", ["", "<div>x</div>", FIGURES + "<p>" + TEXT + "</p>"])
def test_page_without_layout_tables_stays(page: str) -> None:
    """Most pages have none."""
    tree = tree_of(page)
    unfold_layout_tables(tree)
    assert len(list(tree.iter("td"))) == page.count("<td")


@given(html)
def test_each_text_is_counted_once(body: str) -> None:
    """Counting each cell's text again at each level cost the square of the nesting."""
    tree = tree_of(body)
    lengths = all_shown_characters(tree)
    assert all(lengths[part] == shown_characters(part) for part in tree.iter())
