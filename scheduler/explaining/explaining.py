"""Puts an explanation together: the article, what the watchlist says of it, what becomes of each rule that holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive.lookups import group_of_text
from scheduler.archive_if_any import archive_if_any
from scheduler.compiling import compile_watchlist
from scheduler.configuration.files import WATCHLIST
from scheduler.explaining.archived import Told, find_archived, told_of
from scheduler.explaining.configured import edition_of, feeds_of, routing_of
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
        subject = supposed.of(_subject(target, environment, settings, archive))
        told = Told() if archive is None or subject.group is None else archive.read_now(told_of, subject.group)
    explanation, routing = compiled.explain(subject.text), routing_of(environment)
    return Report(subject, explanation, told, fates(explanation.evaluation.held, subject, told, routing), routing)


def is_url(target: str) -> bool:
    """Whether the target is an address and no file."""
    return target.lower().startswith(("http://", "https://"))


def _subject(target: str, environment: Environment, settings: FeedsSettings, archive: Archive | None) -> Subject:
    if not is_url(target):
        return _grouped(_file(target), archive)
    if archive is not None:
        found = archive.read_now(find_archived, target, settings.longest_alert_age)
        if found is not None:
            return found
    from scheduler.explaining.pages import fetch_page

    return _grouped(fetch_page(target, environment, settings, archive.generation if archive else None), archive)


def _file(target: str) -> ReadPage:
    if target == STANDARD_INPUT:
        return read_file(sys.stdin.buffer)
    try:
        with Path(target).open("rb") as source:
            return read_file(source)
    except FileNotFoundError:
        raise Unread(f"there is no file {target}; an address begins with https:// or http://") from None


def _grouped(read: ReadPage, archive: Archive | None) -> Subject:
    """The article with the copy group that it would join."""
    group = archive.read_now(group_of_text, read.text_hash) if archive is not None else None
    return replace(read.subject, group=group)
