"""Puts an explanation together: the article, what the watchlist says of it, what becomes of each rule that holds."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive.database import Archive
from archive.engines import parsed_url, sqlite_file
from archive.lookups import group_of_text
from scheduler.configuration.checking import plan_alerts_file
from scheduler.configuration.files import ALERTS, FEEDS, WATCHLIST, parse_settings, read_content
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.explaining.archived import Told, find_archived, told_of
from scheduler.explaining.fates import RuleFate, fates
from scheduler.explaining.files import read_file
from scheduler.matching_process import compile_watchlist
from scrapers.settings import FeedsSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alerts.routing import Routing
    from scheduler.environment import Environment
    from scheduler.explaining.subject import ReadPage, Subject
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


def explain(target: str, environment: Environment, watchlist: Path | None) -> Report:
    """Explain a URL, a file or standard input.

    Raises ConfigurationProblem for a watchlist that cannot be used, Unread when there is no article, ArchiveError.
    """
    compiled = compile_watchlist(*_content(environment, watchlist))
    settings = _feeds(environment)
    with _archive(environment) as archive:
        subject = _subject(target, environment, settings, archive)
        told = Told() if archive is None or subject.group is None else archive.read_now(told_of, subject.group)
    explanation, routing = compiled.explain(subject.text), _routing(environment)
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
    with Path(target).open("rb") as source:
        return read_file(source)


def _grouped(read: ReadPage, archive: Archive | None) -> Subject:
    """The article with the copy group that it would join."""
    group = archive.read_now(group_of_text, read.text_hash) if archive is not None else None
    return replace(read.subject, group=group)


@contextmanager
def _archive(environment: Environment) -> Iterator[Archive | None]:
    """The archive, None where there is none yet."""
    file = sqlite_file(parsed_url(environment.database_url))
    if file is not None and not file.exists():
        yield None
        return
    archive = Archive.open(environment.database_url)
    try:
        yield archive
    finally:
        archive.close()


def _content(environment: Environment, given: Path | None) -> tuple[bytes, str]:
    return (given.read_bytes(), str(given)) if given else (read_content(environment.config / WATCHLIST), WATCHLIST)


def _feeds(environment: Environment) -> FeedsSettings:
    """What ``feeds.yaml`` says; nothing when it cannot be used, which ``marsad check`` tells."""
    try:
        return parse_settings(FEEDS, read_content(environment.config / FEEDS), FeedsSettings)[0]
    except ConfigurationProblem:
        return FeedsSettings()


def _routing(environment: Environment) -> Routing | None:
    """Who is told, without any secret; None when ``alerts.yaml`` cannot be used."""
    try:
        return plan_alerts_file(read_content(environment.config / ALERTS))[1]
    except ConfigurationProblem:
        return None
