"""Telling: which troubles are told now, decided from the feeds and from what was told before. Pure.

A feed's trouble is told when it is sure, each state at most once a day; its end is told if its begin was. Many feeds
that cannot be reached all at once are an outage, told in one notice; its end in another. Whatever else befalls many,
one after the other, is gathered: the more notices went out within a day, the longer the next one waits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scheduler.feed_watch.memory import Memory, Outage, Told
from scheduler.feed_watch.troubles import Grade, Trouble, is_remark, is_surely_well, was_seen_twice
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from archive.nouns import Feed

HOSTS_OF_AN_OUTAGE = 3
_SHARE_OF_AN_OUTAGE = 0.8
_SHARE_OF_ITS_END = 0.5


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told now, and what is remembered after it; ``unreachable`` and ``reachable`` count feeds."""

    memory: Memory
    troubles: tuple[Trouble, ...] = ()
    well_again: tuple[Feed, ...] = ()
    unreachable: int = 0
    reachable: int = 0


def decide(feeds: Sequence[Feed], troubles: Mapping[int, Trouble], memory: Memory, now: datetime) -> Telling:
    """What to tell of these feeds, all that are enabled, of which some are in trouble."""
    at = now.timestamp()
    memory = _of_these(memory.pruned(at), feeds)
    if memory.outage is not None:
        telling = _during_outage(feeds, troubles, memory, at)
    else:
        telling = _outage_begun(feeds, troubles, memory, at)
    telling = _with_troubles(troubles, telling, at)
    return _with_well_again(feeds, troubles, telling, at)


def _of_these(memory: Memory, feeds: Iterable[Feed]) -> Memory:
    """Without feeds that are polled no more."""
    numbers = {feed.id for feed in feeds}
    return replace(memory, told={number: told for number, told in memory.told.items() if number in numbers})


def _outage_begun(feeds: Sequence[Feed], troubles: Mapping[int, Trouble], memory: Memory, now: float) -> Telling:
    """An outage if nearly all that was polled since a feed became unreachable is unreachable too."""
    fresh = [trouble for trouble in troubles.values() if trouble.sure and _is_fresh(trouble, memory)]
    begun = min((trouble.since for trouble in fresh if trouble.on_the_way and trouble.since), default=None)
    if begun is None:
        return Telling(memory)
    polled = [feed for feed in feeds if feed.last_polled_at is not None and feed.last_polled_at >= begun]
    down = [feed for feed in polled if feed.id in troubles and troubles[feed.id].on_the_way]
    hosts = {host_of(feed.url) for feed in down}
    if len(hosts) < HOSTS_OF_AN_OUTAGE or len(down) < _SHARE_OF_AN_OUTAGE * len(polled):
        return Telling(memory)
    known = replace(_absorbed(memory, troubles, now), outage=Outage(begun.timestamp(), len(down)))
    return Telling(known, unreachable=len(down))


def _during_outage(feeds: Sequence[Feed], troubles: Mapping[int, Trouble], memory: Memory, now: float) -> Telling:
    """Nothing of feeds that cannot be reached, until half of those that were polled anew can be."""
    memory = _absorbed(memory, troubles, now)
    part = [feed for feed in feeds if feed.id in memory.told and not memory.told[feed.id].alone]
    well = [feed for feed in part if feed.id not in troubles or not troubles[feed.id].on_the_way]
    if part and len(well) < max(1, _SHARE_OF_ITS_END * len(part)):
        return Telling(memory)
    return Telling(replace(memory, outage=None, over_since=now), reachable=len(well))


def _absorbed(memory: Memory, troubles: Mapping[int, Trouble], now: float) -> Memory:
    """With every feed that cannot be reached taken for a part of the outage."""
    part = {
        number: Told(trouble.state, now, alone=False)
        for number, trouble in troubles.items()
        if trouble.on_the_way and number not in memory.told
    }
    return replace(memory, told=memory.told | part)


def _with_troubles(troubles: Mapping[int, Trouble], telling: Telling, now: float) -> Telling:
    """With the troubles that are sure and new, worst first."""
    memory = telling.memory
    fresh = [
        trouble
        for number, trouble in troubles.items()
        if trouble.sure and _is_fresh(trouble, memory) and memory.may_tell(number, trouble.state, now)
    ]
    if not fresh or not memory.may_send(_FAILING, now):
        return telling
    told = {trouble.feed.id: Told(trouble.state, now) for trouble in fresh}
    lately = {f"{trouble.feed.id}:{trouble.state}": now for trouble in fresh}
    memory = replace(memory.sending(_FAILING, now), told=memory.told | told, lately=memory.lately | lately)
    return replace(telling, memory=memory, troubles=tuple(worst_first(fresh)))


def _is_fresh(trouble: Trouble, memory: Memory) -> bool:
    """Whether it is not what was told already; another state counts once it has lasted, if it is not a lesser one."""
    told = memory.told.get(trouble.feed.id)
    if told is None:
        return True
    if not told.alone:
        polled = trouble.feed.last_polled_at
        return memory.outage is None and polled is not None and polled.timestamp() > memory.over_since
    is_lasting = trouble.grade is not Grade.FAILING or was_seen_twice(trouble.feed)
    return told.state != trouble.state and is_lasting and trouble.grade is not Grade.REMARK


def _with_well_again(feeds: Iterable[Feed], troubles: Mapping[int, Trouble], telling: Telling, now: float) -> Telling:
    """With the feeds that are surely well again, or at least only remarkable; those of an outage are just forgotten."""
    memory = telling.memory
    ended = [feed for feed in feeds if _is_over(feed, memory.told.get(feed.id), troubles.get(feed.id))]
    if memory.outage is not None:
        ended = [feed for feed in ended if memory.told[feed.id].alone]
    named = tuple(feed for feed in ended if memory.told[feed.id].alone and not is_remark(memory.told[feed.id].state))
    if named and not memory.may_send(_WELL_AGAIN, now):
        ended, named = [feed for feed in ended if feed not in named], ()
    memory = memory.sending(_WELL_AGAIN, now) if named else memory
    left = {number: told for number, told in memory.told.items() if number not in {feed.id for feed in ended}}
    return replace(telling, memory=replace(memory, told=left), well_again=named)


def _is_over(feed: Feed, told: Told | None, trouble: Trouble | None) -> bool:
    if told is None or not is_surely_well(feed):
        return False
    return trouble is None or (trouble.grade is Grade.REMARK and not is_remark(told.state))


def worst_first(troubles: Iterable[Trouble]) -> list[Trouble]:
    """By grade, then those that have lasted longest, then by name."""
    return sorted(
        troubles, key=lambda each: (-each.grade, each.since is None, each.since or each.feed.added_at, each.feed.name)
    )


_FAILING, _WELL_AGAIN = "failing", "well-again"
