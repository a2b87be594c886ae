"""Tables that only lay out a page, as old sites make them: an extractor would take their text for rows of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")
# No cell of figures holds so much of what there is to read on its page.
_LARGEST_CELL_SHARE = 0.35
_SILENT = frozenset({"script", "style", "noscript", "template", "select"})


def unfold_layout_tables(tree: HtmlElement) -> None:
    """Change such tables and their rows and cells into plain boxes."""
    cells = list(tree.iter("td"))
    if not cells:
        return
    limit = _LARGEST_CELL_SHARE * _length(tree)
    tables = {table for cell in cells if _length(cell) > limit for table in cell.iterancestors("table")}
    for table in tables:
        for part in [part for part in table.iterdescendants(*_ROWS) if _table_of(part) is table]:
            part.tag = "div"
        table.tag = "div"


def _table_of(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)


def _length(element: HtmlElement) -> int:
    """Characters of the text that is shown in it."""
    texts = element.iter()
    return sum(
        len((each.text or "").strip()) * (each.tag not in _SILENT) + len((each.tail or "").strip()) for each in texts
    )
