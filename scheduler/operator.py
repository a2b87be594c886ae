"""Tells the operator what happened to the service itself, through the same outbox that alerts go out by.

What is said holds file names, line numbers and counts; never what is watched, and no article's words.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from alerts.notices import NoticePlan, tell_operator
from alerts.wording import wording_for
from archive.database import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from archive.database import Archive
    from archive.nouns import Entry
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.configuration.shrinking import Loss
    from scrapers.site_rules.rule import Part

log = structlog.get_logger()

QUIET = timedelta(hours=6)
PUSH_QUIET = timedelta(days=1)
RULE_QUIET = timedelta(days=1)
REJECTED_QUIET = timedelta(hours=1)
MOST_FINDINGS = 20


def plan_notice(kind: str, routing: Routing, *, key: str = "", quiet: timedelta = QUIET, **told: object) -> NoticePlan:
    """A notice of this kind in the operator's language; one of the same kind and key is not repeated while quiet."""
    words = wording_for(routing.operator.language).notices[kind]
    return NoticePlan(
        kind=kind,
        subject=words.subject.format(**told),
        lines=tuple(line.format(**told) for line in words.lines),
        deliveries=routing.notice_deliveries(),
        dedupe_key=f"{kind}:{key}",
        quiet=quiet,
    )


class Operator:
    """The way to the operator; a notice that cannot be kept now is logged, and comes again with its cause."""

    def __init__(
        self,
        archive: Archive,
        routing: Callable[[], Routing],
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._archive = archive
        self._routing = routing
        self._clock = clock
        self._wake = wake

    async def configuration_rejected(self, file: str, problem: ConfigurationProblem) -> None:
        """A changed file, or one of its lists, is not in force: which, and the lines with mistakes."""
        findings = problem.findings[:MOST_FINDINGS]
        lines = ", ".join(str(finding.line) for finding in findings)
        files = ", ".join(dict.fromkeys(finding.file for finding in findings)) or file
        await self.tell("configuration-rejected", key=file, quiet=REJECTED_QUIET, file=files, lines=lines)

    async def configuration_shrank(self, file: str, lost: tuple[Loss, ...]) -> None:
        """A changed file is in force, but most of it is gone."""
        left = ", ".join(f"{loss.part} {loss.left}/{loss.before}" for loss in lost)
        await self.tell("configuration-shrank", key=f"{file}:{left}", file=file, left=left)

    async def entry_set_aside(self, entry: Entry) -> None:
        """A person must look at an entry that killed its worker each time."""
        await self.tell("entry-set-aside", key=str(entry.id), entry=entry.id, feed=entry.feed_id)

    async def push_ended(self, hub: str, feeds: int) -> None:
        """A hub no longer honours subscriptions; told once a day, however many feeds it had."""
        await self.tell("push-ended", key=hub, quiet=PUSH_QUIET, hub=hub, feeds=feeds)

    async def rule_counted(self, host: str, part: Part, misses: int) -> None:
        """A selector of a site's rule has found nothing in so many pages in a row; none: it finds something again."""
        kind = "rule-finds-nothing" if misses else "rule-finds-again"
        await self.tell(kind, key=f"{host}:{part}", quiet=RULE_QUIET, host=host, part=part.value, pages=misses)

    async def tell(self, kind: str, *, key: str = "", quiet: timedelta = QUIET, **told: object) -> None:
        """Send a notice unless one like it is quiet."""

        def announce(tx: Connection, routing: Routing, now: datetime) -> int | None:
            return tell_operator(tx, plan_notice(kind, routing, key=key, quiet=quiet, **told), now)

        await self.tell_by(announce)

    async def tell_by(self, announce: Callable[[Connection, Routing, datetime], int | None]) -> None:
        """Send the notice that ``announce`` puts into the archive, which may decide on none."""
        try:
            if await self._archive.write(announce, self._routing(), self._clock()) is not None:
                log.warning("operator_told")
                self._wake()
        except ArchiveError as error:
            log.warning("operator_not_told", error=type(error).__name__)
