"""Details: what an answer says of a failure beyond its status. Names from a fixed list and figures, never its words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.fetching import FetchResult


def detail_of(answer: FetchResult) -> str | None:
    """Who blocks us where that is certain; else the answer's code, and whose network it came through."""
    if answer.status is None or answer.status < HTTPStatus.BAD_REQUEST:
        return answer.blocked_by
    if answer.blocked_by:
        return f"{answer.blocked_by}, HTTP {answer.status}"
    return f"HTTP {answer.status} by way of {answer.behind}" if answer.behind else f"HTTP {answer.status}"
