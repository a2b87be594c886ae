"""Makes a watchlist out of the bytes of its file and of the lists that it includes, or says what is wrong with them."""

from __future__ import annotations

import gc
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from scheduler.configuration.edition import Edition
from scheduler.configuration.files import WATCHLIST, parse_settings
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scheduler.configuration.naming import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scheduler.configuration.document import Document
    from scheduler.kept_blocks import Blocks
    from watchlist.lists.lines import Listed
    from watchlist.lists.shelf import Shelf
    from watchlist.problem import Problem
    from watchlist.settings import WatchlistSettings
    from watchlist.watchlist import Watchlist


class _Sound(NamedTuple):
    """A watchlist without errors: its own entities, the lists beside them, and what is doubtful about it."""

    settings: WatchlistSettings
    document: Document
    shelf: Shelf
    findings: list[Finding]


def compile_watchlist(content: bytes, file: str = WATCHLIST, lists: Mapping[str, bytes] | None = None) -> Watchlist:
    """The watchlist of a file and its lists; raises :class:`ConfigurationProblem` whose findings name ``file``."""
    return compiled(Edition(content, lists or {}), None, file)[0]


def compiled(edition: Edition, folder: Path | None, file: str = WATCHLIST) -> tuple[Watchlist, dict[str, int]]:
    """The watchlist and how much stands in it; compiled blocks of its lists are kept in ``folder``, if there is one.

    Raises :class:`ConfigurationProblem` whose findings name ``file``.
    """
    from scheduler.kept_blocks import Blocks

    gc.disable()  # nothing of a list is garbage, and looking for it takes as long as reading it
    try:
        return _made(edition, Blocks(folder), file)
    finally:
        gc.freeze()
        gc.enable()


def _made(edition: Edition, blocks: Blocks, file: str) -> tuple[Watchlist, dict[str, int]]:
    from watchlist.watchlist import Watchlist

    sound = _read(edition, file, blocks)
    settings, shelf = sound.settings, sound.shelf
    places = len(settings.places) + shelf.place_count
    entities = len(settings.places) + len(settings.actors) + shelf.entities
    counts = {"places": places, "actors": entities - places, "rules": len(settings.rules)}
    watchlist = Watchlist.from_settings(settings, shelf)
    shelf.forget_entities()
    blocks.forget_others()
    return watchlist, counts


def check_watchlist(edition: Edition, file: str = WATCHLIST) -> list[Finding]:
    """The warnings about a watchlist and its lists; raises :class:`ConfigurationProblem` when there are errors.

    The names are held against the common words of their languages: 110 MB.
    """
    from scheduler.kept_blocks import Blocks
    from scheduler.shelving import doubts_about, entities_of
    from watchlist.check import MOST_WARNINGS
    from watchlist.doubts import doubts
    from watchlist.empty_circles import empty_circles

    sound = _read(edition, file, Blocks(None), entities_of(edition.lists))
    ids = {each.id for each in chain(sound.settings.places, sound.settings.actors)}.union(sound.shelf.ids())
    circles = islice(empty_circles(sound.settings, sound.shelf.places(), ids), MOST_WARNINGS)
    doubted = chain(circles, doubts(sound.settings), doubts_about(edition.lists))
    return sound.findings + [_finding(file, sound.document, problem) for problem in doubted]


def _read(
    edition: Edition, file: str, blocks: Blocks, further: Iterable[tuple[tuple[str, int], Listed]] = ()
) -> _Sound:
    """The watchlist and the warnings about it; raises :class:`ConfigurationProblem` when there are errors."""
    from scheduler.shelving import shelf_of
    from watchlist.check import problems
    from watchlist.settings import WatchlistSettings

    settings, document = parse_settings(file, edition.content, WatchlistSettings)
    if set(settings.include) != set(edition.lists):
        line, message = document.line(("include",)), "`include` cannot be made out"
        raise ConfigurationProblem([Finding(file, line, message, "write it at the beginning of a line")])
    shelf = shelf_of(edition.lists, blocks)
    found = [_finding(file, document, problem) for problem in problems(settings, shelf, further)]
    if any(finding.severity == "error" for finding in found):
        raise ConfigurationProblem(found)
    return _Sound(settings, document, shelf, found)


def _finding(file: str, document: Document, problem: Problem) -> Finding:
    """A problem in a list has the list's name and the line for its path."""
    message, hint, severity = problem.message, problem.hint, problem.severity
    match problem.path:
        case (str(listed), int(line), *_) if listed not in ("places", "actors", "rules"):
            return Finding(listed, line, message, hint, severity)
    entry = entry_of(document, problem.path)
    return Finding(file, document.line(problem.path), f"{entry}: {message}" if entry else message, hint, severity)
