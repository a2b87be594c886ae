"""Bounds what Twisted reads of an answer before Scrapy sees any of it: the head, and the framing of a chunked body.

Twisted gathers header lines for as long as they come, folded ones for ever: two gigabytes in ten seconds. And it tells
of every chunk by itself: a body in chunks of one byte would keep the event loop from all other feeds.
"""

# ruff: noqa: N802, N803, N815 - the names are those of Twisted

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers import http11
from twisted.web.http import _ChunkedTransferDecoder

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_HEAD_BYTES = 256 * 1024
MOST_HEAD_LINES = 1000
# Chunks of which more than half is framing are borne with until so much has come.
UNDOUBTED_WIRE_BYTES = 256 * 1024


class AnswerUnbounded(Exception):
    """The server sends what nobody could want to read."""

    permanent = False


class GatheredChunks(_ChunkedTransferDecoder):
    """Hands on what one read brought as one piece; raises AnswerUnbounded for a body that is mostly framing."""

    def __init__(self, dataCallback: Callable[[bytes], None], finishCallback: Callable[[bytes], None]) -> None:
        super().__init__(self._gather, self._finish)
        self._hand_on, self._end = dataCallback, finishCallback
        self._pieces: list[bytes] = []
        self._wire_bytes = self._body_bytes = 0

    def dataReceived(self, data: bytes) -> None:
        """See Twisted."""
        self._wire_bytes += len(data)
        super().dataReceived(data)
        self._flush()
        if self._wire_bytes > max(UNDOUBTED_WIRE_BYTES, 2 * self._body_bytes):
            raise AnswerUnbounded

    def _gather(self, piece: bytes) -> None:
        self._body_bytes += len(piece)
        self._pieces.append(piece)

    def _finish(self, rest: bytes) -> None:
        self._flush()
        self._end(rest)

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if pieces:
            self._hand_on(b"".join(pieces))


class BoundedParser(http11._LenientHTTPClientParser):  # noqa: SLF001 - Scrapy has no public way to it
    """Raises AnswerUnbounded for a head without end; interim answers (1xx) count to it."""

    _transferDecoders = {b"chunked": GatheredChunks}  # noqa: RUF012 - as in Twisted
    _head_bytes = 0
    _head_lines = 0

    def lineReceived(self, line: bytes) -> None:
        """See Twisted: each line of the head."""
        self._head_lines += 1
        self._head_bytes += len(line)
        if self._head_lines > MOST_HEAD_LINES or self._head_bytes > MOST_HEAD_BYTES:
            raise AnswerUnbounded
        super().lineReceived(line)


def bound_answers() -> None:
    """Have Scrapy read answers in this way."""
    http11._LenientHTTPClientParser = BoundedParser  # type: ignore[misc]  # noqa: SLF001 - the same
