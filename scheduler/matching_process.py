"""The inside of a matcher process: it alone holds the compiled watchlist, and it never sees a byte from outside.

In: the watchlist file's bytes, once; then titles and texts. Out: evaluations, or the findings that made the list
unusable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.configuration.files import WATCHLIST, parse_settings
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scrapers.parsing.confinement import give_up_environment, give_up_voice

if TYPE_CHECKING:
    from watchlist.mentions import Evaluation, Text
    from watchlist.settings import WatchlistSettings
    from watchlist.watchlist import Watchlist

_state: dict[str, Watchlist | list[Finding]] = {}
_counts: dict[str, int] = {}


def install(content: bytes) -> None:
    """Compile the watchlist in this process; a bad one is kept as its findings."""
    give_up_environment()
    give_up_voice()
    try:
        settings, _ = check_watchlist(content)
        _state["watchlist"] = _compiled(settings)
        _counts.update(places=len(settings.places), actors=len(settings.actors), rules=len(settings.rules))
    except ConfigurationProblem as problem:
        _state["watchlist"] = problem.findings


def compile_watchlist(content: bytes, file: str = WATCHLIST) -> Watchlist:
    """The watchlist of a file's bytes, findings about which name ``file``; raises :class:`ConfigurationProblem`."""
    return _compiled(check_watchlist(content, file)[0])


def _compiled(settings: WatchlistSettings) -> Watchlist:
    from watchlist.watchlist import Watchlist

    return Watchlist.from_settings(settings)


def check_watchlist(
    content: bytes, file: str = WATCHLIST, *, word_lists: bool = False
) -> tuple[WatchlistSettings, list[Finding]]:
    """Typed settings and the warnings about them; raises :class:`ConfigurationProblem` when there are errors.

    With ``word_lists`` the names of a sound list are held against the common words of their languages: 110 MB.
    """
    from watchlist.check import problems
    from watchlist.settings import WatchlistSettings

    settings, document = parse_settings(file, content, WatchlistSettings)
    found = problems(settings)
    is_sound = all(problem.severity != "error" for problem in found)
    if word_lists and is_sound:
        from watchlist.doubts import doubts

        found += doubts(settings)
    findings = [
        Finding(file, document.line(problem.path), problem.message, problem.hint, problem.severity) for problem in found
    ]
    if not is_sound:
        raise ConfigurationProblem(findings)
    return settings, findings


def loaded() -> tuple[list[Finding], dict[str, int]]:
    """Why the list in this process is unusable, empty when it is in force; and how much stands in it."""
    held = _state["watchlist"]
    return (held if isinstance(held, list) else []), _counts


def evaluate(text: Text) -> Evaluation:
    """Mentions and held rules of one article."""
    watchlist = _state["watchlist"]
    if isinstance(watchlist, list):
        raise RuntimeError("no sound watchlist is in force in this process")  # noqa: TRY004 - a state, not a type
    return watchlist.evaluate(text)
