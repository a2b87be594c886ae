"""The killable parsers: each document is parsed in a process that is ended when it overruns, and then replaced.

In: bytes from anywhere. Out: frozen records, or ParseFailed with a reason. While one document uses up its time slice,
the others go through another process: no other feed notices. A document that nobody waits for any longer keeps its
process until it is read or killed: that costs less than a new process, and no more than the time it was given.
"""

from __future__ import annotations

import asyncio
import heapq
from typing import TYPE_CHECKING

from scrapers.finding.records import inspection_from_json, summary_from_json
from scrapers.parsing.lane import ParserLane
from scrapers.parsing.options import ParserOptions
from scrapers.parsing.results import (
    ExtractedPage,
    ParsedFeed,
    ParseFailed,
    ParseReason,
    feed_from_json,
    page_from_json,
    text_from_json,
)
from scrapers.site_rules.trial import trial_from_json

if TYPE_CHECKING:
    from scrapers.finding.records import Inspection, PageSummary
    from scrapers.listing import Listing
    from scrapers.parsing.entrance import Answer
    from scrapers.site_rules.rule import SiteRule
    from scrapers.site_rules.trial import RuleTrial


class Parsers:
    """Parses feeds and pages in processes of their own, started when they are needed; safe for many tasks at once."""

    def __init__(self, options: ParserOptions | None = None) -> None:
        self._options = options or ParserOptions()
        count = self._options.processes + self._options.spare_processes
        self._lanes = [ParserLane(self._options) for _ in range(count)]
        self._free = list(range(count))
        self._slots = asyncio.Semaphore(count)
        self._at_work: set[asyncio.Task[Answer]] = set()

    async def parse_feed(
        self,
        body: bytes,
        url: str,
        content_type: str | None,
        known: frozenset[str] = frozenset(),
        listing: Listing | None = None,
    ) -> ParsedFeed:
        """The items of a feed that was fetched from ``url``; raises ParseFailed.

        ``known`` and ``listing``: see ``scrapers.reading.feed.read_feed``.
        """
        seconds = self._options.feed_seconds
        return feed_from_json(await self._run(seconds, "answer_feed", body, url, content_type, known, listing))

    async def extract(
        self,
        body: bytes,
        url: str,
        content_type: str | None,
        feed_html: str = "",
        rule: SiteRule | None = None,
        *,
        guess: bool = True,
    ) -> ExtractedPage:
        """The article of a page, and ``feed_html`` (what the feed had of it) as plain text; raises ParseFailed.

        ``rule`` and ``guess``: see ``scrapers.extraction.page.extract_page``.
        """
        seconds = self._options.page_seconds
        return page_from_json(await self._run(seconds, "answer_page", body, url, content_type, feed_html, guess, rule))

    async def try_rule(self, body: bytes, content_type: str | None, rule: SiteRule) -> RuleTrial:
        """What each selector of a rule gives on a page; raises ParseFailed."""
        return trial_from_json(await self._run(self._options.page_seconds, "answer_rule", body, content_type, rule))

    async def plain_text(self, html: str) -> str:
        """A piece of HTML as plain text, a paragraph a line; raises ParseFailed."""
        return text_from_json(await self._run(self._options.page_seconds, "answer_text", html))

    async def inspect(
        self, body: bytes, url: str, content_type: str | None, listing: Listing | None = None
    ) -> Inspection:
        """How a document that was fetched from ``url`` reads as a feed, also when it is none; raises ParseFailed."""
        seconds = self._options.feed_seconds
        return inspection_from_json(await self._run(seconds, "answer_inspection", body, url, content_type, listing))

    async def summarise(self, body: bytes, url: str, content_type: str | None) -> PageSummary:
        """Where a page leads to, and where it seems to list news; raises ParseFailed."""
        return summary_from_json(await self._run(self._options.page_seconds, "answer_links", body, url, content_type))

    async def stop(self) -> None:
        """End all processes; documents in flight fail."""
        for work in self._at_work:
            work.cancel()
        await asyncio.gather(*self._at_work, *(lane.stop() for lane in self._lanes))

    async def _run(self, seconds: float, function: str, *arguments: object) -> bytes:
        await self._slots.acquire()
        work = asyncio.create_task(self._ask(seconds, function, arguments))
        self._at_work.add(work)
        work.add_done_callback(self._at_work.discard)
        reason, answer = await asyncio.shield(work)
        if reason is not None:
            raise ParseFailed(reason, answer.decode())
        return answer

    async def _ask(self, seconds: float, function: str, arguments: tuple[object, ...]) -> Answer:
        """Have a lane until it answers, whether or not somebody still waits for that; ``stop`` alone cancels it."""
        number = heapq.heappop(self._free)
        try:
            return await self._lanes[number].ask(seconds, function, arguments)
        except asyncio.CancelledError:
            return ParseReason.CRASHED, b""
        finally:
            heapq.heappush(self._free, number)
            if number >= self._options.processes:
                self._lanes[number].retire_after(self._options.spare_idle_seconds)
            self._slots.release()
