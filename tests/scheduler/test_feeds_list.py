"""``marsad feeds list``: how each source is, at a glance and for scripts, while the service runs."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from archive import feeds
from archive.nouns import FeedSpec, PollRecord
from scheduler.cli.paper import Paper
from scheduler.feed_watch.troubles import is_healthy
from scheduler.sources.list_printing import print_rows
from scheduler.sources.rows import Row, sparkline
from scheduler.sources.times import since
from scrapers.cadence.keeping import to_json as pace_to_json
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from scrapers.health.habits import Habits
from scrapers.health.keeping import Health
from scrapers.health.keeping import to_json as health_to_json
from tests.archive.world import World, item
from tests.scheduler.command_line import Ran, marsad

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from archive.nouns import Feed
    from tests.scheduler.desk import ConfigurationFolder

NOW = datetime(2026, 11, 5, 12, tzinfo=UTC)
FEEDS = """\
feeds:
  - {url: "https://enab.example/feed", name: عنب بلدي}
  - {url: "https://wire.example/rss", name: Wire}
  - {url: "https://later.example/rss", enabled: false}
  - {url: "https://new.example/rss"}
"""


class Desk:
    """An archive that knows two of four feeds, and the configuration beside it."""

    def __init__(self, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.world = World(archive)
        self.noon = datetime.now(UTC).replace(hour=12)  # taken late, as a long run of tests may pass midnight
        self._settings = {"CONFIG": str(configuration.path), "DATABASE_URL": f"sqlite:///{folder}/archive.db"}
        configuration.writes("feeds.yaml", FEEDS)
        specs = [FeedSpec("https://enab.example/feed", "عنب بلدي"), FeedSpec("https://wire.example/rss", "Wire")]
        self.enab, self.wire = archive.write_now(feeds.sync_feeds, specs, self.noon - timedelta(days=40))

    def polled(self, feed: Feed, status: str, *, failures: int = 0) -> None:
        """The feed's last poll ended so, an hour ago."""
        at = datetime.now(UTC) - timedelta(minutes=61, seconds=9)
        record = PollRecord(feed.id, at, status, at + timedelta(hours=2), failures, ok=not failures)
        self.world.archive.write_now(feeds.record_polls, [record])

    def shows(self, feed: Feed, habits: Habits, *, last_entry: timedelta = timedelta()) -> None:
        """The feed answers well and is unchanged; its last entry came so long ago, after one an hour."""
        at = datetime.now(UTC)
        hourly = [at - last_entry - timedelta(hours=hours) for hours in range(24 * 20)]
        record = PollRecord(
            feed.id,
            at,
            "unchanged",
            at + timedelta(minutes=10),
            0,
            ok=True,
            status_since=at - timedelta(days=9),
            pace=pace_to_json(learn(NOTHING_LEARNED, hourly, at - last_entry)),
            last_entry_at=at - last_entry,
            volume=health_to_json(Health(habits=habits)),
        )
        self.world.archive.write_now(feeds.record_polls, [record])

    def lists(self, *options: str) -> Ran:
        """What the command says."""
        return marsad("feeds", "list", *options, **self._settings)


@pytest.fixture
def desk(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Desk:
    """Nothing was polled yet."""
    return Desk(archive, configuration, tmp_path)


def test_sources_are_listed(desk: Desk) -> None:
    """In the order of the file, plain off a terminal; those that the service does not know yet are there too."""
    desk.polled(desk.enab, "unchanged")
    desk.polled(desk.wire, "not_found", failures=3)
    ran = desk.lists()
    head, enab, wire, later, new = ran.out.splitlines()
    assert (ran.code, ran.err, "\x1b" in ran.out) == (0, "", False)
    assert head.split()[:3] == ["id", "state", "failures"]
    assert enab.split()[:10] == ["1", "unchanged", "-", "61", "min", "ago", "in", "59", "min", "0.0"]
    assert enab.endswith("  عنب بلدي")
    assert wire.split()[:3] == ["2", "not_found", "3"]
    assert (later.split()[:2], new.split()[:2]) == (["-", "off"], ["-", "new"])


def test_entries_are_counted_and_drawn(desk: Desk) -> None:
    """Two a day for ten days, none before: the mean is of the days since the first."""
    for back in range(9, -1, -1):
        at = desk.noon - timedelta(days=back)
        news = (replace(item(f"{back}-{n}"), published_at=at) for n in range(2))
        desk.world.publishes(desk.enab, *news, at=at)
    feed = desk.lists("--json").last["feeds"][0]
    assert feed["days"] == [0] * 4 + [2] * 10
    assert 2 <= feed["entries_per_day"] <= 2.25
    assert "····██████████" in desk.lists().out


def test_mistakes_of_the_file_are_told(desk: Desk, configuration: ConfigurationFolder) -> None:
    """What the archive knows is listed all the same, but nobody takes it for what feeds.yaml says."""
    desk.polled(desk.enab, "ok")
    configuration.writes("feeds.yaml", "feeds: [{urll: nonsense}]")
    ran = desk.lists()
    assert "feeds.yaml has mistakes" in ran.err
    assert "عنب بلدي" in ran.out


def test_failing_ones_alone(desk: Desk) -> None:
    """For a person in a hurry and for a script: exit code 1 when there are any."""
    desk.polled(desk.enab, "ok")
    assert (desk.lists("--failing").code, desk.lists("--failing").out) == (0, "No feed fails.\n")
    desk.polled(desk.wire, "blocked", failures=1)
    ran = desk.lists("--failing", "--json")
    assert (ran.code, ran.last["failing"], [feed["name"] for feed in ran.last["feeds"]]) == (1, 1, ["Wire"])


HEALTH = {
    "silent": (Habits(), timedelta(days=4), None, True),
    "stale": (Habits(newest=NOW.timestamp() - 90 * 86_400, still=12), timedelta(), None, True),
    "too_many_items": (Habits(left_out=500), timedelta(), "+500", False),
    "slow": (Habits(slow=2, is_slow=True), timedelta(), None, False),
    "wrong_charset": (Habits(charset="cp1256, not utf-8"), timedelta(), "cp1256, not utf-8", False),
    "unchanged": (Habits(), timedelta(), None, False),
}


@pytest.mark.parametrize("state", HEALTH)
def test_health_is_shown(desk: Desk, state: str) -> None:
    """A feed whose polls go well may still be ill; the list says so by the name that the operator's notice uses."""
    habits, last_entry, detail, is_failing = HEALTH[state]
    desk.shows(desk.enab, habits, last_entry=last_entry)
    feed = desk.lists("--json").last["feeds"][0]
    assert (feed["state"], feed["detail"], feed["failing"]) == (state, detail, is_failing)
    assert desk.lists().out.splitlines()[1].split()[:2] == ["1", state]
    assert [row["state"] for row in desk.lists("--failing", "--json").last["feeds"]] == [state] * is_failing


@pytest.mark.parametrize(
    ("status", "failures", "is_failing"),
    [("moved", 0, True), ("truncated", 0, True), ("host_busy", 0, False), ("timeout", 1, True)],
)
def test_failing_ones_are_those_for_a_person(desk: Desk, status: str, failures: int, *, is_failing: bool) -> None:
    """What the daily summary counts as unhealthy, and a move, which only a person can follow."""
    desk.polled(desk.wire, status, failures=failures)
    assert desk.lists("--json").last["failing"] == is_failing
    wire = desk.world.archive.read_now(feeds.get_feeds, [desk.wire.id])[0]
    assert is_failing == (status == "moved" or not is_healthy(wire))


def test_before_the_first_run(configuration: ConfigurationFolder, tmp_path: Path) -> None:
    """Without an archive the file is listed; without a feed it says how to get one."""
    settings = {"CONFIG": str(configuration.path), "DATA": str(tmp_path / "none")}
    assert marsad("feeds", "list", **settings).out.count("  new ") == 2
    configuration.writes("feeds.yaml", "pause: 1s\n")
    assert "marsad feeds add" in marsad("feeds", "list", **settings).out


def test_ten_thousand_are_listed_soon(desk: Desk, configuration: ConfigurationFolder) -> None:
    """An operator of many feeds pages through them; nobody waits for that."""
    specs = [FeedSpec(f"https://{number}.example/rss", f"قناة {number}") for number in range(10_000)]
    desk.world.archive.write_now(feeds.sync_feeds, specs, desk.noon)
    configuration.writes("feeds.yaml", "")
    begun = time.process_time()
    assert len(desk.lists().out.splitlines()) == 10_001
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(("days", "drawn"), [((), ""), ((0, 0), "··"), ((0, 1, 8), "·▁█"), ((3, 3), "██")])
def test_days_are_drawn(days: tuple[int, ...], drawn: str) -> None:
    """The most on a day is the tallest; a day without any is a dot, not the lowest block."""
    assert sparkline(days) == drawn


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "now"), (-90, "in 90 s"), (119, "119 s ago"), (120, "2 min ago"), (260_000, "3 d ago")]
)
def test_times_are_told_in_fitting_units(seconds: int, words: str) -> None:
    """An operator thinks in minutes, hours and days."""
    assert since(NOW - timedelta(seconds=seconds), NOW) == words


def test_terminal_has_colours_and_isolated_names() -> None:
    """What fails stands out, and an Arabic name does not turn the line around."""
    row = Row(
        7, "عنب بلدي", "https://a.example/", "blocked", None, None, NOW, 2, (0,) * 13 + (5,), 0.4, is_failing=True
    )
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", highlight=False, soft_wrap=True)
    print_rows([row, replace(row, state="ok", is_failing=False)], NOW, Paper(console), lambda _: None)
    failing, well = out.getvalue().splitlines()[1:]
    assert failing.startswith("\x1b[31m     7  blocked")
    assert not well.startswith("\x1b")
    assert all(line.endswith("\u2068عنب بلدي\u2069") for line in (failing, well))


@pytest.mark.parametrize(
    "command",
    [
        ("feeds", "list"),
        ("feeds", "show", "x"),
        ("feeds", "export"),
        ("feeds", "add", "https://a.example/"),
        ("feeds", "test", "https://a.example/"),
        ("check",),
        ("explain", "{file}", "--watchlist", "{file}"),
    ],
)
def test_file_in_place_of_the_folder_is_said(command: tuple[str, ...], tmp_path: Path) -> None:
    """``MARSAD_CONFIG=feeds.yaml`` is a likely slip; "no feeds" would send its author the wrong way."""
    file = tmp_path / "feeds.yaml"
    file.write_text("places: []\n", encoding="utf-8")
    ran = marsad(*(word.format(file=file) for word in command), CONFIG=str(file), DATA=str(tmp_path / "data"))
    assert ran.code == 1
    assert "give the folder in which the three files lie" in ran.err + ran.out
