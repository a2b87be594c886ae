"""Reading an answer's head: what of it a FetchResult tells. The server chose every byte of it."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapers.blockers import blocked_by, stands_behind
from scrapers.fetching import FetchOutcome, FetchResult

if TYPE_CHECKING:
    from scrapy.http import Response

    from scrapers.fetching import FetchRequest

LONGEST_VALIDATOR = 1000
MOST_LINK_HEADERS = 10
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")  # a line's end among them, by which a request would be two


def outcome_of(status: int, *, conditional: bool) -> FetchOutcome:
    """The outcome that a final status stands for; "not modified" is none to a request that set no condition."""
    if status in range(200, 300):
        return FetchOutcome.OK
    if status == HTTPStatus.NOT_MODIFIED and conditional:
        return FetchOutcome.NOT_MODIFIED
    return FetchOutcome.HTTP_ERROR


def withheld(request: FetchRequest) -> FetchResult:
    """What a request comes to that may not be sent now: a feed is tried again soon, a page is done without."""
    outcome = FetchOutcome.HOST_BUSY if request.kind == "feed" else FetchOutcome.REFUSED_ADDRESS
    return FetchResult(outcome, None, request.url, b"", None, None, None, None, 0.0)


def header(response: Response, name: str | bytes) -> str | None:
    """A header's text; bytes beyond ASCII as Latin-1, so that they go back as they came."""
    value: bytes | None = response.headers.get(name)
    return None if value is None else value.decode("latin-1")


def validator(response: Response, name: str) -> str | None:
    """An ETag or Last-Modified to send back next time; one that is absurd is forgotten.

    That is one of great length or with control characters, and ``*``, to which every document would be the same.
    """
    value = header(response, name)
    is_sound = value and len(value) <= LONGEST_VALIDATOR and value != "*" and not _CONTROLS.search(value)
    return value if is_sound else None


def links(response: Response) -> tuple[str, ...]:
    """The Link headers, the first ten of them."""
    return tuple(value.decode("latin-1") for value in response.headers.getlist("Link")[:MOST_LINK_HEADERS])


def blockers(response: Response) -> tuple[str | None, str | None]:
    """Who answered in the site's place, and whose network a refusal came through."""
    if response.status == HTTPStatus.NOT_MODIFIED:
        return None, None
    headers = {name.lower().decode("latin-1"): header(response, name) or "" for name in response.headers}
    return blocked_by(response.status, headers, response.body), stands_behind(response.status, headers)
