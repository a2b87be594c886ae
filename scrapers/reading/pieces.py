"""A document of which fewer items can be read than it has is read item by item.

An element that ends behind its item, or a CDATA section or comment that never ends, hides the items that follow: read
apart, each of them is whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scrapers.parsing.results import FeedItem
    from scrapers.reading.cutting import Stretches

    Read = Callable[[str], Sequence[FeedItem] | None]

_HIDING = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


def read_apart(stretches: Stretches, read: Read) -> tuple[list[FeedItem], int]:
    """The items of a document, each read alone by ``read``, and how many it fails at (it gives None) both ways."""
    items: list[FeedItem] = []
    frame, unread = stretches.frame, 0
    for start, end in shown(stretches):
        document = frame + stretches.document[start:end]
        found = read(document) or read(straightened(document))
        items += found or ()
        unread += found is None
    return items, unread


def straightened(document: str) -> str:
    """The document with each element ended where it can only end; as it is where nothing can be made of it."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(_BARE_AMPERSAND.sub("&amp;", document).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return document
    return document if root is None else str(etree.tostring(root, encoding="unicode"))


def shown(stretches: Stretches) -> list[tuple[int, int]]:
    """The items that are not hidden on purpose: by a comment or a quotation that begins before them, and ends."""
    document, kept, place, end_mark = stretches.document, [], 0, ""
    for start, end in stretches.spans:
        for match in _HIDING.finditer(document, place, start):
            if not end_mark:
                end_mark = _ENDS.get(match[0], "")
            elif match[0] == end_mark:
                end_mark = ""
        if not end_mark or document.find(end_mark, end) < 0:
            kept.append((start, end))
        place = end
    return kept
