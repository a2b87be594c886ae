"""``marsad replay``: a changed list over the archive, counted as the service counts, without sending or writing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive import commits
from archive.nouns import AlertPlan
from tests.archive.world import MAIL, World, draft, item
from tests.scheduler.command_line import Ran, marsad

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder

NOW = datetime.now(UTC)
HAJIN = "places: [{id: hajin, name: هجين}]\n"
WIDER = "places: [{id: hajin, name: هجين}]\nactors: [{id: sdf, name: قسد}, {id: isis, name: داعش}]\n"
RULED = 'places: [{id: hajin, name: هجين}]\nrules: [{id: shelling, when: hajin AND "قصف"}]\n'


class Kept:
    """An archive of stored articles, as a service with the list ``HAJIN`` has left it."""

    def __init__(self, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.file, self._folder = folder / "archive.db", folder
        self._world, self._number = World(archive), 0
        self._settings = {"CONFIG": str(configuration.path), "DATABASE_URL": f"sqlite:///{self.file}"}
        self._world.publishes(self._world.feed(), at=NOW - timedelta(days=40))

    def commits(self, text: str, *, days_ago: float = 1, title: str = "خبر") -> None:
        """An article with this text comes; Hajin in it alerts, once for a text."""
        self._number += 1
        at = NOW - timedelta(days=days_ago)
        new = item(f"{self._number}", url=f"https://enab.example/{self._number}")
        (entry,) = self._world.claims(self._world.publishes(self._world.feed(), new, at=at), at=at)
        plan = AlertPlan("name:hajin", 1, "normal", frozenset({"hajin"}), (MAIL,))
        written = replace(draft(text), title=title)
        self._world.archive.write_now(
            commits.commit_article,
            entry,
            written,
            [],
            lambda committed: [plan] if "هجين" in text and not committed else [],
            at,
        )

    def replays(self, watchlist: str, *arguments: str) -> Ran:
        """The command with this list in a file beside the configuration."""
        new = self._folder / "new.yaml"
        new.write_text(watchlist, encoding="utf-8")
        return marsad("replay", "--watchlist", new, *arguments, **self._settings)


@pytest.fixture
def kept(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Kept:
    """Three articles, one of them in two outlets."""
    kept = Kept(archive, configuration, tmp_path)
    kept.commits("قصف على هجين", days_ago=2)
    kept.commits("هدوء في هجين")
    kept.commits("هدوء في هجين")
    kept.commits("قسد تنفي")
    return kept


def counts(ran: Ran) -> tuple[int, int, int]:
    """Gained, lost, unchanged."""
    assert ran.out, ran.err
    return ran.last["gained"], ran.last["lost"], ran.last["unchanged"]


def test_same_list_changes_nothing(kept: Kept) -> None:
    """What was told is what the list would tell: copies are counted once."""
    ran = kept.replays(HAJIN, "--json")
    assert (ran.code, counts(ran), ran.last["articles"]) == (0, (0, 0, 2), 4)


def test_gained_and_lost_by_day_and_rule(kept: Kept) -> None:
    """A rule takes the place of a bare name: the owner sees which alerts go and which come."""
    ran = kept.replays(RULED, "--json")
    assert (ran.code, counts(ran)) == (0, (1, 2, 0))
    assert ran.last["rules"] == [
        {"rule": "name:hajin", "gained": 0, "lost": 2, "unchanged": 0},
        {"rule": "shelling", "gained": 1, "lost": 0, "unchanged": 0},
    ]
    assert [(day["gained"], day["lost"]) for day in ran.last["days"]] == [(1, 1), (0, 1)]
    assert ran.last["names"] == [{"name_id": "hajin", "name": "هجين", "alerts": 1}]


def test_doubled_volume_is_warned_of(kept: Kept) -> None:
    """A name that is in every article: exit code 1 and a warning, before anybody is flooded."""
    for number in range(4):
        kept.commits(f"داعش {number}")
    ran = kept.replays(WIDER)
    assert (ran.code, "more than double" in ran.out) == (1, True)
    assert "      4  isis  داعش" in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_only_the_window_is_replayed(kept: Kept) -> None:
    """A copy of a text that was told of before the window is silent, and nothing older counts."""
    kept.commits("حصار هجين", days_ago=20)
    kept.commits("حصار هجين", days_ago=0.5)
    ran = kept.replays(HAJIN, "--since", "36h", "--json")
    assert (ran.last["articles"], counts(ran)) == (4, (0, 0, 1))


def test_nothing_is_written(kept: Kept) -> None:
    """The archive's file is the same, byte for byte."""
    before = hashlib.sha256(kept.file.read_bytes()).digest()
    kept.replays(WIDER)
    assert hashlib.sha256(kept.file.read_bytes()).digest() == before


@pytest.mark.parametrize(
    ("list_of", "since", "code", "words"),
    [("places: [{id: x}]", "30d", 1, "new.yaml:1: error"), (HAJIN, "a month", 2, "30d")],
)
def test_mistakes_are_named(kept: Kept, list_of: str, since: str, code: int, words: str) -> None:
    """A list that cannot be used, a time that is none."""
    ran = kept.replays(list_of, "--since", since)
    assert (ran.code, words in ran.err) == (code, True)
