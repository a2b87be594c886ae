"""A changed list is caught up with once, by one crawler, from where the last one left off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import articles, catching_up
from archive.catch_up_steps import CatchUp, Turn
from archive.catching_up import HeldArticle
from archive.deliveries import list_deliveries
from archive.leases import drop_leases
from archive.notices import get_notice
from archive.nouns import DeliveryPlan
from archive.summaries import MOST_LISTED, Summary, summary_of
from tests.archive.world import HOOK, MAIL, MENTION, NOON, World, item, once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.database import Archive
    from archive.nouns import Article

LEASE = timedelta(seconds=60)
DAY = timedelta(hours=24)


class Desk(World):
    """Crawlers that catch up with lists."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.now = NOON

    def stores(self, count: int) -> list[Article]:
        """So many articles come, and nobody is alerted."""
        for number in range(count):
            published = self.publishes(self.feed(), item(f"{number}"))
            self.commits(self.claims(published)[0], f"نص {number}", lambda _: [])
        return self.archive.read_now(articles.recent_articles, NOON - DAY, 0, 1000)

    def turn(self, by: str) -> Turn:
        """A crawler's turn now."""
        return Turn(by, self.now, LEASE)

    def catches_up(self, edition: str, by: str = "one") -> CatchUp | None:
        """A crawler sees this list come into force."""
        since = self.now - DAY
        return self.archive.write_now(catching_up.begin, edition, since, self.turn(by))

    def goes_on(self, edition: str, by: str) -> CatchUp | None:
        """A crawler looks whether somebody left something behind."""
        return self.archive.write_now(catching_up.go_on, edition, self.turn(by))

    def finds(self, known: CatchUp, page: Sequence[Article], *to: DeliveryPlan, rule: str = "new") -> CatchUp | None:
        """The list's rule holds for these articles."""
        held = [HeldArticle(article, [MENTION], once(*to, rule=rule)) for article in page]
        advanced = self.archive.write_now(catching_up.advance, known, held, page[-1].id, self.turn(known.holder))
        return advanced and advanced.known

    def ends(self, known: CatchUp) -> int | None:
        """All articles were looked at."""
        return self.archive.write_now(catching_up.finish, known, self.now)

    def summaries(self) -> list[tuple[DeliveryPlan, Summary]]:
        """What was written, to whom by which channel."""
        sent = self.archive.read_now(list_deliveries, limit=100)
        found = [(DeliveryPlan(each.recipient, each.channel), each.notice_id) for each in reversed(sent)]
        notices = [(to, self.archive.read_now(get_notice, number)) for to, number in found if number is not None]
        summaries = [(to, summary_of(notice)) for to, notice in notices if notice is not None]
        return [(to, summary) for to, summary in summaries if summary is not None]


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """An archive that has known the list ``old`` from its first start."""
    desk = Desk(archive)
    archive.write_now(catching_up.know_first, "old")
    return desk


def begun(desk: Desk, edition: str = "new") -> CatchUp:
    """The work that a changed list makes."""
    known = desk.catches_up(edition)
    assert known is not None
    return known


def test_first_and_same_list_make_no_work(desk: Desk) -> None:
    """A first start floods nobody, nor does a restart."""
    desk.archive.write_now(catching_up.know_first, "other")
    assert desk.catches_up("old") is None
    assert desk.goes_on("old", "two") is None


def test_everybody_gets_one_summary(desk: Desk) -> None:
    """Twenty articles are listed and all are counted, once a recipient and channel; the alerts are there at once."""
    page = desk.stores(25)
    known = desk.finds(begun(desk), page[:20], MAIL, HOOK)
    assert known is not None
    known = desk.finds(known, page[20:], MAIL)
    assert known is not None
    assert desk.ends(known) == 2
    (mail, to_mail), (hook, to_hook) = desk.summaries()
    assert (mail, hook) == (MAIL, HOOK)
    assert (to_mail.articles, len(to_mail.listed)) == (25, MOST_LISTED)
    assert (to_hook.articles, len(to_hook.listed)) == (20, MOST_LISTED)
    assert len(desk.archive.read_now(list_deliveries, limit=100)) == 2


def test_nothing_found_is_not_told(desk: Desk) -> None:
    """A list that lost a name has nothing new to say."""
    page = desk.stores(1)
    advanced = desk.archive.write_now(catching_up.advance, begun(desk), [], page[-1].id, desk.turn("one"))
    assert advanced is not None
    assert (desk.ends(advanced.known), advanced.alerts) == (0, 0)
    assert desk.summaries() == []
    assert desk.catches_up("new") is None


def test_what_was_told_is_not_told_again(desk: Desk) -> None:
    """An alert committed as the article came covers it; its mentions stay."""
    page = desk.stores(2)
    desk.commits(desk.claims(desk.publishes(desk.feed(), item("copy")))[0], "نص 0", once(MAIL, rule="new"))
    known = desk.finds(begun(desk), page, MAIL)
    assert known is not None
    assert [each.summary.articles for each in known.told] == [1]
    assert len(desk.archive.read_now(articles.mentions_of, page[1].id)) == 1


def test_one_crawler_does_it(desk: Desk) -> None:
    """A second one finds it taken; what the first does after its lease ran out to another is not written."""
    page, first = desk.stores(2), begun(desk)
    assert desk.catches_up("new", "two") is None
    desk.now += LEASE
    second = desk.goes_on("new", "two")
    assert second is not None
    assert desk.finds(first, page, MAIL) is None
    assert desk.ends(first) is None
    assert desk.finds(second, page, MAIL) is not None


def test_start_goes_on_where_it_was_killed(desk: Desk) -> None:
    """An embedded service knows at its start that whoever was at work is dead."""
    page = desk.stores(3)
    assert desk.finds(begun(desk), page[:2], MAIL) is not None
    desk.archive.write_now(drop_leases)
    known = desk.catches_up("new", "two")
    assert known is not None
    assert (known.after, [each.summary.articles for each in known.told]) == (page[1].id, [2])


def test_list_changed_meanwhile_loses_nothing(desk: Desk) -> None:
    """What was found for the older list is told; the newer one begins anew."""
    page = desk.stores(2)
    assert desk.finds(begun(desk), page[:1], MAIL) is not None
    known = begun(desk, "newer")
    assert (known.after, known.told) == (0, ())
    assert [summary.articles for _, summary in desk.summaries()] == [1]
    assert begun(desk, "new").since == NOON - DAY


def test_text_that_was_exchanged_meanwhile_is_passed_over(desk: Desk) -> None:
    """Its page was read at last between the matching and the commit: the spans found would be those of another text."""
    (article,) = desk.stores(1)
    known = begun(desk)
    desk.archive.write_now(lambda tx: tx.exec_driver_sql("UPDATE articles SET body = 'another text'"))
    assert desk.finds(known, [article]) is not None
    assert desk.archive.read_now(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM alerts").scalar_one()) == 0
