"""The sitemaps that an index names: the newest few are read in the same poll, for only they have news.

An index says when each was last changed, to the second if we are lucky: one that is known in that state is passed over.
Before each the host has its pause, as between any two requests. A host that wants a long one is asked for fewer of them
at a time, one at the least: the others come with the next polls, and the poll ends within its time. Those of which
nothing tells whether they have changed, and those that cannot be read, take turns then.
"""

from __future__ import annotations

import time
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from scrapers.parsing.results import ParseFailed
from scrapers.reading.items import within_limits
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus, of_fetch, of_parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

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
    children = newest_of_host(index, host_of(request.url))
    unchanged = [child for child in children if _digest(child) in known]
    left = _in_turn([child for child in children if child not in unchanged], known)
    asked = await _ask(left, request, tools)
    parts = [part for _, part, _ in asked if part is not None]
    whole = [digest for child, part, _ in asked if part is not None and part.complete and (digest := _digest(child))]
    turns = _turns_after([child for child in left if _digest(child) not in whole], [each[0] for each in asked], known)
    merged = replace(
        index,
        items=_merged([*index.items, *(item for part in parts for item in part.items)]),
        complete=index.complete and all(part.complete for part in parts),
        known=len(unchanged),
        digests=(*map(_digest, unchanged), *whole, *turns),
    )
    failed = [status for _, part, status in asked if part is None]
    return merged, failed[-1] if failed else FetchStatus.OK


def newest_of_host(index: ParsedFeed, host: str) -> list[ChildDocument]:
    """The children to be read; those on other hosts are left alone, for nobody holds these."""
    return [child for child in index.children if host_of(child.url) == host][:MOST_READ]


async def _ask(
    children: Iterable[ChildDocument], request: FetchRequest, tools: ScrapingTools
) -> list[tuple[ChildDocument, ParsedFeed | None, FetchStatus]]:
    """As many of them as there is time for, and what each has or came to."""
    asked: list[tuple[ChildDocument, ParsedFeed | None, FetchStatus]] = []
    host, last_call = host_of(request.url), time.monotonic() + PAUSES_SECONDS
    for child in children:
        if asked and time.monotonic() + tools.crawler.pause_left(host) > last_call:
            break
        asked.append((child, *await _read(child, request, tools)))
    return asked


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
    return _name(f"{child.url} {child.modified.isoformat()}")


def _in_turn(children: Iterable[ChildDocument], known: Collection[str]) -> list[ChildDocument]:
    """Those first that had no turn since the last time that all had one."""
    return sorted(children, key=lambda child: _turn(child) in known)


def _turns_after(
    unsettled: Collection[ChildDocument], asked: Collection[ChildDocument], known: Collection[str]
) -> list[str]:
    """The marks of those that had their turn, of all that are asked again; none once all had one."""
    had = [child for child in unsettled if child in asked or _turn(child) in known]
    return [] if len(had) == len(unsettled) else [_turn(child) for child in had]


def _turn(child: ChildDocument) -> str:
    return _name(f"turn {child.url}")


def _name(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
