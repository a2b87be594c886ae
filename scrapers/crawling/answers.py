"""Reading an answer's head: what of it a FetchResult tells. The server chose every byte of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapers.fetching import FetchOutcome

if TYPE_CHECKING:
    from scrapy.http import Response

LONGEST_VALIDATOR = 1000
MOST_LINK_HEADERS = 10


def outcome_of(status: int, *, conditional: bool) -> FetchOutcome:
    """The outcome that a final status stands for; "not modified" is none to a request that set no condition."""
    if status in range(200, 300):
        return FetchOutcome.OK
    if status == HTTPStatus.NOT_MODIFIED and conditional:
        return FetchOutcome.NOT_MODIFIED
    return FetchOutcome.HTTP_ERROR


def header(response: Response, name: str) -> str | None:
    """A header's text; bytes beyond ASCII as Latin-1, so that they go back as they came."""
    value: bytes | None = response.headers.get(name)
    return None if value is None else value.decode("latin-1")


def validator(response: Response, name: str) -> str | None:
    """An ETag or Last-Modified to send back next time; one of absurd length is forgotten."""
    value = header(response, name)
    return value if value and len(value) <= LONGEST_VALIDATOR else None


def links(response: Response) -> tuple[str, ...]:
    """The Link headers, the first ten of them."""
    return tuple(value.decode("latin-1") for value in response.headers.getlist("Link")[:MOST_LINK_HEADERS])
