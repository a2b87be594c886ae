"""Who has a host within one process."""

from __future__ import annotations

import asyncio

import pytest

from scrapers.turns import Turns

HOST = "akhbar.example"


async def test_only_one_takes_it() -> None:
    """A second user must not get in beside the first."""
    turns = Turns()
    assert turns.try_take(HOST)
    assert not turns.try_take(HOST)
    turns.give(HOST)
    assert turns.try_take(HOST)


async def test_waiters_come_in_order() -> None:
    """Nobody is overtaken for ever."""
    turns, order = Turns(), []

    async def visit(name: int) -> None:
        await turns.take(HOST)
        order.append(name)
        await asyncio.sleep(0)
        turns.give(HOST)

    await asyncio.gather(*(visit(name) for name in range(5)))
    assert order == [0, 1, 2, 3, 4]


async def test_cancelled_waiter_is_passed_over() -> None:
    """A waiter that gave up must not keep the host from those behind."""
    turns = Turns()
    turns.try_take(HOST)
    impatient, patient = asyncio.create_task(turns.take(HOST)), asyncio.create_task(turns.take(HOST))
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    turns.give(HOST)
    await patient


async def test_turn_given_to_a_dying_waiter() -> None:
    """A waiter cancelled in the very moment its turn comes hands it on."""
    turns = Turns()
    turns.try_take(HOST)
    dying, next_one = asyncio.create_task(turns.take(HOST)), asyncio.create_task(turns.take(HOST))
    await asyncio.sleep(0)
    turns.give(HOST)
    dying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await dying
    await next_one
