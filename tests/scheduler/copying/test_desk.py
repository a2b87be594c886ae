"""One wire in many outlets is told of once, whatever happens on the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from archive import articles
from scheduler.copying.candidates import Candidates
from tests.scheduler.copying.wires import HALF, OTHER, TWIN, WIRE

if TYPE_CHECKING:
    from archive.nouns import Article
    from tests.scheduler.copying.wires import Wires

ROUNDS = 8


def article(wires: Wires, number: int) -> Article:
    """The article with this number."""
    found = wires.archive.read_now(articles.get_article, number)
    assert found is not None
    return found


async def test_copy_in_other_words_is_silent(wires: Wires) -> None:
    """Another headline, a line more, half of it: it joins the group and says what it is a copy of."""
    first = await wires.commits(wires.claimed("enab"))
    for outlet, body in (("akhbar", f"{WIRE} المصدر: وكالات."), ("wire", HALF)):
        copy = await wires.commits(wires.claimed(outlet), body)
        assert (copy.group_id, copy.is_copy, copy.alert_ids) == (first.group_id, True, ())
        assert article(wires, copy.article_id).relation == "copy"
    assert wires.count("alerts") == 1


async def test_copy_with_a_new_name_alerts(wires: Wires) -> None:
    """Membership alone silences nothing."""
    await wires.commits(wires.claimed("enab"))
    copy = await wires.commits(wires.claimed("akhbar"), f"{WIRE} ووصلت تعزيزات من البوكمال.", "hajin", "abu-kamal")
    assert (copy.is_copy, len(copy.alert_ids)) == (True, 1)


async def test_twin_stays_apart(wires: Wires) -> None:
    """The same template about another town is other news."""
    first = await wires.commits(wires.claimed("enab"))
    twin = await wires.commits(wires.claimed("akhbar"), TWIN, "basira")
    assert (twin.is_copy, len(twin.alert_ids)) == (False, 1)
    apart = article(wires, twin.article_id)
    assert (apart.relation, apart.elder_id) == ("other_facts", first.article_id)
    assert apart.differing


async def test_wrong_link_does_not_spread(wires: Wires) -> None:
    """It is a copy of a silent half, but has other figures than the alert: it is told of all the same."""
    dead = "وقتل {} أشخاص وأصيب آخرون بحروق وكسور ونقلوا جميعا إلى المشفى الوطني."
    told = await wires.commits(wires.claimed("enab"), f"{HALF} {dead.format('ثلاثة')} {WIRE[len(HALF) :]}")
    half = await wires.commits(wires.claimed("akhbar"), HALF)
    assert half.group_id == told.group_id
    other = await wires.commits(wires.claimed("wire"), f"{HALF} {dead.format('خمسة')}")
    assert (other.is_copy, len(other.alert_ids)) == (False, 1)
    assert article(wires, other.article_id).elder_id == told.article_id


async def test_other_news_has_no_elder(wires: Wires) -> None:
    """The usual case: nothing is like it."""
    await wires.commits(wires.claimed("enab"))
    other = await wires.commits(wires.claimed("akhbar"), OTHER)
    assert article(wires, other.article_id).relation is None


async def test_half_of_what_came_silently_alerts(wires: Wires) -> None:
    """The first one was the backlog of a new feed: nobody was told of it."""
    entry = wires.claimed("enab")
    await wires.desk.commit(*wires.silently(entry))
    assert wires.count("alerts") == 0
    half = await wires.commits(wires.claimed("akhbar"), HALF)
    assert (half.is_copy, len(half.alert_ids)) == (True, 1)


async def test_workers_at_once_alert_once(wires: Wires) -> None:
    """The same wire in four processes in the same moment, round after round."""
    workers = [wires.worker() for _ in range(4)]
    for number in range(ROUNDS):
        own = f"{WIRE} {' '.join(f'كلمة{number}{letter}' for letter in 'ابجدهوزحطي')}".replace(
            "سوق", f"سوق{'ا' * number}"
        )
        body = " ".join(f"{word}{'و' * number}" for word in own.split())
        jobs = [wires.commits(wires.claimed(f"outlet{place}"), body + " آخر" * place, desk=desk)
                for place, desk in enumerate(workers)]  # fmt: skip
        done = await asyncio.gather(*jobs)
        assert sum(len(one.alert_ids) for one in done) == 1
        assert len({one.group_id for one in done}) == 1
    assert wires.count("alerts") == ROUNDS


async def test_younger_waits_for_its_elder(wires: Wires) -> None:
    """The first to come is told of, though the second one's worker is quicker."""
    elder, younger = wires.claimed("enab"), wires.claimed("akhbar")
    met, go_on = asyncio.Event(), asyncio.Event()

    first = asyncio.create_task(wires.commits_slowly(elder, met, go_on))
    await met.wait()
    second = await wires.waits(younger, HALF, desk=wires.worker())
    go_on.set()
    assert [len(one.alert_ids) for one in await asyncio.gather(first, second)] == [1, 0]
    assert wires.counted("again") == 0


async def test_dead_elder_is_waited_for_no_longer_than_its_lease(wires: Wires) -> None:
    """Its worker was killed after it had met: the younger one is told of, and what comes of the elder is silent."""
    elder, younger = wires.claimed("enab"), wires.claimed("akhbar")
    await wires.meets(elder)
    second = await wires.waits(younger, HALF, desk=wires.worker())
    wires.dies()
    assert len((await second).alert_ids) == 1
    again = await wires.commits(wires.claims_again(elder))
    assert (again.is_copy, again.alert_ids) == (True, ())


async def test_nobody_waits_at_a_stop(wires: Wires) -> None:
    """The archive finds whoever is quicker, so going on is safe."""
    elder, younger = wires.claimed("enab"), wires.claimed("akhbar")
    await wires.meets(elder)
    desk = wires.worker()
    second = await wires.waits(younger, HALF, desk=desk)
    desk.close()
    assert len((await second).alert_ids) == 1
    assert (await wires.commits(elder)).alert_ids == ()


@pytest.mark.parametrize("moment", ["before", "met", "committed", "kept"])
async def test_flush_doubles_nothing(wires: Wires, moment: str) -> None:
    """Whenever Redis forgets, the archive is asked instead."""
    first, second = wires.claimed("enab"), wires.claimed("akhbar")
    if moment == "before":
        wires.redis.is_flushed()
    await wires.commits(first, before=wires.redis.is_flushed if moment == "met" else lambda: None)
    if moment == "committed":
        wires.redis.is_flushed()
    copy = await wires.commits(
        second, HALF, desk=wires.worker(), before=wires.redis.is_flushed if moment == "kept" else lambda: None
    )
    assert (copy.is_copy, copy.alert_ids) == (True, ())


async def test_flush_between_two_at_work(wires: Wires) -> None:
    """Neither knows of the other by Redis: the second to commit finds the first by the archive."""
    first, second = wires.claimed("enab"), wires.claimed("akhbar")
    met, go_on = asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(wires.commits_slowly(first, met, go_on))
    await met.wait()
    wires.redis.is_flushed()
    await wires.index().restore(())
    quick = await wires.commits(second, HALF, desk=wires.worker())
    go_on.set()
    late = await slow
    assert (len(quick.alert_ids), late.alert_ids, late.group_id) == (1, (), quick.group_id)
    assert wires.counted("again") == 1


async def test_redis_that_was_never_there(wires: Wires) -> None:
    """All candidates come from the archive."""
    wires.redis.is_killed()
    done = [await wires.commits(wires.claimed(outlet), body) for outlet, body in (("enab", WIRE), ("akhbar", HALF))]
    wires.redis.starts()
    assert [len(one.alert_ids) for one in done] == [1, 0]
    assert wires.counted("archive") == 2


async def test_what_cannot_be_compared_is_committed(wires: Wires, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of comparing costs no article; its fingerprints are kept, so that later ones find it."""
    meet = Candidates.meet

    async def fails(*_: object) -> None:
        raise LookupError("canary")

    monkeypatch.setattr(Candidates, "meet", fails)
    first = await wires.commits(wires.claimed("enab"))
    monkeypatch.setattr(Candidates, "meet", meet)
    assert (len(first.alert_ids), wires.counted("failed")) == (1, 1)
    await wires.restoring().work()
    assert (await wires.commits(wires.claimed("akhbar"), HALF)).alert_ids == ()


async def test_short_texts_are_compared_with_nothing(wires: Wires) -> None:
    """A cookie notice stands under many articles."""
    for outlet in ("enab", "akhbar"):
        assert not (await wires.commits(wires.claimed(outlet), "نستخدم ملفات تعريف الارتباط في هجين.")).is_copy
    assert (wires.counted("short"), wires.count("fingerprints")) == (2, 0)
