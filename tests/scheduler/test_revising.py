"""An article whose page is edited later: what is new is told once, and what is clockwork changes nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import alert_rows, articles, due_pages, page_tries, revisions
from archive.nouns import BodySource
from scrapers.hosts import HostLeases
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from archive.nouns import Article, Entry
    from tests.scheduler.newsroom import Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "127.0.0.1"
QUIET = "قال مصدر محلي إن الطرق في محيط هجين فتحت صباح اليوم بعد أن أغلقت أياما بسبب السيول التي ضربت المنطقة. "
MORE = "وأضاف المصدر أن الأهالي عادوا إلى بيوتهم وأن المدارس تفتح أبوابها غدا في جميع قرى الناحية. " * 4
WITH_SDF = "وقالت قسد في بيان إنها نشرت دوريات على الطريق العام حتى إشعار آخر. "
PAGE = (QUIET * 2, MORE, "وتوقع خبراء الأرصاد أن تهدأ الأمطار في الأيام المقبلة وأن ترتفع الحرارة قليلا. " * 3)
SOON = timedelta(minutes=15)


@pytest_asyncio.fixture(loop_scope="session")
async def entry(newsroom: Newsroom) -> Entry:
    """The story's page was read and told of: it names Hajin."""
    newsroom.publishes_story("1")
    newsroom.shows_page("/1", PAGE)
    (entry,) = await newsroom.remembers()
    await newsroom.work.work(entry.id, HOST)
    assert told(newsroom) == [("name:hajin", 1, "first")]
    newsroom.woken.clear()
    return entry


def told(newsroom: Newsroom) -> list[tuple[str, int, str]]:
    """Rule, revision and reason of each alert, in the order in which they were told."""
    lines = str(newsroom.value("SELECT group_concat(rule_id || ',' || revision || ',' || reason, ' ') FROM alerts"))
    return [(rule, int(revision), reason) for rule, revision, reason in (line.split(",") for line in lines.split())]


def looks_due(newsroom: Newsroom) -> list[int]:
    """The entries whose pages are to be looked at."""
    return [entry_id for entry_id, _ in newsroom.archive.read_now(due_pages.due_looks, newsroom.now, 10)]


async def looks(newsroom: Newsroom, entry: Entry) -> None:
    """The next look at the page is due, and made."""
    at = newsroom.tries_of(entry).due_at
    assert at is not None
    newsroom.now = max(newsroom.now, at)
    await newsroom.retries().work(entry.id, HOST)


async def shows(newsroom: Newsroom, entry: Entry, *paragraphs: str) -> Article:
    """The page says this now and is looked at; gives the article."""
    newsroom.shows_page("/1", paragraphs)
    await looks(newsroom, entry)
    return newsroom.article_of(entry)


async def test_new_name_is_told_once(newsroom: Newsroom, entry: Entry) -> None:
    """The forces came into the text an hour later; Hajin was told of before."""
    before = newsroom.article_of(entry)
    article = await shows(newsroom, entry, *PAGE, WITH_SDF * 3)
    assert told(newsroom) == [("name:hajin", 1, "first"), ("name:sdf", 1, "names")]
    assert newsroom.woken == [article.id]
    assert (article.id, article.group_id, article.committed_at) == (before.id, before.group_id, before.committed_at)
    (old,) = newsroom.archive.read_now(revisions.revisions_of, article.id)
    assert (old.number, old.body, old.replaced_at) == (1, before.body, newsroom.now)
    assert 0.03 < old.changed < 0.9
    await looks(newsroom, entry)
    assert len(told(newsroom)) == 2
    assert len(newsroom.archive.read_now(revisions.revisions_of, article.id)) == 1


async def test_spans_are_those_of_the_new_text(newsroom: Newsroom, entry: Entry) -> None:
    """Whatever came before a mention."""
    article = await shows(newsroom, entry, WITH_SDF * 3, *PAGE)
    mentions = newsroom.archive.read_now(articles.mentions_of, article.id)
    assert {mention.name_id for mention in mentions} == {"hajin", "sdf"}
    for mention in mentions:
        field = article.title if mention.field == "title" else article.body
        assert field[mention.start : mention.end] == mention.surface


async def test_name_in_a_small_edit_is_told(newsroom: Newsroom, entry: Entry) -> None:
    """One word among hundreds, but a watched one."""
    long = [*PAGE, *(f"{MORE} {number}" for number in "ابجدهو")]
    await shows(newsroom, entry, *long)
    await shows(newsroom, entry, *long[:-1], long[-1] + " كما قالت قسد")
    assert told(newsroom)[1:] == [("name:sdf", 1, "names")]


async def test_rewritten_text_is_silent(newsroom: Newsroom, entry: Entry) -> None:
    """Other words about the same names, other figures: kept, matched, not told."""
    article = await shows(newsroom, entry, *PAGE, "وقال آخرون في هجين إن 7 بيوت تضررت وإن 12 عائلة نزحت منها. " * 4)
    assert "12 عائلة" in article.body
    assert told(newsroom) == [("name:hajin", 1, "first")]
    assert len(newsroom.archive.read_now(revisions.revisions_of, article.id)) == 1


async def test_name_that_goes_takes_nothing_back(newsroom: Newsroom, entry: Entry) -> None:
    """What was told is history; the article says what its page says."""
    article = await shows(newsroom, entry, *(text.replace("هجين", "البلدة") for text in PAGE))
    assert "هجين" not in article.body
    assert told(newsroom) == [("name:hajin", 1, "first")]


@pytest.mark.parametrize(
    "added",
    ["آخر تحديث: 22 نوفمبر 2026 - 14:05", "1234 مشاهدة", "وقال شاهد ذلك."],
    ids=["time", "counter", "a word"],
)
async def test_clockwork_and_trifles_change_nothing(newsroom: Newsroom, entry: Entry, added: str) -> None:
    """The article stays as it was read first."""
    long = (*PAGE, MORE, MORE + "ثم عادوا. ")
    before = await shows(newsroom, entry, *long)
    kept = len(newsroom.archive.read_now(revisions.revisions_of, before.id))
    after = await shows(newsroom, entry, *long, added)
    assert after == before
    assert len(newsroom.archive.read_now(revisions.revisions_of, before.id)) == kept


@pytest.mark.parametrize(
    ("notice", "reason"),
    [
        ("تصحيح: الطرق فتحت مساء أمس لا صباح اليوم.", "corrected"),
        ("سحبت الوكالة الخبر بعد أن تبين لها عدم صحته.", "retracted"),
    ],
)
async def test_notice_is_told_once(newsroom: Newsroom, entry: Entry, notice: str, reason: str) -> None:
    """To everybody who was told of the article, as the next message of its thread."""
    article = await shows(newsroom, entry, notice, *PAGE)
    assert told(newsroom) == [("name:hajin", 1, "first"), ("name:hajin", 2, reason)]
    assert newsroom.woken == [article.id]
    youngest = newsroom.archive.read_now(alert_rows.alerts_of_group, article.group_id)[-1]
    assert youngest.notice == notice
    await shows(newsroom, entry, notice, *PAGE, "وأضاف الأهالي أن الكهرباء عادت إلى بيوتهم في المساء. " * 5)
    assert len(told(newsroom)) == 2


async def test_notice_in_the_texts_place_is_a_retraction(newsroom: Newsroom, entry: Entry) -> None:
    """The names are gone with the text; who was told of them is told of that."""
    article = await shows(newsroom, entry, "سحبت الوكالة الخبر بعد أن تبين لها عدم صحته، وتعتذر من قرائها. " * 2)
    assert told(newsroom)[1:] == [("name:hajin", 2, "retracted")]
    assert article.body.startswith("سحبت الوكالة الخبر")


async def test_half_a_page_takes_no_articles_place(newsroom: Newsroom, entry: Entry) -> None:
    """A stub for those who have not paid is an article by its looks."""
    before = newsroom.article_of(entry)
    assert await shows(newsroom, entry, QUIET) == before


@pytest.mark.parametrize("status", [404, 410, 503])
async def test_page_that_is_gone_leaves_the_article(newsroom: Newsroom, entry: Entry, status: int) -> None:
    """What was read stays; one that is gone is not looked at again, one that fails is."""
    before = newsroom.article_of(entry)
    newsroom.publisher.answers_with("/1", status)
    await looks(newsroom, entry)
    assert newsroom.article_of(entry) == before
    left = newsroom.tries_of(entry)
    assert (left.due_at is None) == (status != 503)
    assert left.status == {404: "not_found", 410: "gone", 503: "ok"}[status]
    assert told(newsroom) == [("name:hajin", 1, "first")]


async def test_matched_pages_are_looked_at_on_their_schedule(newsroom: Newsroom, entry: Entry) -> None:
    """15 minutes, 2 hours and 12 hours after the first reading; then never again."""
    for wait in (SOON, timedelta(hours=2), timedelta(hours=12)):
        left = newsroom.tries_of(entry)
        assert left.due_at == left.planned_at + wait
        newsroom.now = left.due_at - timedelta(seconds=1)
        assert looks_due(newsroom) == []
        await looks(newsroom, entry)
    ended = newsroom.tries_of(entry)
    assert (ended.tries, ended.status, ended.due_at) == (3, "ok", None)
    assert len(newsroom.publisher.asked_for("/1")) == 1 + 3


async def test_other_pages_are_read_once(newsroom: Newsroom) -> None:
    """No watched name stands in them: they are most of all pages."""
    newsroom.publishes(
        f'<rss version="2.0"><channel><title>عنب</title><item><title>أحوال الطقس</title>'
        f"<link>{newsroom.url('/1')}</link><guid>1</guid></item></channel></rss>"
    )
    weather = page(title="أحوال الطقس", paragraphs=tuple(text.replace("هجين", "البلدة") for text in PAGE))
    newsroom.publisher.publishes("/1", weather.encode(), content_type="text/html; charset=utf-8")
    (entry,) = await newsroom.remembers()
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.article_of(entry).body_source is BodySource.PAGE
    assert newsroom.archive.read_now(page_tries.tries_of, entry.id) is None


async def test_page_that_was_missing_is_looked_at_later(newsroom: Newsroom) -> None:
    """It may be edited like any other: two hours after the first try."""
    newsroom.publishes_story("1")
    newsroom.publisher.answers_with("/1", 503)
    (entry,) = await newsroom.remembers()
    await newsroom.work.work(entry.id, HOST)
    await shows(newsroom, entry, *PAGE)
    left = newsroom.tries_of(entry)
    assert (left.status, left.due_at) == ("ok", left.planned_at + timedelta(hours=2))
    await shows(newsroom, entry, *PAGE, WITH_SDF * 3)
    assert ("name:sdf", 1, "names") in told(newsroom)


async def test_late_service_makes_one_look(newsroom: Newsroom, entry: Entry) -> None:
    """After two days of standstill."""
    newsroom.passes(seconds=timedelta(days=2).total_seconds())
    await looks(newsroom, entry)
    assert newsroom.tries_of(entry).due_at is None


async def test_two_crawlers_tell_once(newsroom: Newsroom, entry: Entry) -> None:
    """Each sees that the page is due; one has the claim."""
    newsroom.shows_page("/1", (*PAGE, WITH_SDF * 3))
    newsroom.passes(seconds=SOON.total_seconds())
    await asyncio.gather(*(newsroom.retries().work(entry.id, HOST) for _ in range(3)))
    assert len(newsroom.publisher.asked_for("/1")) == 1 + 1
    assert told(newsroom) == [("name:hajin", 1, "first"), ("name:sdf", 1, "names")]


async def test_flushed_redis_changes_nothing(newsroom: Newsroom, entry: Entry) -> None:
    """What is due stands in the archive, and so does what was told."""
    newsroom.redis.is_flushed()
    await shows(newsroom, entry, *PAGE, WITH_SDF * 3)
    newsroom.redis.is_flushed()
    await looks(newsroom, entry)
    assert told(newsroom) == [("name:hajin", 1, "first"), ("name:sdf", 1, "names")]


async def test_crawler_looks_and_finishes(newsroom: Newsroom, entry: Entry) -> None:
    """The job of a crawler: pages to look at stand in lanes of their own."""
    newsroom.shows_page("/1", (*PAGE, WITH_SDF * 3))
    newsroom.passes(seconds=SOON.total_seconds())
    crawler = newsroom.retries()
    await crawler.look()
    await asyncio.wait(crawler._look_lanes._workers, timeout=20)
    await crawler.stop(5)
    assert looks_due(newsroom) == []
    assert newsroom.tries_of(entry).tries == 1
    assert len(told(newsroom)) == 2


async def test_busy_host_costs_no_look(newsroom: Newsroom, entry: Entry) -> None:
    """Another crawler reads the site's news just now."""
    newsroom.passes(seconds=SOON.total_seconds())
    other = HostLeases(newsroom.link, "test:")
    async with other.hold(HOST):
        await newsroom.retries().work(entry.id, HOST)
    await other.close()
    assert (newsroom.tries_of(entry).tries, newsroom.tries_of(entry).attempts) == (0, 0)
