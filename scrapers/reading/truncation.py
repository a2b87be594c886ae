"""A feed document whose end is missing: its whole items are kept, the cut one is dropped and read at the next poll."""

from __future__ import annotations

import re

_ROOT_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf|(channel))\s*>", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ITEM_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TAIL = 20_000


def is_complete(document: str) -> bool:
    """Whether the document's root element ends: in RDF the channel ends before the items begin."""
    ends = _ROOT_END.finditer(document, max(0, len(document) - _TAIL))
    return any(not end[1] or _ITEM_START.search(document, end.end()) is None for end in ends)


def keep_whole_items(document: str) -> str:
    """The document up to the end of its last whole item, or up to its first item where none is whole."""
    if ends := [match.end() for match in _ITEM_END.finditer(document)]:
        return document[: ends[-1]]
    start = _ITEM_START.search(document)
    return document[: start.start()] if start else document
