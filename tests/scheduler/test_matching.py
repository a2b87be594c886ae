"""Matcher processes: a bad list keeps the good one, and a process that dies costs one try."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from scheduler.configuration.edition import Edition
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.matching import Matcher, MatchFailed
from tests.pool_processes import others_left_out, pool_processes
from tests.scheduler.desk import WATCHLIST
from watchlist.mentions import Text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

TITLE, TEXT = "اشتباكات قرب هجين", "قال مصدر في SDF إن مدينة هجين تشهد هدوءا حذرا."


async def matcher_of(text: str) -> Matcher:
    """A matcher with this list in force."""
    matcher = Matcher(1)
    await matcher.replace(Edition(text.encode()))
    return matcher


async def surfaces(matcher: Matcher) -> list[tuple[str, str]]:
    """What it finds in the article, by field."""
    evaluation = await matcher.evaluate(Text(TITLE, TEXT, "ar"))
    return [(mention.field, mention.surface) for mention in evaluation.mentions if mention.counts]


FOUND = [("title", "هجين"), ("text", "SDF"), ("text", "مدينة هجين")]


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Tests of other files may keep pools of their own."""
    with others_left_out():
        yield


@pytest.fixture
async def matcher() -> AsyncIterator[Matcher]:
    """A matcher with the desk's list in force."""
    matcher = await matcher_of(WATCHLIST)
    yield matcher
    await matcher.stop()


def matching_process() -> psutil.Process:
    """The one process that holds the watchlist."""
    (found,) = pool_processes()
    return found


async def kill_until_done(work: asyncio.Task[Any]) -> None:
    """Kill whatever process comes up until the work ends."""
    while not work.done():
        for process in pool_processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        await asyncio.sleep(0.01)


async def test_article_is_evaluated(matcher: Matcher) -> None:
    """Mentions with their spans, and the rules that hold."""
    evaluation = await matcher.evaluate(Text(TITLE, TEXT, "ar"))
    for mention in evaluation.mentions:
        text = TITLE if mention.field == "title" else TEXT
        assert text[mention.start : mention.end] == mention.surface
    assert {held.rule_id for held in evaluation.held} == {"name:hajin", "name:sdf"}


async def test_bad_list_keeps_the_good_one(matcher: Matcher) -> None:
    """The mistakes are told, and nothing is missed meanwhile."""
    with pytest.raises(ConfigurationProblem) as caught:
        await matcher.replace(Edition(WATCHLIST.replace("places", "place").encode()))
    assert caught.value.findings[0].hint == "did you mean 'places'?"
    assert await surfaces(matcher) == FOUND


async def test_new_list_takes_over(matcher: Matcher) -> None:
    """Articles under way are matched by the old list or by the new one, never by none."""
    under_way = asyncio.gather(*(surfaces(matcher) for _ in range(20)))
    await matcher.replace(Edition("places: [{id: x, name: X, names: {ar: [هدوءا]}}]".encode()))
    assert all(found in (FOUND, [("text", "هدوءا")]) for found in await under_way)
    assert await surfaces(matcher) == [("text", "هدوءا")]
    matching_process()  # the old list's process has gone


async def test_killed_process_costs_nothing(matcher: Matcher) -> None:
    """The article it was at is asked about once more, and the next one finds the list in force."""
    assert await surfaces(matcher) == FOUND
    frozen = matching_process()
    frozen.suspend()
    asked = asyncio.create_task(surfaces(matcher))
    await asyncio.sleep(0.3)
    frozen.kill()
    assert await asked == FOUND
    assert await surfaces(matcher) == FOUND


async def test_idle_process_killed_costs_nothing(matcher: Matcher) -> None:
    """The system's memory killer strikes between two articles."""
    for _ in range(2):
        matching_process().kill()
        assert await surfaces(matcher) == FOUND


async def test_article_that_always_kills_fails(matcher: Matcher) -> None:
    """It is left to the archive, which counts its attempts; the others go on."""
    asked = asyncio.create_task(surfaces(matcher))
    await kill_until_done(asked)
    with pytest.raises(MatchFailed):
        await asked
    assert await surfaces(matcher) == FOUND


async def test_processes_have_no_voice(matcher: Matcher) -> None:
    """They hold the watchlist and the article: what a library prints there must reach nobody."""
    await surfaces(matcher)
    outputs = [Path(f"/proc/{matching_process().pid}/fd/{number}") for number in (1, 2)]
    assert {str(output.readlink()) for output in outputs} == {os.devnull}


async def test_list_that_kills_is_a_mistake() -> None:
    """A list too long for the memory is refused like one with a typo, so that the operator is told."""
    loading = asyncio.create_task(Matcher(1).replace(Edition(WATCHLIST.encode())))
    await kill_until_done(loading)
    with pytest.raises(ConfigurationProblem) as caught:
        await loading
    assert "cannot be loaded" in caught.value.findings[0].message


async def test_no_list_is_no_silence() -> None:
    """An article that comes before the list is tried again, not passed as without mentions."""
    with pytest.raises(MatchFailed):
        await Matcher(1).evaluate(Text(TITLE, TEXT, "ar"))
