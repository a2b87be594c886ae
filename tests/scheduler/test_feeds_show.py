"""``marsad feeds show``: why is this source as it is, and when is it asked next; nothing secret of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive import feeds, hub_changes, subscriptions
from archive.nouns import Conduct, FeedSpec, PollRecord
from scheduler.sources.reasons import reasons
from scrapers.cadence.keeping import to_json
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from scrapers.health.habits import Habits
from scrapers.health.keeping import Health
from scrapers.health.keeping import to_json as to_health_json
from tests.archive.world import World, item
from tests.scheduler.command_line import Ran, marsad

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder

NOW = datetime.now(UTC)
FEEDS = """\
feeds:
  - {url: "https://enab.example/feed", name: عنب بلدي, language: ar, tags: [سوريا, east]}
  - url: https://partner.example/feed
    name: Partner
    credentials: {user: hidden-user, password_env: HIDDEN_PASSWORD}
    headers: {X-Key: {env: HIDDEN_KEY}}
    cookies: {session: {file: hidden-file}}
    proxy: {url: "http://tor.example:9080/"}
    ignore_robots: Asked the editor on 3 May, she agreed
    listing: {items: article.card, date: time}
"""


class Desk:
    """An archive that knows two feeds, and the configuration beside it."""

    def __init__(self, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.world = World(archive)
        self._settings = {"CONFIG": str(configuration.path), "DATABASE_URL": f"sqlite:///{folder}/archive.db"}
        configuration.writes("feeds.yaml", FEEDS)
        specs = [FeedSpec("https://enab.example/feed", "عنب بلدي"), FeedSpec("https://partner.example/feed", "Partner")]
        self.enab, self.partner = archive.write_now(feeds.sync_feeds, specs, NOW - timedelta(days=3))

    def shows(self, asked: object, *options: str) -> Ran:
        """What the command says."""
        return marsad("feeds", "show", asked, *options, **self._settings)

    def fails(self) -> None:
        """The first feed has failed three times, and has moved."""
        conduct = Conduct(moved_to="https://new.enab.example/feed", moved_since=NOW, moved_sightings=2)
        mornings = [NOW.replace(hour=hour) - timedelta(days=day) for day in range(1, 9) for hour in (6, 7, 8)]
        pace = learn(NOTHING_LEARNED, mornings, NOW)
        record = PollRecord(
            self.enab.id,
            NOW,
            "not_found",
            NOW + timedelta(minutes=30),
            3,
            ok=False,
            status_since=NOW - timedelta(hours=5),
            detail="cloudflare",
            conduct=conduct,
            pace=to_json(pace),
        )
        self.world.archive.write_now(feeds.record_polls, [record])


@pytest.fixture
def desk(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Desk:
    """Nothing was polled yet."""
    return Desk(archive, configuration, tmp_path)


@pytest.mark.parametrize("asked", [1, "عنب بلدي", "عنب", "http://www.enab.example/feed/", "enab.exa"])
def test_source_is_meant_by_any_of_its_names(desk: Desk, asked: object) -> None:
    """Number, name, part of a name, address in any spelling."""
    assert desk.shows(asked, "--json").last["id"] == 1


def test_unclear_name_is_asked_back(desk: Desk) -> None:
    """Nothing is guessed: those that match are listed."""
    ran = desk.shows("example/feed")
    assert (ran.code, ran.out) == (1, "")
    assert "2 feeds match" in ran.err
    assert "  2  https://partner.example/feed  Partner" in ran.err
    assert "no feed has this number, address or name: 77" in desk.shows(77).err


def test_state_and_next_poll_are_explained(desk: Desk) -> None:
    """Since when, what to do, and what the time of the next poll comes from."""
    desk.fails()
    out = desk.shows("enab").out
    assert "state       not_found since" in out
    assert "(5 h ago)" in out
    assert "detail      cloudflare" in out
    assert "advice      there is nothing at this address; look for its new one" in out
    assert "why then    it failed 3 times in a row, so it is asked less and less often" in out
    assert "entries a day are expected, most of them around 06h, 07h, 08h UTC" in out
    assert "by the hour (UTC, from 00 to 23): " in out
    assert "between 2 min and 60 min apart (interval), all feeds together 96 times a day each on average" in out
    assert "moved to    https://new.enab.example/feed (2 times, since" in out
    assert "tags        سوريا, east" in out


def test_reasons_are_those_of_the_poll(desk: Desk) -> None:
    """No sentence about what the time of the next poll did not go by."""
    first = " ".join(reasons(replace(desk.enab, failures=1), 96, NOW))
    assert "failed" not in first
    (fixed,) = reasons(replace(desk.enab, interval_min_seconds=300, interval_max_seconds=300), 96, NOW)
    assert fixed == "always 5 min apart (interval: its min and max are the same)"
    (gone,) = reasons(replace(desk.enab, conduct=Conduct(gone_sightings=3), failures=3), 96, NOW)
    assert "once a week" in gone


def test_poll_that_waits_is_due(desk: Desk) -> None:
    """While the service is down, a next poll that lies in the past is none to wait for."""
    record = PollRecord(desk.enab.id, NOW, "ok", NOW - timedelta(minutes=5), 0, ok=True)
    desk.world.archive.write_now(feeds.record_polls, [record])
    assert "next poll   due since " in desk.shows("enab").out


def test_health_is_explained(desk: Desk) -> None:
    """What ails a feed that answers well, in what way, and what to do about it."""
    habits = to_health_json(Health(habits=Habits(charset="cp1256, not utf-8")))
    record = PollRecord(desk.enab.id, NOW, "ok", NOW + timedelta(minutes=9), 0, ok=True, volume=habits)
    desk.world.archive.write_now(feeds.record_polls, [record])
    out = desk.shows("enab").out
    assert "state       wrong_charset\n" in out
    assert "detail      cp1256, not utf-8" in out
    assert "advice      the document is read rightly, though" in out
    assert desk.shows("enab", "--json").last["state"] == "wrong_charset"


def test_last_entries_are_shown(desk: Desk) -> None:
    """With what became of them."""
    desk.world.publishes(desk.enab, *(replace(item(str(n), f"خبر {n}"), published_at=NOW) for n in range(12)), at=NOW)
    ran = desk.shows("enab")
    assert ran.out.count("  pending   خبر ") == 10
    assert desk.shows("enab", "--json").last["entries"][0]["title"] == "خبر 11"


def test_secrets_are_not_shown(desk: Desk) -> None:
    """Only that they are set; of a proxy the host."""
    for options in ((), ("--json",)):
        out = desk.shows("Partner", *options).out
        assert not any(secret in out for secret in ("hidden-user", "HIDDEN", "hidden-file", "X-Key", "session", "9080"))
    out = desk.shows("Partner").out
    assert "sent along  1 headers, 1 cookies" in out
    assert "proxy       tor.example" in out
    assert "robots.txt  NOT obeyed, for this reason: Asked the editor on 3 May, she agreed" in out
    assert "listing     items: article.card, date: time" in out


def test_source_of_the_file_alone_is_shown(configuration: ConfigurationFolder, tmp_path: Path) -> None:
    """Before the first run there is no archive."""
    ran = marsad("feeds", "show", "enab", CONFIG=str(configuration.path), DATA=str(tmp_path / "none"))
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Not polled yet: عنب بلدي")


def test_push_is_shown(desk: Desk) -> None:
    """Its hub, what came of it and what that means for polls; neither secret nor callback."""
    archive, feed = desk.world.archive, desk.enab
    hub, secrets = "https://hub.example/", {"token": "t" * 43, "secret": "5e" * 32}
    archive.write_now(subscriptions.note_offer, feed.id, [hub], feed.url, NOW)
    known = archive.read_now(subscriptions.of_feed, feed.id)
    assert known is not None
    asked = {"hub": hub, "callback": "https://desk.example/push", "asked_mode": "subscribe", **secrets}
    archive.write_now(hub_changes.claim, known, NOW, NOW, asked)
    known = archive.read_now(subscriptions.of_feed, feed.id)
    assert known is not None
    archive.write_now(hub_changes.confirm, known, NOW, NOW + timedelta(days=1), NOW + timedelta(hours=16))
    archive.write_now(subscriptions.accept, feed.id, NOW)
    archive.write_now(subscriptions.note_delivered, feed.id, NOW)
    said = desk.shows(feed.id).out
    assert all(word in said for word in ("active since", hub, "1 times, last", "six times further apart"))
    assert not [one for one in secrets.values() if one in said]
