"""The configuration as a command beside the service reads it: the files as they stand, and no secret."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.configuration.alerts_file import plan_alerts_file
from scheduler.configuration.files import ALERTS, FEEDS, WATCHLIST, parse_settings, read_content
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.configuration.including import read_edition
from scrapers.settings import FeedsSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from alerts.routing import Routing
    from scheduler.configuration.edition import Edition
    from scheduler.environment import Environment


def edition_of(environment: Environment, given: Path | None) -> Edition:
    """The watchlist in ``given``, else that of the configuration; raises ConfigurationProblem."""
    if given is not None:
        return read_edition(given.parent, str(given), given.read_bytes())
    return read_edition(environment.config, WATCHLIST, read_content(environment.config / WATCHLIST))


@contextmanager
def named(given: Path | None) -> Iterator[None]:
    """Let findings name the list that was given, where matcher processes call it by the configuration's name."""
    try:
        yield
    except ConfigurationProblem as problem:
        if given is None:
            raise
        findings = [replace(each, file=str(given)) if each.file == WATCHLIST else each for each in problem.findings]
        raise ConfigurationProblem(findings) from problem


def feeds_of(environment: Environment, warn: Callable[[str], None]) -> FeedsSettings:
    """What ``feeds.yaml`` says; nothing when there is none, or when it cannot be used, of which ``warn`` is told.

    Raises ConfigurationProblem when a file stands where its folder should be.
    """
    path = environment.config / FEEDS
    if environment.config.is_file():
        read_content(path)
    if not path.exists():
        return FeedsSettings()
    try:
        return parse_settings(FEEDS, read_content(path), FeedsSettings)[0]
    except ConfigurationProblem:
        warn(f"{path} has mistakes and is left out of this; `marsad check` tells them")
        return FeedsSettings()


def routing_of(environment: Environment) -> Routing | None:
    """Who is told; None when ``alerts.yaml`` cannot be used."""
    try:
        return plan_alerts_file(read_content(environment.config / ALERTS))[1]
    except ConfigurationProblem:
        return None
