"""A page's tries are held by one crawler at a time, and what it gives at last is committed as a whole or not at all."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import articles, commits, due_pages, leases, page_tries, replacing, retention
from archive.nouns import Alert, AlertPlan, BodySource, Mention
from tests.archive import programs
from tests.archive.world import MAIL, NOON, World, draft, item, once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.database import Archive
    from archive.nouns import Entry

QUARTER = timedelta(minutes=15)
LEASE_SECONDS = 60.0
OLD = Mention("hajin", "place", "Hajin", "هجين", "text", 0, 4, "hit")
NEW = Mention("hajin", "place", "Hajin", "هجين", "text", 12, 16, "hit")
PAGE = "قال مصدر في هجين إن الطرق مقطوعة"
REPLACES = """
import sys
from archive import page_tries, replacing
from archive.database import Archive
from archive.nouns import AlertPlan
from tests.archive.test_page_tries import LEASE_SECONDS, NEW, PAGE, QUARTER, plans
from tests.archive.world import NOON, draft
archive = Archive.open(sys.argv[1])
now = NOON + QUARTER
archive.write_now(page_tries.claim_try, 1, "token", now, LEASE_SECONDS)
archive.write_now(replacing.replace_article, 1, draft(PAGE), [NEW], plans("sdf"), "token", now)
"""


def plans(*rules: str) -> Callable[[Sequence[Alert]], list[AlertPlan]]:
    """The policy that alerts for each of these rules that the group has no alert of."""

    def decide(committed: Sequence[Alert]) -> list[AlertPlan]:
        known = {alert.rule_id for alert in committed}
        return [AlertPlan(rule, 1, "high", frozenset({rule}), (MAIL,)) for rule in rules if rule not in known]

    return decide


@pytest.fixture
def entry(world: World) -> Entry:
    """An entry whose article is the feed's text, told of by the rule hajin; its page is due in a quarter of an hour."""
    (entry,) = world.claims(world.publishes(world.feed(), item("1")))
    text = replace(draft("هجين"), body_source=BodySource.FEED, page_status="blocked")
    world.archive.write_now(commits.commit_article, entry, text, [OLD], once(), NOON)
    world.archive.write_now(page_tries.plan_tries, entry.id, "blocked", NOON, NOON + QUARTER)
    return entry


def state(archive: Archive) -> tuple[str, list[Mention], int, int]:
    """The article's text and mentions, how many alerts there are, and how often its page was tried."""
    article = archive.read_now(articles.get_article, 1)
    tries = archive.read_now(page_tries.tries_of, 1)
    assert article is not None
    assert tries is not None
    told = archive.read_now(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM alerts").scalar_one())
    return article.body, archive.read_now(articles.mentions_of, 1), told, tries.tries


def test_claim_is_one_crawlers(world: World, entry: Entry) -> None:
    """Until its lease ends, or its holder gives it back."""
    write, now = world.archive.write_now, NOON + QUARTER
    assert write(page_tries.claim_try, entry.id, "early", now - timedelta(seconds=1), LEASE_SECONDS) is None
    assert write(page_tries.claim_try, entry.id, "one", now, LEASE_SECONDS) is not None
    assert write(page_tries.claim_try, entry.id, "two", now, LEASE_SECONDS) is None
    assert not write(page_tries.end_try, entry.id, "two", "ok", now, due_at=None)
    write(page_tries.extend_try_leases, "one", [entry.id], now, 2 * LEASE_SECONDS)
    later = now + timedelta(seconds=LEASE_SECONDS)
    assert write(page_tries.claim_try, entry.id, "two", later, LEASE_SECONDS) is None
    assert write(page_tries.release_try, entry.id, "one", later, count_attempt=False)
    claim = write(page_tries.claim_try, entry.id, "two", later, LEASE_SECONDS)
    assert claim is not None
    assert (claim.attempts, claim.tries) == (1, 0)


def test_start_frees_the_claims_of_the_dead(world: World, entry: Entry) -> None:
    """An embedded service that starts knows that nobody else is at work."""
    now = NOON + QUARTER
    world.archive.write_now(page_tries.claim_try, entry.id, "dead", now, LEASE_SECONDS)
    world.archive.write_now(leases.drop_leases)
    assert world.archive.read_now(due_pages.due_tries, now, 10) == [(entry.id, entry.url)]


def test_stale_claim_replaces_nothing(world: World, entry: Entry) -> None:
    """Whoever was slow finds the try in other hands."""
    before = state(world.archive)
    replaced = world.archive.write_now(
        replacing.replace_article, entry.id, draft(PAGE), [NEW], plans("sdf"), "stale", NOON + QUARTER
    )
    assert (replaced, state(world.archive)) == (None, before)


def test_copy_that_comes_later_sees_what_was_told(world: World, entry: Entry) -> None:
    """The article's alerts go with it into the copy group of its new text."""
    now = NOON + QUARTER
    world.archive.write_now(page_tries.claim_try, entry.id, "one", now, LEASE_SECONDS)
    world.archive.write_now(replacing.replace_article, entry.id, draft(PAGE), [NEW], plans("hajin", "sdf"), "one", now)
    (copy,) = world.claims(world.publishes(world.feed(), item("2")))
    seen = list[str]()

    def watches(committed: Sequence[Alert]) -> list[AlertPlan]:
        seen.extend(alert.rule_id for alert in committed)
        return []

    world.archive.write_now(commits.commit_article, copy, draft(PAGE), [], watches, now)
    assert seen == ["hajin", "sdf"]


def test_kill_inside_changes_nothing(url: str, world: World, entry: Entry) -> None:
    """The next crawler finds the article as it was, and the try to be made."""
    before = state(world.archive)
    assert programs.run(REPLACES, url, failpoint="inside-replace").returncode == -signal.SIGKILL
    assert state(world.archive) == before
    world.archive.write_now(leases.drop_leases)
    assert programs.run(REPLACES, url).returncode == 0
    assert state(world.archive) == (PAGE, [NEW], 2, 1)
    assert programs.run(REPLACES, url).returncode == 0
    assert state(world.archive) == (PAGE, [NEW], 2, 1)
    assert entry.id == 1


def test_tries_are_forgotten_with_their_article(world: World, entry: Entry) -> None:
    """Nothing but keys stays for good."""
    world.archive.write_now(lambda tx: tx.exec_driver_sql("UPDATE deliveries SET state = 'sent'"))
    late = NOON + timedelta(days=100)
    world.archive.write_now(retention.forget, late, raw_page_days=1, article_days=30, limit=100)
    assert world.archive.read_now(page_tries.tries_of, entry.id) is None
    assert world.archive.read_now(due_pages.due_tries, late, 10) == []
