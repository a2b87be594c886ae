"""One commit brings about the article, its mentions, its alerts and their deliveries, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import articles, commits, deliveries, entries
from archive.alert_rows import get_alert
from archive.database import ArchiveError
from archive.notices import get_notice
from archive.nouns import AlertPlan, BodySource, DeliveryPlan, DeliveryState, EntryState
from tests.archive.world import HOOK, LEASE_SECONDS, MAIL, MENTION, NOON, SHELLING, draft, item, once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.nouns import Alert, Committed
    from tests.archive.world import World


def test_commit_keeps_the_article(world: World) -> None:
    """What was extracted comes back as it was, Arabic and all."""
    entry = world.claimed("1")[0]
    committed = world.commits(entry)
    assert committed is not None
    article = world.archive.read_now(articles.get_article, committed.article_id)
    assert article is not None
    assert (article.entry_id, article.feed_id, article.group_id) == (entry.id, entry.feed_id, committed.group_id)
    assert (article.title, article.body, article.author) == (SHELLING, "نص الخبر كاملا", "هيئة التحرير")
    assert (article.body_source, article.committed_at) == (BodySource.PAGE, NOON)
    assert world.archive.read_now(articles.article_of_entry, entry.id) == article


def test_commit_keeps_mentions_in_order(world: World) -> None:
    """Spans and what lies inside what survive."""
    entry = world.claimed("1")[0]
    found = [
        replace(MENTION, field="text", start=40, end=44),
        MENTION,
        replace(MENTION, inside=None, status="needs_context"),
    ]
    committed = world.archive.write_now(commits.commit_article, entry, draft(), found, once(), NOON)
    assert committed is not None
    assert world.archive.read_now(articles.mentions_of, committed.article_id) == found


def test_commit_makes_deliveries_due(world: World) -> None:
    """One delivery for each recipient and channel, due at once, each with a key of its own."""
    committed = world.alerts(MAIL, HOOK)
    mail, hook = sorted(world.archive.read_now(deliveries.list_deliveries, limit=10), key=lambda one: one.id)
    assert (mail.id, hook.id) == committed.delivery_ids
    assert [(one.recipient, one.channel) for one in (mail, hook)] == [("amal", "email"), ("desk", "webhook")]
    assert {one.alert_id for one in (mail, hook)} == set(committed.alert_ids)
    assert (mail.state, mail.attempts, mail.next_attempt_at) == (DeliveryState.DUE, 0, NOON)
    assert mail.message_key != hook.message_key
    assert len(bytes.fromhex(mail.message_key)) == 16


def test_commit_keeps_the_alert(world: World) -> None:
    """What an alert covers is what later copies are judged by."""
    committed = world.alerts(MAIL)
    alert = world.archive.read_now(get_alert, committed.alert_ids[0])
    assert alert is not None
    assert (alert.rule_id, alert.revision, alert.priority, alert.created_at) == ("hajin", 1, "high", NOON)
    assert alert.covers == {"hajin", "deir-ez-zor"}
    assert (alert.group_id, alert.article_id) == (committed.group_id, committed.article_id)


def test_entry_is_committed_once(world: World) -> None:
    """The same task delivered twice alerts once."""
    entry = world.claimed("1")[0]
    assert world.commits(entry) is not None
    assert world.commits(entry) is None
    assert world.commits(replace(entry, lease_token=None)) is None
    assert len(world.archive.read_now(deliveries.list_deliveries, limit=10)) == 1


def test_stale_token_commits_nothing(world: World) -> None:
    """A worker that woke up after its lease was taken over leaves no trace."""
    entry = world.claimed("1")[0]
    world.claims([entry], "worker-2", NOON + timedelta(seconds=LEASE_SECONDS))
    assert world.commits(entry) is None
    assert world.archive.read_now(articles.article_of_entry, entry.id) is None
    assert world.archive.read_now(entries.pending_count) == 1


def test_late_worker_still_commits(world: World) -> None:
    """A lease that ended without a taker is no reason to throw the work away."""
    entry = world.claimed("1")[0]
    assert world.commits(entry, at=NOON + timedelta(hours=1)) is not None


def test_copy_meets_committed_alerts(world: World) -> None:
    """The second outlet with the same text sees the first one's alert, and only its group's."""
    first, copy, other = world.claimed("1", "2", "3")
    seen: list[Sequence[Alert]] = []

    def decide(committed: Sequence[Alert]) -> list[AlertPlan]:
        seen.append(committed)
        return once()(committed)

    done = [
        world.commits(first, decide=decide),
        world.commits(copy, decide=decide),
        world.commits(other, "آخر", decide),
    ]
    assert [(one.is_copy, len(one.alert_ids)) for one in done if one] == [(False, 1), (True, 0), (False, 1)]
    assert [len(alerts) for alerts in seen] == [0, 1, 0]


def test_copy_may_alert_again(world: World) -> None:
    """Membership alone silences nothing: a further revision of the rule is another alert."""
    first, copy = world.claimed("1", "2")
    world.commits(first)
    again = AlertPlan("hajin", 2, "high", frozenset({"raqqa"}), (MAIL,))
    committed = world.commits(copy, decide=lambda _: [again])
    assert committed is not None
    assert (committed.is_copy, len(committed.delivery_ids)) == (True, 1)


def test_same_alert_is_refused(world: World) -> None:
    """The database itself keeps a rule from alerting twice for a group and revision; nothing is half done."""
    first, copy = world.claimed("1", "2")
    world.commits(first)
    with pytest.raises(ArchiveError) as refusal:
        world.commits(copy, decide=lambda _: once()(()))
    assert refusal.value.permanent
    assert world.archive.read_now(entries.pending_count) == 1


def test_same_delivery_is_refused(world: World) -> None:
    """Nor can one alert go to one recipient by one channel twice."""
    entry = world.claimed("1")[0]
    with pytest.raises(ArchiveError):
        world.commits(entry, decide=once(MAIL, DeliveryPlan(MAIL.recipient, MAIL.channel)))
    assert world.archive.read_now(deliveries.list_deliveries, limit=10) == []


def test_entry_can_be_set_aside(world: World) -> None:
    """An entry that kills its workers alerts on its feed text and waits for a person."""
    entry = world.claimed("1")[0]
    assert world.commits(entry, final_state=EntryState.SET_ASIDE) is not None
    row = world.archive.read_now(entries.recent_keys, NOON, 0, 10)[0]
    assert row.state is EntryState.SET_ASIDE


def test_racing_copies_alert_once(world: World) -> None:
    """Eight workers with the same wire text at once: one alert."""
    copies = world.claimed(*(str(number) for number in range(8)))
    with ThreadPoolExecutor(8) as workers:
        done: list[Committed | None] = list(workers.map(world.commits, copies))
    assert sorted(one.is_copy for one in done if one) == [False] + [True] * 7
    assert sum(len(one.alert_ids) for one in done if one) == 1
    assert len({one.group_id for one in done if one}) == 1


def test_articles_are_paged(world: World) -> None:
    """A changed watchlist is tried on what came in lately, page by page."""
    old = world.alerts(MAIL, guid="old", at=NOON - timedelta(days=2))
    ids = [world.alerts(MAIL, guid=guid).article_id for guid in "abc"]
    since = NOON - timedelta(days=1)
    page = world.archive.read_now(articles.recent_articles, since, 0, 2)
    rest = world.archive.read_now(articles.recent_articles, since, page[-1].id, 2)
    assert [one.id for one in page + rest] == ids
    assert old.article_id not in ids


def test_raw_page_is_kept(world: World) -> None:
    """The page an article was read from stays for an explanation; the last one wins."""
    entry = world.publishes(world.feed(), item("1"))[0]
    old = articles.RawPage(b"\x00old", "text/html; charset=windows-1256", NOON)
    new = old._replace(compressed=b"\xffnew", url="https://enab.example/1", furniture=("شارك",))
    for page in (old, new):
        world.archive.write_now(articles.keep_raw_page, entry.id, *page)
        assert world.archive.read_now(articles.raw_page, entry.id) == page


def test_unknown_numbers_are_none(world: World) -> None:
    """What is not there is None, not an error."""
    assert world.archive.read_now(articles.get_article, 4711) is None
    assert world.archive.read_now(articles.article_of_entry, 4711) is None
    assert world.archive.read_now(articles.raw_page, 4711) is None
    assert world.archive.read_now(articles.mentions_of, 4711) == []
    assert world.archive.read_now(get_alert, 4711) is None
    assert world.archive.read_now(get_notice, 4711) is None
