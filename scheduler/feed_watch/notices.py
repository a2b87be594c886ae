"""The notices about feeds: plans in the operator's language, with feeds by their names. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alerts.wording import wording_for
from scheduler.feed_watch.troubles import Grade
from scheduler.operator import plan_notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from alerts.notices import NoticePlan
    from alerts.routing import Routing
    from alerts.wording.wording import Wording
    from scheduler.feed_watch.telling import Telling
    from scheduler.feed_watch.troubles import Trouble

MOST_NAMED = 50
_MOST_IN_SUBJECT = 3
_LONGEST_NAME = 80
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Day:
    """How the feeds are: how many there are, what ails some, worst first, how many entries the last day brought.

    ``usual`` is how many such a day usually brings, None while too little is known; ``against_robots`` are the feeds
    that are fetched although robots.txt forbids it, by name, with the reasons that were written for it.
    """

    feeds: int
    troubles: Sequence[Trouble]
    entries: int
    usual: int | None = None
    against_robots: Sequence[tuple[str, str]] = ()


def of_telling(telling: Telling, routing: Routing, now: datetime) -> Iterator[NoticePlan]:
    """A notice for each thing that is to be told now."""
    key = now.isoformat()
    if telling.unreachable:
        outage = telling.memory.outage
        since = now if outage is None else now.fromtimestamp(outage.since, now.tzinfo)
        begun = _time(since, routing)
        yield plan_notice("feeds-unreachable", routing, key=key, count=telling.unreachable, since=begun)
    if telling.reachable:
        yield plan_notice("feeds-reachable", routing, key=key, count=telling.reachable)
    if telling.troubles:
        yield _of_troubles(telling.troubles, routing, key)
    if telling.well_again:
        names = [_name(feed.name) for feed in telling.well_again]
        listed = _listed(names, routing)
        plan = plan_notice("feeds-well-again", routing, key=key, count=len(names), feeds=_short(names, routing))
        yield replace(plan, lines=(*([listed] if len(names) > _MOST_IN_SUBJECT else []), *plan.lines))


def of_day(day: Day, routing: Routing, period: str) -> NoticePlan:
    """How all feeds are, once a day."""
    words = wording_for(routing.operator.language)
    robots = tuple(_against_robots(day.against_robots, words))
    healthy = day.feeds - sum(trouble.grade is not Grade.REMARK for trouble in day.troubles)
    plan = plan_notice("feeds-daily", routing, key=period, healthy=healthy, count=day.feeds, entries=day.entries)
    usual = () if day.usual is None else (words.usual_entries.format(entries=day.usual),)
    return replace(plan, lines=(*plan.lines, *usual, *_lines(day.troubles, routing), *robots))


def advice_on(states: Iterable[str], language: str) -> tuple[str, ...]:
    """What to do about feeds in these states, a line for each."""
    known = wording_for(language).feed_advice
    return tuple(f"{state}: {known[state]}." for state in dict.fromkeys(states) if state in known)


def _against_robots(feeds: Sequence[tuple[str, str]], words: Wording) -> Iterator[str]:
    """A line for each, as many as may be named."""
    for name, reason in feeds[:MOST_NAMED]:
        why = _cut(" ".join(reason.split()), _LONGEST_REASON)
        yield words.robots_passed_over.format(feed=_name(name), reason=why)
    if len(feeds) > MOST_NAMED:
        yield f"+ {len(feeds) - MOST_NAMED}"


def _of_troubles(troubles: Sequence[Trouble], routing: Routing, key: str) -> NoticePlan:
    shown = [f"{_name(trouble.feed.name)} ({trouble.state})" for trouble in troubles]
    plan = plan_notice("feeds-failing", routing, key=key, count=len(troubles), feeds=_short(shown, routing))
    return replace(plan, lines=(*_lines(troubles, routing), *plan.lines))


def _lines(troubles: Sequence[Trouble], routing: Routing) -> tuple[str, ...]:
    """A line for each feed, as many as may be named, and one for each state with what to do."""
    named = troubles[:MOST_NAMED]
    more = (f"+ {len(troubles) - MOST_NAMED}",) if len(troubles) > MOST_NAMED else ()
    advice = advice_on((trouble.state for trouble in troubles), routing.operator.language)
    return (*(_line(trouble, routing) for trouble in named), *more, *advice)


def _line(trouble: Trouble, routing: Routing) -> str:
    words = wording_for(routing.operator.language)
    state = f"{trouble.state}: {trouble.detail}" if trouble.detail else trouble.state
    line = f"{_name(trouble.feed.name)} ({state})"
    if trouble.since is None:
        return line
    return f"{line}{words.list_comma}{words.since.format(time=_time(trouble.since, routing))}"


def _short(names: Sequence[str], routing: Routing) -> str:
    return _listed(names[:_MOST_IN_SUBJECT], routing) + (" ..." if len(names) > _MOST_IN_SUBJECT else "")


def _listed(names: Sequence[str], routing: Routing) -> str:
    more = f" + {len(names) - MOST_NAMED}" if len(names) > MOST_NAMED else ""
    return wording_for(routing.operator.language).list_comma.join(names[:MOST_NAMED]) + more


def _name(name: str) -> str:
    return _cut(name, _LONGEST_NAME)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _time(instant: datetime, routing: Routing) -> str:
    return f"{instant.astimezone(routing.operator.timezone):%Y-%m-%d %H:%M %Z}"
