"""What a page says in its meta elements and links: Open Graph, Dublin Core, and what large systems made a habit of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMING = ("property", "name", "itemprop")
_MOST = 500
_LONGEST = 5_000
_CANONICAL = "canonical"


def read_meta_elements(tree: HtmlElement) -> dict[str, str]:
    """The content of each meta element by its name in lower case, the first of a name; ``canonical`` for the link.

    Dots, colons, hyphens and underscores count as the same: ``dc.date``, ``DC:date`` and ``dc_date`` are all written.
    """
    found: dict[str, str] = {}
    for _, element in zip(range(_MOST), tree.iter("meta"), strict=False):
        content = " ".join(element.get("content", "")[:_LONGEST].split())
        names = (element.get(naming) for naming in _NAMING)
        for name in filter(None, names) if content else ():
            found.setdefault(plain_name(name), content)
    for link in tree.iter("link"):
        if _CANONICAL in link.get("rel", "").lower().split():
            found.setdefault(_CANONICAL, link.get("href", "")[:_LONGEST].strip())
    return found


def plain_name(name: str) -> str:
    """A name as ``read_meta_elements`` keeps it: what sets its parts apart is a colon."""
    return name.strip().lower().translate(_SEPARATORS)


_SEPARATORS = str.maketrans(".-_", ":::")
