"""Tables that only lay out a page, as old sites make them: an extractor would take their text for rows of figures.

The cell that holds most of the page's text is the article's, at each level of tables within tables; the cells beside it
in its row are menus and boxes, and go. What else is no table of figures becomes plain boxes.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scrapers.extraction.lengths import all_shown_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    Lengths = dict[HtmlElement, int]

_ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")
# No cell of figures holds so much of what there is to read on its page.
_LARGEST_CELL_SHARE = 0.35
# A column beside the article has at most so much of its text.
_SIDE_SHARE = 0.5
_MOST_CAPTION_CHARACTERS = 300
_MOST_PICTURE_CELLS = 2
_MOST_LINKED = 0.5


def unfold_layout_tables(tree: HtmlElement) -> None:
    """Change such tables and their rows and cells into plain boxes, a picture with its caption into a figure."""
    cells = list(tree.iter("td"))
    if not cells:
        return
    lengths = all_shown_characters(tree)
    limit = _LARGEST_CELL_SHARE * lengths[tree]
    large = [cell for cell in cells if lengths[cell] > limit]
    for column in list(_side_columns(large, lengths)):
        column.drop_tree()
    layouts = {table for cell in large for table in cell.iterancestors("table")}
    for table in list(tree.iter("table")) if layouts else ():
        if _is_captioned_picture(table, lengths):
            _unfold(table, "figure")
        elif table in layouts or _is_strip(table) or _is_links(table, lengths):
            _unfold(table, "div")


def _side_columns(large: list[HtmlElement], lengths: Lengths) -> Iterator[HtmlElement]:
    for cell in large:
        beside = chain(cell.itersiblings("td", preceding=True), cell.itersiblings("td"))
        yield from (other for other in beside if lengths[other] < _SIDE_SHARE * lengths[cell])


def _is_captioned_picture(table: HtmlElement, lengths: Lengths) -> bool:
    is_small = lengths[table] <= _MOST_CAPTION_CHARACTERS and sum(1 for _ in table.iter("td")) <= _MOST_PICTURE_CELLS
    return is_small and next(table.iter("img"), None) is not None


def _is_strip(table: HtmlElement) -> bool:
    """Whether it is a strip of the page's frame, as a head with a logo and the day."""
    is_outermost = next(table.iterancestors("td"), None) is None
    return is_outermost and sum(1 for _ in table.iter("tr")) == 1 and next(table.iter("img"), None) is not None


def _is_links(table: HtmlElement, lengths: Lengths) -> bool:
    return sum(lengths[link] for link in table.iter("a")) > _MOST_LINKED * lengths[table]


def _unfold(table: HtmlElement, tag: str) -> None:
    for part in [part for part in table.iterdescendants(*_ROWS) if _table_of(part) is table]:
        part.tag = "div"
    table.tag = tag


def _table_of(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)
