"""The sentence around a mention, with the matched words marked. Pure; offsets are code points.

In: a text and the spans found in it. Out: at most a few excerpts, each one bounded sentence with its marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

REACH = 200
ELLIPSIS = "…"
# Full stops of Arabic, Urdu and Latin script; a line break ends a sentence too.
_SENTENCE_END = re.compile(r"[.!?؟۔…]+[\"»”')\]]*\s+|\s*[\r\n\u2028\u2029]+\s*")
_SPACE = re.compile(r"\s")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is marked as a whole or not at all."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a title (``field`` title) or body (text), with the spans to mark in it, in order and apart."""

    field: str
    text: str
    marks: tuple[Span, ...] = ()

    def segments(self) -> Iterator[Segment]:
        """The text in order, cut where a mark begins or ends."""
        position = 0
        for start, end in self.marks:
            if position < start:
                yield Segment(self.text[position:start], marked=False)
            yield Segment(self.text[start:end], marked=True)
            position = end
        if position < len(self.text):
            yield Segment(self.text[position:], marked=False)


def excerpts(field: str, text: str, spans: Iterable[Span], limit: int) -> tuple[Excerpt, ...]:
    """An excerpt for each sentence that holds a span, at most ``limit``, in the text's order.

    Spans beyond the text are dropped rather than trusted. Long sentences are cut at a space, with an ellipsis.
    """
    found: list[tuple[Span, list[Span]]] = []
    for span in merged(spans, len(text)):
        if found and span[1] <= found[-1][0][1]:
            found[-1][1].append(span)
        elif len(found) == limit:
            break
        else:
            found.append((_window(text, span), [span]))
    return tuple(_cut(field, text, window, marks) for window, marks in found)


def whole(field: str, text: str, spans: Iterable[Span], longest: int) -> Excerpt:
    """The text from its beginning, at most ``longest`` code points, with every mark that is still inside."""
    end = min(len(text), longest)
    return _cut(field, text, (0, end), [span for span in merged(spans, len(text)) if span[1] <= end])


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans inside a text of that length, in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if 0 <= span[0] < span[1] <= length):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def sentences(text: str) -> list[Span]:
    """The text cut into sentences and lines: each begins where the one before ends."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return list(pairwise([0, *(end for end in ends if 0 < end < len(text)), len(text)]))


def is_right_to_left(text: str) -> bool:
    """Whether most of the text's letters run from right to left."""
    classes = [unicodedata.bidirectional(character) for character in text[:1000]]
    return sum(found in _RIGHT_TO_LEFT for found in classes) > classes.count("L")


def _window(text: str, span: Span) -> Span:
    """The sentence around the span, at most :data:`REACH` code points to either side of it."""
    start, end = span
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    before = [match.end() for match in _SENTENCE_END.finditer(text, first, start)]
    after = _SENTENCE_END.search(text, end, last)
    low = before[-1] if before else _next_space(text, first, start)
    high = end + len(text[end : after.end()].rstrip()) if after else _last_space(text, end, last)
    return low, high


def _next_space(text: str, first: int, start: int) -> int:
    space = _SPACE.search(text, first, start) if first else None
    return space.end() if space else first


def _last_space(text: str, end: int, last: int) -> int:
    if last == len(text):
        return end + len(text[end:].rstrip())
    spaces = [match.start() for match in _SPACE.finditer(text, end, last)]
    return spaces[-1] if spaces else last


def _cut(field: str, text: str, window: Span, marks: Iterable[Span]) -> Excerpt:
    low, high = window
    lead = ELLIPSIS if low > 0 and not _begins_sentence(text, low) else ""
    tail = ELLIPSIS if text[high:].strip() and not _ends_sentence(text, high) else ""
    shift = len(lead) - low
    inside = tuple((start + shift, end + shift) for start, end in marks if low <= start and end <= high)
    return Excerpt(field, lead + text[low:high] + tail, inside)


def _begins_sentence(text: str, low: int) -> bool:
    return any(match.end() == low for match in _SENTENCE_END.finditer(text, max(0, low - 20), low))


def _ends_sentence(text: str, high: int) -> bool:
    return bool(re.search(r"[.!?؟۔…][\"»”')\]]*$", text[max(0, high - 10) : high])) or text[high] in "\r\n\u2028\u2029"
