"""``marsad explain`` says of a page what the service makes of it when it comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from archive import articles, commits
from archive.fingerprints import forget_prints
from archive.nouns import FeedSpec
from scheduler.copying.subject import new_article
from scheduler.explaining.copies import likely_copies
from scheduler.explaining.pages import subject_of
from scheduler.explaining.subject import ReadPage
from scrapers.copies.index import WINDOW
from scrapers.reading.keys import url_hash
from tests.archive.world import World, item
from tests.scheduler.copying.wires import HALF, OTHER, TWIN, WIRE, telling

if TYPE_CHECKING:
    from archive.comparisons import Comparison
    from archive.nouns import Article, ArticleDraft, Committed, Entry, Feed
    from scheduler.explaining.copies import Copies
    from tests.scheduler.copying.wires import Wires

ELDER = "https://enab.example/elder"
TITLE = "حريق في سوق هجين"
SHORT = "صافرات الإنذار تدوي في هجين."
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


class Case(NamedTuple):
    """An article that comes after the elder, and what it is to that one; empty: nothing."""

    relation: str
    body: str
    outlet: str = "akhbar"
    title: str = "النيران تلتهم سوق هجين"
    canonical: str | None = None
    elder: str = WIRE
    seconds: float = 3600


CASES = {
    "exact copy": Case("copy", WIRE),
    "exact copy after the window": Case("copy", WIRE, seconds=WINDOW.total_seconds() + 60),
    "near copy": Case("copy", f"وكالات - {WIRE} خاص بالموقع."),
    "half": Case("copy", HALF),
    "teaser before": Case("copy", WIRE, elder=HALF),
    "same item again": Case("again", WIRE, "enab", TITLE),
    "twin": Case("other_facts", TWIN),
    "series": Case("series", TWIN, "enab", "حريق في سوق البصيرة"),
    "another title over the same words": Case("series", WIRE, "enab", "إضراب التجار في الرقة"),
    "short text": Case("", SHORT, elder=SHORT),
    "short item again": Case("again", SHORT, "enab", TITLE, ELDER, SHORT),
    "canonical equal": Case("copy", f"{WIRE} خاص.", canonical=ELDER, seconds=WINDOW.total_seconds() + 60),
    "other news": Case("", OTHER),
}


class Outlets:
    """Read articles at addresses of their own, and commit them as the service does."""

    def __init__(self, wires: Wires) -> None:
        self._wires = wires
        self._world = World(wires.archive)

    def reads(
        self, address: str, body: str, title: str, canonical: str | None = None
    ) -> tuple[Feed, Entry, ArticleDraft]:
        """A new item whose page says this."""
        feed = self._world.feed(f"{address.rsplit('/', 1)[0]}/feed")
        new = replace(item(address, url=address), url_key=url_hash(address))
        (entry,) = self._world.claims(self._world.publishes(feed, new, at=self._wires.now), at=self._wires.now)
        drafted = replace(self._wires.read(entry, body, title), canonical_url=canonical)
        return feed, entry, drafted

    async def commits(self, feed: Feed, entry: Entry, drafted: ArticleDraft) -> Article:
        """What is kept of it."""

        async def write(comparison: Comparison) -> Committed | None:
            return await self._wires.archive.write(
                commits.commit_article, entry, drafted, [], telling(), self._wires.now, comparison=comparison
            )

        committed = await self._wires.desk.commit(new_article(entry, feed, drafted, self._wires.now), write)
        assert committed is not None
        found = self._wires.archive.read_now(articles.get_article, committed.article_id)
        assert found is not None
        return found

    def explains(self, feed: Feed, drafted: ArticleDraft) -> Copies:
        """What the command finds of the page."""
        read = ReadPage(subject_of(drafted, FeedSpec(feed.url, "")), drafted.text_hash)
        return self._wires.archive.read_now(likely_copies, read, self._wires.now)


@pytest.mark.parametrize("name", CASES)
async def test_explained_as_it_is_decided(wires: Wires, name: str) -> None:
    """The same group, the same closest article, as much shared, the same facts that differ."""
    case, outlets = CASES[name], Outlets(wires)
    elder = await outlets.commits(*outlets.reads(ELDER, case.elder, TITLE))
    wires.passes(case.seconds)
    wires.archive.write_now(forget_prints, wires.now - WINDOW, 10)
    feed, entry, drafted = outlets.reads(f"https://{case.outlet}.example/later", case.body, case.title, case.canonical)
    explained = outlets.explains(feed, drafted)
    kept = await outlets.commits(feed, entry, drafted)
    assert kept.relation == (case.relation or None)
    closest = explained.closest
    assert (closest and closest.number, closest and closest.relation) == (kept.elder_id, kept.relation)
    assert (closest.shared, closest.differing) == (kept.shared, kept.differing) if closest else True
    assert explained.group == (kept.group_id if kept.group_id == elder.group_id else None)
