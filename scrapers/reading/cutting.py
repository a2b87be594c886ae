"""Known items are cut out of a document before it is parsed: most of a changed feed was read before.

Only where items can be told apart without parsing: their tags open and close one after the other, and nothing else in
the document looks like one. What decides whether the cut was right is the reading of what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from typing import TYPE_CHECKING

from scrapers.reading.items import ITEM_LIMIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scrapers.parsing.results import FeedItem

_TAG = re.compile(r"<(/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s>/])[^<>]*>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)(?=[\s>])[^<>]*>", re.IGNORECASE)
_MARKS = {"<![CDATA[": "]]>", "<!--": "-->"}
# A guid or address is not so long; what is, is an article's text, full of entities.
_NAME_LIMIT = 2_000
_LONG_TEXT = re.compile(rf">[^<]{{{_NAME_LIMIT + 1},}}<")
_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """A document without its known items: what is left of it, and what was taken."""

    document: str
    taken: str
    known: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where the items of a document stand, and a digest of each."""

    document: str
    spans: tuple[tuple[int, int], ...]
    digests: tuple[str, ...]

    @property
    def frame(self) -> str:
        """The tags within which the items stand."""
        return "".join(_ROOT.findall(self.document[: self.spans[0][0] if self.spans else None])[:2])

    def without(self, known: Collection[str]) -> Cut:
        """The document without these items."""
        left, taken, place = [], [], 0
        for (start, end), digest in zip(self.spans, self.digests, strict=True):
            if digest in known:
                left.append(self.document[place:start])
                taken.append(self.document[start:end])
                place = end
        left.append(self.document[place:])
        return Cut("".join(left), "".join(taken), len(taken), len(self.spans) - len(taken))


def find_stretches(document: str) -> Stretches | None:
    """The items of a document; None where they cannot be told apart, or are too many to be all remembered.

    A section or comment that begins in an item and does not end in it is none, for it would hide all that follow.
    """
    spans = _spans(document)
    if spans is None or len(spans) > ITEM_LIMIT:
        return None
    texts = [document[start:end] for start, end in spans]
    if (sound := [_without_open_marks(text) for text in texts]) != texts:
        document = _replaced(document, spans, sound)
        spans = _spans(document) or []
    return Stretches(document, tuple(spans), tuple(_digest(document[start:end]) for start, end in spans))


def without_middle(document: str) -> tuple[str, int]:
    """The document without items that stand too far from both its ends to be kept, and how many these are.

    The newest stand at one of the ends; a feed of 100,000 items would hold its process up for a minute.
    """
    spans = _spans(document)
    if spans is None or len(spans) <= 2 * ITEM_LIMIT:
        return document, 0
    cut = document[: spans[ITEM_LIMIT][0]] + document[spans[-ITEM_LIMIT][0] :]
    return cut, len(spans) - 2 * ITEM_LIMIT


def stand_in(items: Iterable[FeedItem], taken: str) -> bool:
    """Whether what was cut out has the guid or link of one of these items, by which they may be told apart."""
    names = {unescape(name) for item in items for name in (item.guid, item.url) if name and len(name) <= _NAME_LIMIT}
    if not names:
        return False
    plain = unescape(_LONG_TEXT.sub("><", taken))
    return any(_stands_in(name, plain) for name in names)


def _without_open_marks(text: str) -> str:
    for mark, end in _MARKS.items():
        place = text.rfind(mark)
        if place >= 0 and text.find(end, place) < 0:
            text = text[:place] + text[place + len(mark) :]
    return text


def _replaced(document: str, spans: list[tuple[int, int]], texts: list[str]) -> str:
    """The document with these texts in place of its items."""
    parts, place = [], 0
    for (start, end), text in zip(spans, texts, strict=True):
        parts += [document[place:start], text]
        place = end
    return "".join(parts) + document[place:]


def _stands_in(name: str, taken: str) -> bool:
    return name in taken and re.search(rf"[>\[\"']\s*{re.escape(name)}\s*[<\]\"']", taken) is not None


def _digest(stretch: str) -> str:
    return blake2b(stretch.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def _spans(document: str) -> list[tuple[int, int]] | None:
    spans, opened = [], None
    for match in _TAG.finditer(document):
        if bool(match[1]) == (opened is None) or match[0].endswith("/>"):
            return None
        if opened is None:
            opened = match
        elif match[2] != opened[2]:
            return None
        else:
            spans.append((opened.start(), match.end()))
            opened = None
    return None if opened is not None else spans
