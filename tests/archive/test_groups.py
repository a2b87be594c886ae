"""Who has a text, as its readers are told: in order, without guesses, and cheaply when five hundred have it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from archive.feeds import sync_feeds
from archive.groups import MOST_MEMBERS, first_alert_of, member, members_of
from archive.nouns import FeedSpec
from archive.tables import articles, entries
from tests.archive.world import NOON, once

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.archive.world import World

TEXT = "نص واحد في كل مكان"


def test_members_are_told_in_order(world: World) -> None:
    """Outlet, link, first sight and length are those of each; the date of this draft is a guess and told to nobody."""
    first, second = world.claimed("1", "2")
    for entry, at in ((first, NOON), (second, NOON + timedelta(minutes=1))):
        committed = world.commits(entry, TEXT, at=at)
    assert committed is not None
    found = world.archive.read_now(members_of, committed.group_id)
    assert [each.article_id for each in found] == [committed.article_id - 1, committed.article_id]
    assert {each.outlet for each in found} == {"عنب بلدي"}
    assert {(each.url, each.seen_at, each.length) for each in found} == {("https://enab.example/a", NOON, len(TEXT))}
    assert {each.published_at for each in found} == {None}
    assert world.archive.read_now(member, committed.article_id) == found[1]


def test_other_texts_are_no_members(world: World) -> None:
    """A group is its own articles alone, and an article that is kept no more is none."""
    first, second = world.claimed("1", "2")
    world.commits(first, "نص آخر")
    committed = world.commits(second, TEXT)
    assert committed is not None
    assert len(world.archive.read_now(members_of, committed.group_id)) == 1
    assert world.archive.read_now(member, committed.article_id + 1) is None


def test_first_alert_names_the_thread(world: World) -> None:
    """The first of all rules; a group of which nobody was told has none."""
    first, second, third = world.claimed("1", "2", "3")
    silent = world.commits(first, "نص آخر", lambda _: ())
    told = world.commits(second, TEXT, once(rule="hajin"))
    world.commits(third, TEXT, lambda _: once(rule="sdf")(()))
    assert silent is not None
    assert told is not None
    assert world.archive.read_now(first_alert_of, silent.group_id) is None
    assert world.archive.read_now(first_alert_of, told.group_id) == told.alert_ids[0]


def _reprint(tx: Connection, article_id: int, times: int) -> None:
    """The text is in so many more feeds."""
    feeds = sync_feeds(
        tx, [FeedSpec(f"https://o{number}.example/", f"Outlet {number}") for number in range(times)], NOON
    )
    article = tx.execute(articles.select().where(articles.c.id == article_id)).one()._asdict()
    entry = tx.execute(entries.select().where(entries.c.id == article["entry_id"])).one()._asdict()
    del article["id"], entry["id"]
    for feed in feeds:
        row = {**entry, "feed_id": feed.id}
        number = tx.execute(entries.insert().values(row).returning(entries.c.id)).scalar_one()
        tx.execute(articles.insert().values({**article, "entry_id": number, "feed_id": feed.id}))


def test_large_group_is_bounded(world: World) -> None:
    """A wire story in six hundred feeds delays no alert: the first five hundred are read, in well under a second."""
    (entry,) = world.claimed("1")
    committed = world.commits(entry, TEXT * 300)
    assert committed is not None
    world.archive.write_now(_reprint, committed.article_id, 600)
    began = time.process_time()
    found = world.archive.read_now(members_of, committed.group_id)
    assert time.process_time() - began < 1
    assert len(found) == MOST_MEMBERS
    assert found[-1].outlet == f"Outlet {MOST_MEMBERS - 2}"
