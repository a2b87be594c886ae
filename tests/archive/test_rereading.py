"""An article whose page is read again is replaced whole, by one reader, and keeps what its copies are judged by."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from archive import articles, commits, page_tries, retention
from archive.comparisons import UNCOMPARED
from archive.nouns import AlertPlan, Committed, Mention
from archive.rereading import Rereading, kept_pages, put_reread, stored_page, would_join
from tests.archive import programs
from tests.archive.world import MAIL, NOON, World, draft, item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.nouns import Alert, Article

FURNISHED, CLEAN = "نص الخبر كاملا\nحريق في سوق هجين", "نص الخبر كاملا"
IN_THE_BOX = Mention("hajin", "place", "Hajin", "هجين", "text", 26, 30, "hit")
SOON = NOON + timedelta(minutes=5)
REREADS = """
import sys
from archive.articles import article_of_entry
from archive.database import Archive
from archive.rereading import put_reread
from tests.archive.test_rereading import SOON, alerts_for, clean
archive = Archive.open(sys.argv[1])
article = archive.read_now(article_of_entry, 1)
archive.write_now(put_reread, article, clean(), alerts_for("sdf"), SOON)
"""


def alerts_for(*rules: str) -> Callable[[Sequence[Alert]], list[AlertPlan]]:
    """The policy that alerts for each of these rules that the groups have no alert of."""

    def decide(committed: Sequence[Alert]) -> list[AlertPlan]:
        known = {alert.rule_id for alert in committed}
        return [AlertPlan(rule, 1, "high", frozenset({rule}), (MAIL,)) for rule in rules if rule not in known]

    return decide


def clean() -> Rereading:
    """What the page gives once its site is known."""
    return Rereading(replace(draft(CLEAN), removed_lines=("حريق في سوق هجين",)), (), ("حريق في سوق هجين",))


class Desk:
    """Articles with their raw pages."""

    def __init__(self, world: World) -> None:
        self.world, self.archive = world, world.archive

    def commits(self, guid: str, body: str = FURNISHED, rules: tuple[str, ...] = ("hajin",)) -> Committed:
        """An article comes with this text, and is told of by these rules unless its copies were."""
        (entry,) = self.world.claims(self.world.publishes(self.world.feed(), item(guid)))
        found = [IN_THE_BOX] if body == FURNISHED else []
        committed = self.archive.write_now(commits.commit_article, entry, draft(body), found, alerts_for(*rules), NOON)
        self.archive.write_now(articles.keep_raw_page, entry.id, b"page", "text/html", NOON, entry.url, ())
        assert committed is not None
        return committed

    def article(self, number: int) -> Article:
        """The article of that number."""
        article = self.archive.read_now(articles.get_article, number)
        assert article is not None
        return article

    def rereads(self, number: int, *rules: str, as_it_was: Article | None = None) -> Committed | None:
        """Its page gives the clean text, for which these rules hold."""
        return self.archive.write_now(put_reread, as_it_was or self.article(number), clean(), alerts_for(*rules), SOON)

    def told(self) -> list[tuple[str, int, int]]:
        """Rule, group and article of all alerts, in their order."""
        query = text("SELECT rule_id, group_id, article_id FROM alerts ORDER BY id")
        return self.archive.read_now(lambda tx: [(row[0], row[1], row[2]) for row in tx.execute(query)])


@pytest.fixture
def desk(world: World) -> Desk:
    """No articles yet."""
    return Desk(world)


def test_text_mentions_and_page_change_together(desk: Desk) -> None:
    """What went is noted with the raw page, for the next time."""
    first = desk.commits("1")
    committed = desk.rereads(first.article_id, "sdf")
    assert committed is not None
    assert (len(committed.alert_ids), len(committed.delivery_ids)) == (1, 1)
    article, page = desk.article(first.article_id), desk.archive.read_now(articles.raw_page, 1)
    assert page is not None
    assert (article.body, page.furniture) == (CLEAN, ("حريق في سوق هجين",))
    assert (article.id, article.committed_at) == (first.article_id, NOON)
    assert desk.archive.read_now(articles.mentions_of, first.article_id) == []


def test_changed_article_is_left_alone(desk: Desk) -> None:
    """Another reader was quicker, or its page was there at last: what was read is not what stands there any more."""
    first = desk.commits("1")
    before = desk.article(first.article_id)
    assert desk.rereads(first.article_id) is not None
    assert desk.rereads(first.article_id, "sdf", as_it_was=before) is None
    assert [rule for rule, _, _ in desk.told()] == ["hajin"]


def test_forgotten_article_is_passed_over(desk: Desk) -> None:
    """Retention came between."""
    first = desk.commits("1", rules=())
    before = desk.article(first.article_id)
    desk.archive.write_now(retention.forget, NOON + timedelta(days=9), raw_page_days=1, article_days=1, limit=10)
    assert desk.rereads(first.article_id, "sdf", as_it_was=before) is None
    assert desk.archive.read_now(stored_page, before.entry_id) is None
    assert desk.told() == []


def test_copies_stay_copies(desk: Desk) -> None:
    """Two outlets with one text, both read again: one group, and what was told of it once is told once."""
    first, second = desk.commits("1"), desk.commits("2")
    assert (second.is_copy, second.alert_ids) == (True, ())
    for number in (first.article_id, second.article_id):
        desk.rereads(number, "hajin")
    group = desk.article(first.article_id).group_id
    assert desk.article(second.article_id).group_id == group != first.group_id
    assert desk.told() == [("hajin", group, first.article_id)]


def test_copies_read_in_any_order_are_silent(desk: Desk) -> None:
    """The one that was told of comes last: its alerts follow it."""
    first, second = desk.commits("1"), desk.commits("2")
    for number in (second.article_id, first.article_id):
        desk.rereads(number, "hajin")
    later = desk.commits("3", CLEAN)
    assert (later.is_copy, later.alert_ids) == (True, ())
    assert len(desk.told()) == 1


def test_text_that_was_told_of_elsewhere_is_silent(desk: Desk) -> None:
    """Another outlet had the clean text from the beginning; both alerts stay, and nothing clashes."""
    other, first = desk.commits("1", CLEAN), desk.commits("2")
    committed = desk.rereads(first.article_id, "hajin")
    assert committed is not None
    assert (committed.is_copy, committed.group_id, committed.alert_ids) == (True, other.group_id, ())
    assert [rule for rule, _, _ in desk.told()] == ["hajin", "hajin"]
    later = desk.commits("3")
    assert later.alert_ids == ()


def test_text_that_comes_back_finds_its_group(desk: Desk) -> None:
    """An extractor that is put back to its older version tells nothing again."""
    first = desk.commits("1")
    desk.rereads(first.article_id, "hajin")
    back = Rereading(draft(FURNISHED), [IN_THE_BOX], ())
    desk.archive.write_now(put_reread, desk.article(first.article_id), back, alerts_for("hajin"), SOON)
    assert desk.article(first.article_id).group_id == first.group_id
    assert desk.told() == [("hajin", first.group_id, first.article_id)]


def test_what_would_be_told_is_known_beforehand(desk: Desk) -> None:
    """A dry run judges by the same alerts."""
    clean = desk.commits("1", CLEAN, ("sdf",))
    article = desk.article(desk.commits("2").article_id)
    group_id, elders = desk.archive.read_now(would_join, article, draft(CLEAN).text_hash, UNCOMPARED)
    assert group_id == clean.group_id
    assert {alert.rule_id for alert in elders} == {"hajin", "sdf"}
    assert desk.archive.read_now(would_join, article, draft("آخر").text_hash, UNCOMPARED)[0] is None


def test_page_that_is_there_is_not_tried_again(desk: Desk) -> None:
    """It was kept, but judged to be no article; and whoever is at it just now goes on."""
    for guid, holder in (("1", ""), ("2", "another")):
        article = desk.article(desk.commits(guid, f"{FURNISHED} {guid}").article_id)
        desk.archive.write_now(page_tries.plan_tries, article.entry_id, "short_body", NOON, NOON)
        if holder:
            desk.archive.write_now(page_tries.claim_try, article.entry_id, holder, SOON, 60.0)
        desk.rereads(article.id)
        tries = desk.archive.read_now(page_tries.tries_of, article.entry_id)
        assert tries is not None
        assert (tries.status, tries.due_at is None) == (("short_body", False) if holder else ("ok", True))


def test_only_done_entries_with_pages_can_be_read(desk: Desk) -> None:
    """In the order of their articles, each at the address where it was found."""
    first = desk.commits("1")
    desk.commits("2", CLEAN)
    desk.archive.write_now(articles.keep_raw_page, 2, b"page", "text/html", NOON, "https://www.enab.example/moved", ())
    third = desk.commits("3", "آخر")
    desk.archive.write_now(lambda tx: tx.exec_driver_sql(f"DELETE FROM raw_pages WHERE entry_id = {third.article_id}"))  # noqa: S608 - a number
    pages = desk.archive.read_now(kept_pages, NOON)
    assert [(page.article_id, page.url) for page in pages] == [
        (first.article_id, "https://enab.example/1"),
        (2, "https://www.enab.example/moved"),
    ]
    assert desk.archive.read_now(kept_pages, SOON) == []


def test_kill_inside_changes_nothing(url: str, desk: Desk) -> None:
    """The next run finds the article as it was, and does it once."""
    first = desk.commits("1")
    before = desk.article(first.article_id)
    assert programs.run(REREADS, url, failpoint="inside-replace").returncode == -signal.SIGKILL
    assert (desk.article(first.article_id), len(desk.told())) == (before, 1)
    for _ in range(2):
        assert programs.run(REREADS, url).returncode == 0
    assert (desk.article(first.article_id).body, len(desk.told())) == (CLEAN, 2)
