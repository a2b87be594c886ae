"""An edited article takes the place of what it said before, which is kept; all of it or nothing, and once."""

from __future__ import annotations

import signal
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from archive import articles, due_pages, leases, page_tries, retention, revisions, tables
from archive.nouns import Mention
from archive.revisions import Revising
from tests.archive import programs
from tests.archive.test_page_tries import plans
from tests.archive.world import MENTION, NOON, SHELLING, World, draft, key

if TYPE_CHECKING:
    from archive.database import Archive
    from archive.nouns import Article, Committed, Entry

QUARTER = timedelta(minutes=15)
LATER = timedelta(hours=2)
OLD = "قال مصدر إن الطريق مفتوح"
NEW = "قال مصدر إن الطريق مقطوع وإن قسد وصلت"
ADDED = Mention("sdf", "actor", "SDF", "قسد", "text", 30, 33, "hit")
REVISES = """
import sys
from archive.database import Archive
from tests.archive.test_revisions import revises
revises(Archive.open(sys.argv[1]))
"""


@pytest.fixture
def entry(world: World) -> Entry:
    """An entry whose article names Hajin, was told of, and is looked at in a quarter of an hour."""
    (entry,) = world.claimed("1")
    world.commits(entry, OLD)
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON + QUARTER)
    return entry


def article_of(archive: Archive) -> Article:
    """The article as it stands."""
    article = archive.read_now(articles.get_article, 1)
    assert article is not None
    return article


def revises(archive: Archive, *, by: str = "one", read: Article | None = None) -> Committed | None:
    """A crawler looks at the page, which says something new, and commits that."""
    now = NOON + QUARTER
    archive.write_now(page_tries.claim_try, 1, "one", now, 60)
    edit = Revising(read or article_of(archive), draft(NEW), [MENTION, ADDED], 0.4, by, NOON + LATER)
    return archive.write_now(revisions.revise_article, edit, plans("hajin", "sdf"), now)


def state(archive: Archive) -> tuple[str, int, int, int, int]:
    """The text, how many mentions, alerts, deliveries and revisions there are."""
    counts = [
        archive.read_now(lambda tx, of=table: tx.execute(select(func.count()).select_from(of)).scalar_one())
        for table in (tables.mentions, tables.alerts, tables.deliveries, tables.article_revisions)
    ]
    return article_of(archive).body, counts[0], counts[1], counts[2], counts[3]


def test_old_version_is_kept(world: World, entry: Entry) -> None:
    """The article says what its page says now; what it said before, since when and how much changed is known."""
    assert revises(world.archive) is not None
    assert state(world.archive) == (NEW, 2, 2, 2, 1)
    (old,) = world.archive.read_now(revisions.revisions_of, 1)
    assert old == revisions.Revision(1, SHELLING, OLD, key(OLD), 0.4, NOON + QUARTER)
    tries = world.archive.read_now(page_tries.tries_of, entry.id)
    assert tries is not None
    assert (tries.tries, tries.status, tries.due_at) == (1, "ok", NOON + LATER)


@pytest.mark.usefixtures("entry")
def test_revisions_are_numbered(world: World) -> None:
    """An article may be edited all day."""
    revises(world.archive)
    world.archive.write_now(lambda tx: tx.exec_driver_sql("UPDATE page_tries SET due_at = planned_at"))
    revises(world.archive)
    found = world.archive.read_now(revisions.revisions_of, 1)
    assert [(old.number, old.body) for old in found] == [(1, OLD), (2, NEW)]


@pytest.mark.usefixtures("entry")
def test_stale_claim_revises_nothing(world: World) -> None:
    """Whoever was slow finds the page in other hands."""
    before = state(world.archive)
    assert revises(world.archive, by="stale") is None
    assert state(world.archive) == before


def test_article_that_changed_meanwhile_is_looked_at_again(world: World, entry: Entry) -> None:
    """It was read again from its kept page, say; what was compared with it is out of date."""
    read = article_of(world.archive)
    world.archive.write_now(lambda tx: tx.exec_driver_sql("UPDATE articles SET body = 'أقصر'"))
    before = state(world.archive)
    assert revises(world.archive, read=read) is None
    assert state(world.archive) == before
    assert world.archive.read_now(due_pages.due_looks, NOON + QUARTER, 10) == [(entry.id, entry.url)]


@pytest.mark.usefixtures("entry")
def test_kill_inside_changes_nothing(url: str, world: World) -> None:
    """The next crawler finds the article as it was; nothing is told twice."""
    before = state(world.archive)
    for point in ("inside-replace", "inside-revise"):
        assert programs.run(REVISES, url, failpoint=point).returncode == -signal.SIGKILL
        assert state(world.archive) == before
        world.archive.write_now(leases.drop_leases)
    assert programs.run(REVISES, url).returncode == 0
    assert state(world.archive) == (NEW, 2, 2, 2, 1)
    assert programs.run(REVISES, url).returncode == 0
    assert state(world.archive) == (NEW, 2, 2, 2, 1)


def test_reading_again_leaves_looks_alone(world: World, entry: Entry) -> None:
    """A page that was read is not missing, and still looked at for edits."""
    world.archive.write_now(page_tries.leave_page, entry.id, "ok")
    assert world.archive.read_now(due_pages.due_looks, NOON + QUARTER, 10) == [(entry.id, entry.url)]
    assert world.archive.read_now(due_pages.due_tries, NOON + QUARTER, 10) == []


@pytest.mark.usefixtures("entry")
def test_revisions_are_forgotten_with_their_article(world: World) -> None:
    """Nothing but keys stays for good."""
    revises(world.archive)
    world.archive.write_now(lambda tx: tx.exec_driver_sql("UPDATE deliveries SET state = 'sent'"))
    late = NOON + timedelta(days=100)
    world.archive.write_now(retention.forget, late, raw_page_days=1, article_days=30, limit=100)
    assert world.archive.read_now(revisions.revisions_of, 1) == []
