"""The sitemaps that an index names: the newest few are read in the same poll, for only they have news.

An index says when each was last changed, to the second if we are lucky: one that is known in that state is passed over.
Before each the host has its pause, as between any two requests. A host that wants a long one is asked for fewer of them
at a time, one at the least: the others come with the next polls, and the poll ends within its time.
"""

from __future__ import annotations

import time
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from scrapers.hosts import host_of
from scrapers.parsing.results import ParseFailed
from scrapers.reading.items import within_limits
from scrapers.statuses import FetchStatus, of_fetch, of_parse

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapers.fetching import FetchRequest
    from scrapers.parsing.results import ChildDocument, FeedItem, ParsedFeed
    from scrapers.tools import ScrapingTools

MOST_READ = 3
PAUSES_SECONDS = 35.0  # after this no further child is begun; a poll has 90 s in all
_DIGEST_BYTES = 8


async def read_children(
    index: ParsedFeed, request: FetchRequest, tools: ScrapingTools, known: Collection[str]
) -> tuple[ParsedFeed, FetchStatus]:
    """The index with the items of its newest children on its own host, whose lease the caller holds.

    The status is ``ok``, or what happened to a child that could not be read; the others' items are there all the same.
    """
    items, digests, status = list(index.items), [], FetchStatus.OK
    complete, passed_over = index.complete, 0
    host, last_call = host_of(request.url), None
    for child in newest_of_host(index, host):
        digest = _digest(child)
        if digest in known:
            digests.append(digest)
            passed_over += 1
            continue
        if last_call is None:
            last_call = time.monotonic() + PAUSES_SECONDS
        elif time.monotonic() + tools.crawler.pause_left(host) > last_call:
            break
        part, child_status = await _read(child, request, tools)
        if part is None:
            status = child_status
            continue
        items += part.items
        complete = complete and part.complete
        if digest and part.complete:
            digests.append(digest)
    found = _merged(items)
    return replace(index, items=found, complete=complete, known=passed_over, digests=tuple(digests)), status


def newest_of_host(index: ParsedFeed, host: str) -> list[ChildDocument]:
    """The children to be read; those on other hosts are left alone, for nobody holds these."""
    return [child for child in index.children if host_of(child.url) == host][:MOST_READ]


async def _read(
    child: ChildDocument, request: FetchRequest, tools: ScrapingTools
) -> tuple[ParsedFeed | None, FetchStatus]:
    answer = await tools.crawler.fetch(replace(request, url=child.url, etag=None, last_modified=None))
    status = of_fetch(answer)
    if status is not FetchStatus.OK:
        return None, status
    try:
        return await tools.parsers.parse_feed(answer.body, answer.url, answer.content_type), status
    except ParseFailed as failure:
        return None, of_parse(failure.reason)


def _merged(items: list[FeedItem]) -> tuple[FeedItem, ...]:
    """The newest items, each once: a page may stand in two sitemaps."""
    return within_limits(list({item.url: item for item in items}.values()))


def _digest(child: ChildDocument) -> str:
    """A name for this state of the child; none for a date without a time, within which it may change."""
    if child.modified is None or not (child.modified.hour or child.modified.minute or child.modified.second):
        return ""
    state = f"{child.url} {child.modified.isoformat()}"
    return blake2b(state.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
