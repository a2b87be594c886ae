"""A changed list is looked for in the articles of the last day: everybody hears of all of it together, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.summaries import NOBODY, calls, mails, told

if TYPE_CHECKING:
    from tests.journeys.world import World

PIECES = 23
LISTED = 20


async def stores(world: World, count: int) -> None:
    """So many articles come while nobody watches for what they are about."""
    world.write("watchlist.yaml", NOBODY)
    await world.service.start()
    world.publish(count)
    await world.until(lambda: world.query("SELECT count(*) FROM articles") == [(count,)], "articles")


@pytest.mark.slow
async def test_new_names_are_told_of_together(world: World) -> None:
    """One mail and one call list the youngest twenty and count the rest; what comes next alerts as ever."""
    await stores(world, PIECES)
    world.write("watchlist.yaml", world.watchlist)
    await told(world)
    ((mail,), (event,)) = mails(world), calls(world)
    assert (event["data"]["total"], len(event["data"]["articles"])) == (PIECES, LISTED)
    assert all(article["names"] and article["url"] for article in event["data"]["articles"])
    assert mail.part("plain").count("http://") == LISTED
    assert f"و{PIECES - LISTED} غيرها" in mail.part("plain")
    assert world.alerts() == []
    assert world.query("SELECT count(*) FROM alerts") == [(PIECES,)]
    [piece] = world.publish()
    await world.alerted([piece])
    assert {alert.path for alert in world.alerts()} == {f"/{piece.key}"}


@pytest.mark.slow
async def test_same_articles_are_told_of_once(world: World) -> None:
    """A list that goes back and forth, or loses a name, finds nothing that was not told of."""
    await stores(world, 3)
    for text in (world.watchlist, NOBODY, world.watchlist):
        before = world.service.said.count(b"catch_up_done")
        world.write("watchlist.yaml", text)
        await world.until(lambda: world.service.said.count(b"catch_up_done") > before, "the list caught up with")  # noqa: B023 - called before the next turn
    await told(world)
    assert (len(mails(world)), len(calls(world))) == (1, 1)


@pytest.mark.slow
async def test_killed_catch_up_loses_and_doubles_nothing(world: World) -> None:
    """Kill -9 while alerts are committed, and while the summary is: the next start goes on where it was."""
    await stores(world, PIECES)
    await world.service.stop()
    world.write("watchlist.yaml", world.watchlist)
    for point in ("inside-catch-up", "before-summary"):
        await world.service.begin(MARSAD_FAILPOINT=point)
        assert await world.service.ended(60) < 0
    await world.service.start()
    await told(world)
    assert (len(mails(world)), len(calls(world))) == (1, 1)
    assert calls(world)[0]["data"]["total"] == PIECES
    assert world.query("SELECT count(*), count(DISTINCT group_id) FROM alerts") == [(PIECES, PIECES)]
    assert world.alerts() == []
