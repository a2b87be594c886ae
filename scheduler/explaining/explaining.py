"""Puts an explanation together: the article, what the watchlist says of it, what becomes of each rule that holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.archive_if_any import archive_if_any
from scheduler.compiling import compile_watchlist
from scheduler.configuration.files import WATCHLIST
from scheduler.explaining.archived import Told, find_archived, told_of
from scheduler.explaining.configured import edition_of, feeds_of, routing_of
from scheduler.explaining.copies import Copies, kept_copies, likely_copies
from scheduler.explaining.fates import RuleFate, fates
from scheduler.explaining.files import read_file
from scheduler.explaining.subject import Unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from alerts.routing import Routing
    from archive.database import Archive
    from scheduler.environment import Environment
    from scheduler.explaining.subject import ReadPage, Subject
    from scheduler.explaining.supposing import Supposed
    from scrapers.settings import FeedsSettings
    from watchlist.explanation import Explanation

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Report:
    """All that there is to say about one article."""

    subject: Subject
    explanation: Explanation
    told: Told
    copies: Copies
    fates: tuple[RuleFate, ...]
    routing: Routing | None


def explain(
    target: str, environment: Environment, watchlist: Path | None, supposed: Supposed, warn: Callable[[str], None]
) -> Report:
    """Explain a URL, a file or standard input, as if it were as supposed; ``warn`` is told of what is left out.

    Raises ConfigurationProblem for a watchlist that cannot be used, Unread when there is no article, ArchiveError.
    """
    edition = edition_of(environment, watchlist)
    compiled = compile_watchlist(edition.content, str(watchlist or WATCHLIST), edition.lists)
    settings = feeds_of(environment, warn)
    with archive_if_any(environment) as archive:
        read, copies = _read(target, environment, settings, archive)
        subject = supposed.of(replace(read, group=copies.group))
        told = Told() if archive is None or copies.group is None else archive.read_now(told_of, copies.group)
    explanation, routing = compiled.explain(subject.text), routing_of(environment)
    found = fates(explanation.evaluation, subject, told, routing, copies)
    return Report(subject, explanation, told, copies, found, routing)


def is_url(target: str) -> bool:
    """Whether the target is an address and no file."""
    return target.lower().startswith(("http://", "https://"))


def _read(
    target: str, environment: Environment, settings: FeedsSettings, archive: Archive | None
) -> tuple[Subject, Copies]:
    if archive is not None and is_url(target):
        found = archive.read_now(find_archived, target, settings.longest_alert_age)
        if found is not None:
            return found, archive.read_now(kept_copies, found)
    read = _page(target, environment, settings, archive) if is_url(target) else _file(target)
    copies = Copies() if archive is None else archive.read_now(likely_copies, read, datetime.now(UTC))
    return read.subject, copies


def _page(target: str, environment: Environment, settings: FeedsSettings, archive: Archive | None) -> ReadPage:
    from scheduler.explaining.pages import fetch_page

    return fetch_page(target, environment, settings, archive.generation if archive else None)


def _file(target: str) -> ReadPage:
    if target == STANDARD_INPUT:
        return read_file(sys.stdin.buffer)
    try:
        with Path(target).open("rb") as source:
            return read_file(source)
    except FileNotFoundError:
        raise Unread(f"there is no file {target}; an address begins with https:// or http://") from None
