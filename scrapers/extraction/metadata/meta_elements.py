"""What a page says in its meta elements and links: Open Graph, Dublin Core, and what large systems made a habit of."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scrapers.extraction import zwnj

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMING = ("property", "name", "itemprop")
_MOST = 1_000
_LONGEST = 5_000
_CANONICAL = "canonical"


def read_meta_elements(tree: HtmlElement) -> dict[str, str]:
    """The content of each meta element by its name in lower case, the first of a name; ``canonical`` for the link.

    Dots, colons, hyphens and underscores count as the same: ``dc.date``, ``DC:date`` and ``dc_date`` are all written.
    """
    found: dict[str, str] = {}
    for element in islice(tree.iter("meta", "link"), _MOST):
        if element.tag == "link":
            names, content = _relations(element), element.get("href", "")
        else:
            names, content = [element.get(naming, "") for naming in _NAMING], element.get("content", "")
        content = zwnj.hide(" ".join(content[:_LONGEST].split()))
        for name in filter(None, names) if content else ():
            found.setdefault(plain_name(name), content)
    return found


def _relations(link: HtmlElement) -> list[str]:
    return [_CANONICAL] if _CANONICAL in link.get("rel", "").lower().split() else []


def plain_name(name: str) -> str:
    """A name as ``read_meta_elements`` keeps it: what sets its parts apart is a colon."""
    return name.strip().lower().translate(_SEPARATORS)


_SEPARATORS = str.maketrans(".-_", ":::")
