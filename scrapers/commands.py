"""The scrapers' stages over lines, for the command line: each a function of one input, in the caller's own process."""

from __future__ import annotations

import base64
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapers.parsing.results import ExtractedPage, ParseFailed
from scrapers.reading.dates import believable
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scrapers.site_rules.rule import SiteRule

__all__ = ["answer_of", "extract_line", "page_of", "parse_feed_lines", "url_key", "url_of"]

_NOTHING = ExtractedPage(title="", body="", author=None, published=None, language=None)


def parse_feed_lines(body: bytes, url: str, content_type: str | None) -> Iterator[dict[str, Any]]:
    """A feed's entries as ``{"guid","url","title","published","summary","content"}``; ValueError if it is none."""
    from scrapers.reading.feed import read_feed  # noqa: PLC0415 - each command loads only its own library

    now = datetime.now(UTC)
    try:
        parsed = read_feed(body, url, content_type)
    except ParseFailed as failure:
        raise ValueError(str(failure)) from failure
    for item in parsed.items:
        yield asdict(item) | {"published": _iso(believable(item.published, now))}


def extract_line(record: Mapping[str, Any]) -> dict[str, Any]:
    """The article of ``{"id","url"}`` with ``html``, ``html_base64`` or ``raw`` (bytes); empty where there is none.

    ``published`` is in the zone that the page gives it in: the day that its readers see.
    Raises ValueError for a record of another form.
    """
    return answer_of(record, page_of(record))


def page_of(record: Mapping[str, Any], rule: SiteRule | None = None) -> ExtractedPage:
    """The page of the same record, read by a rule for its site; raises ValueError too."""
    from scrapers.extraction.page import extract_page  # noqa: PLC0415 - the same

    content_type = "text/html; charset=utf-8" if "html" in record else None
    try:
        return extract_page(_page_bytes(record), url_of(record), content_type, "", rule)
    except ParseFailed:
        return _NOTHING


def answer_of(record: Mapping[str, Any], page: ExtractedPage) -> dict[str, Any]:
    """What is answered to the record."""
    return {
        "id": record.get("id"),
        "url": url_of(record),
        "title": page.title,
        "body": page.body,
        "author": page.author,
        "published": page.published.isoformat() if page.published else None,
        "language": page.language,
    }


def url_of(record: Mapping[str, Any]) -> str:
    """The page's address, empty where none is given; raises ValueError."""
    return _text(record, "url")


def _page_bytes(record: Mapping[str, Any]) -> bytes:
    if "html_base64" in record:
        return _from_base64(_text(record, "html_base64"))
    if "html" in record:
        return _text(record, "html").encode("utf-8", "replace")
    return bytes(record.get("raw", b""))


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{key} is not a string")  # noqa: TRY004 - what is wrong is the line
    return value


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except ValueError as error:
        raise ValueError("html_base64 is not base64") from error


def _iso(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat() if instant else None
