"""Reads the article of a file: HTML in a killable process, as the service would, or plain text as it stands."""

from __future__ import annotations

import asyncio
import codecs
from typing import TYPE_CHECKING

from scheduler.explaining.subject import Place, ReadPage, Source, Subject, Unread
from scrapers.copies.text_hash import text_hash
from scrapers.headlines import without_title
from scrapers.parsing.pool import Parsers
from scrapers.parsing.results import ExtractedPage, ParseFailed
from scrapers.statuses import FetchStatus, of_verdict

if TYPE_CHECKING:
    from typing import IO

_LARGEST = 10 * 1024 * 1024


def read_file(source: IO[bytes]) -> ReadPage:
    """The article of a page or a plain text; raises :class:`Unread`."""
    content = source.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unread("the file is larger than 10 MB")
    if content.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] == b"<":
        return _read(asyncio.run(_extract(content)), "page")
    try:
        body = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unread(f"this is neither HTML nor UTF-8 text: byte {error.start}") from None
    return _read(ExtractedPage("", body.replace("\r\n", "\n").strip(), None, None, None), "file")


async def _extract(content: bytes) -> ExtractedPage:
    parsers = Parsers()
    try:
        return await parsers.extract(content, "", None)
    except ParseFailed as failure:
        raise Unread(str(failure)) from None
    finally:
        await parsers.stop()


def _read(page: ExtractedPage, body_source: str) -> ReadPage:
    status = of_verdict(page.verdict)
    body = without_title(page.body, page.title) if status is FetchStatus.OK else ""
    subject = Subject(
        origin=Place.FILE,
        source=Source(),
        url="",
        title=page.title,
        body=body,
        language=page.language,
        author=page.author,
        published_at=page.published,
        body_source=body_source,
        page_status=(status if body or status is not FetchStatus.OK else FetchStatus.EMPTY).value,
        modified_at=page.modified,
        canonical_url=page.canonical_url,
        section=page.section,
        image_url=page.image_url,
        origins=page.origins,
        extractor=page.extractor,
        removed_lines=page.removed,
        warnings=page.warnings,
    )
    return ReadPage(subject, text_hash(body, title=page.title, url="", item_key=""))
