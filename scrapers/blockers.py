"""Naming who blocks us, from an answer's head and the beginning of its body. Nothing of it is parsed.

A challenge may come with any status, 200 too: a feed that is hidden behind one is blocked, not empty.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapers.blocker_signs import BLOCKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapers.blocker_signs import Blocker, Header

LOOKED_THROUGH = 30_000
_LONGEST_BLANK = 500
_REFUSING = frozenset({401, 403, 405, 406, 409, 418, 429, 444, 451, 503, *range(520, 531)})
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<script", b"<body")


def blocked_by(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Who answered in the site's place, as far as that is certain; header names are small."""
    start = body[:LOOKED_THROUGH].lower() if status >= HTTPStatus.BAD_REQUEST or _is_page(body) else b""
    for blocker in BLOCKERS:
        if _any(headers, blocker.told) or any(words in start for words in blocker.words):
            return blocker.name
    return None


def stands_behind(status: int, headers: Mapping[str, str]) -> str | None:
    """Whose network a refusal came through: perhaps its own doing, perhaps the site's."""
    if status not in _REFUSING:
        return None
    return next((each.name for each in BLOCKERS if _shows(headers, each)), None)


def _is_page(body: bytes) -> bool:
    return body[:_LONGEST_BLANK].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE)


def _shows(headers: Mapping[str, str], blocker: Blocker) -> bool:
    return _any(headers, blocker.shown)


def _any(headers: Mapping[str, str], signs: Iterable[Header]) -> bool:
    return any(name in headers and value in headers[name].lower() for name, value in signs)
