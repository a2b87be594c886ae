"""``marsad reread``: archived articles become what today's service makes of their pages, once, and lose nothing."""

from __future__ import annotations

import hashlib
import signal
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive import articles, catching_up, commits, page_tries
from archive.catch_up_steps import Turn
from archive.nouns import Article, BodySource
from scheduler.cli.reread_commands import _configured
from scheduler.environment import read_environment
from scheduler.rereading.asked import Configured, Wanted, WatchlistChanged, reread_pages
from scrapers.reading.keys import url_hash
from tests.archive.world import World, draft, item
from tests.scheduler.command_line import Ran, marsad, marsad_process
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder

NOW = datetime.now(UTC)
LEAD = "دخلت قوات قسد مدينة هجين شرق دير الزور صباح اليوم بعد اشتباكات استمرت ساعات على أطرافها."
REST = (
    "وأضاف المصدر أن الطرق المؤدية إلى المدينة مقطوعة منذ ليلة أمس وأن السكان لزموا بيوتهم.",
    "ولم تصدر عن أي من الجهات المعنية أرقام مؤكدة عن الخسائر حتى ساعة إعداد هذا الخبر.",
)
BOX = "حريق في سوق هجين القديم يلتهم محال الذهب"


class Kept:
    """An archive of articles as an older service has read them, their pages beside them, and the configuration."""

    def __init__(self, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.file = folder / "archive.db"
        self.archive, self.configuration = archive, configuration
        self._world, self._number = World(archive), 0
        self._settings = {
            "CONFIG": str(configuration.path),
            "DATA": str(folder / "data"),
            "DATABASE_URL": f"sqlite:///{self.file}",
        }

    def has(self, body: str, shown: str, *, host: str = "enab.example", age: timedelta = timedelta(hours=1)) -> int:
        """The number of an article that has this body, while its page shows that."""
        self._number += 1
        at, address = NOW - age, f"https://{host}/{self._number}"
        new = replace(item(f"{self._number}", url=address), url_key=url_hash(address), title="خبر اليوم")
        feed = self._world.feed()
        if feed.first_polled_at is None:
            self._world.publishes(feed, at=NOW - timedelta(days=40))
            feed = self._world.feed()
        (entry,) = self._world.claims(self._world.publishes(feed, new, at=at), at=at)
        read = replace(draft(body), url=address, title="خبر اليوم", canonical_url=None, fetched_at=at)
        committed = self.archive.write_now(commits.commit_article, entry, read, [], lambda _: [], at)
        self.archive.write_now(
            articles.keep_raw_page, entry.id, zlib.compress(shown.encode()), "text/html", at, address, ()
        )
        assert committed is not None
        return committed.article_id

    def article(self, number: int) -> Article:
        """The article of that number."""
        found = self.archive.read_now(articles.get_article, number)
        assert found is not None
        return found

    def mentioned(self, number: int) -> set[str]:
        """The names that it mentions."""
        return {mention.name_id for mention in self.archive.read_now(articles.mentions_of, number)}

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.archive.read_now(lambda tx: tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()))  # noqa: S608 - our own

    def configured(self) -> Configured:
        """What the command reads pages by."""
        environment = read_environment({f"MARSAD_{name}": text for name, text in self._settings.items()})
        return _configured(environment, self.archive)

    def rereads(self, *arguments: object) -> Ran:
        """The command."""
        return marsad("reread", *arguments, **self._settings)

    def dies(self, point: str) -> int:
        """The command is killed there; its exit code."""
        return marsad_process("reread", **self._settings, FAILPOINT=point).code


@pytest.fixture
def kept(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Kept:
    """An archive without articles."""
    return Kept(archive, configuration, tmp_path)


def shown(*more: str) -> str:
    """A page with lead, text and what else stands below."""
    return page(title="خبر اليوم", paragraphs=(LEAD, *REST, *more))


def test_lost_lead_comes_back(kept: Kept) -> None:
    """What an older extractor dropped is found, mentioned, and told of once."""
    number = kept.has("\n".join(REST), shown())
    ran = kept.rereads("--json")
    assert (ran.code, kept.article(number).body) == (0, "\n".join((LEAD, *REST)))
    assert kept.mentioned(number) == {"hajin", "sdf"}
    assert (kept.count("alerts"), kept.count("deliveries")) == (2, 2)
    (changed,) = ran.last["articles"]
    assert (changed["came"], changed["gone"], "body" in changed["parts"]) == ([LEAD], [], True)
    assert (ran.last["pages"], ran.last["changed"], ran.last["alerts"]) == (1, 1, 2)
    assert ran.last["mentions_gained"] == len(kept.archive.read_now(articles.mentions_of, number))


def test_second_run_changes_nothing(kept: Kept) -> None:
    """So whoever broke it off begins anew."""
    kept.has("\n".join(REST), shown())
    kept.rereads()
    before = hashlib.sha256(kept.file.read_bytes()).digest()
    ran = kept.rereads("--json")
    assert (ran.last["same"], ran.last["changed"], ran.last["articles"]) == (1, 0, [])
    assert hashlib.sha256(kept.file.read_bytes()).digest() == before


def test_dry_run_writes_nothing(kept: Kept) -> None:
    """But says all that it would do, the lines too."""
    kept.has("\n".join(REST), shown())
    before = hashlib.sha256(kept.file.read_bytes()).digest()
    ran = kept.rereads("--dry-run", "-v")
    assert hashlib.sha256(kept.file.read_bytes()).digest() == before
    assert "1 articles would change" in ran.out
    assert "2 alerts would go out" in ran.out
    assert f"+ {LEAD}" in ran.out
    assert "\x1b" not in ran.out + ran.err
    assert ran.err == ""


@pytest.mark.parametrize("was_told", [False, True])
def test_dry_run_counts_what_a_run_tells(kept: Kept, *, was_told: bool) -> None:
    """Copies in other words are silent, of each other and of what was told before; a twin is not."""
    if was_told:
        kept.has("\n".join((*REST, *REST)), shown("ثم عاد الهدوء."), host="first.example")
        kept.rereads()
    told = kept.count("alerts")
    twin = tuple(line.replace("هجين", "البصيرة").replace("دير الزور", "الرقة") for line in (LEAD, *REST))
    kept.has("\n".join(REST), shown())
    kept.has("\n".join((*REST, *REST)), shown("وقد عاد الهدوء إلى المدينة مساء."), host="wire.example")
    kept.has("\n".join(REST), page(title="خبر آخر", paragraphs=twin), host="other.example")
    kept.has("\n".join(REST), shown("المصدر: وكالات."), host="third.example")
    dry = kept.rereads("--json", "--dry-run").last
    assert kept.count("alerts") == told
    run = kept.rereads("--json").last
    assert (dry["alerts"], dry["changed"]) == (run["alerts"], run["changed"])
    assert kept.count("alerts") == told + run["alerts"]
    assert run["alerts"] > 0


def test_old_news_is_put_right_in_silence(kept: Kept) -> None:
    """Nobody is told today of what happened last week; whoever searches the archive finds it."""
    number = kept.has("\n".join(REST), shown(), age=timedelta(days=3))
    ran = kept.rereads("--json")
    assert (kept.mentioned(number), ran.last["alerts"], kept.count("alerts")) == ({"hajin", "sdf"}, 0, 0)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        (("--site", "enab.example"), {1, 2}),
        (("--site", "WIRE.example"), {3}),
        (("--site", "https://www.wire.example/news"), {3}),
        (("--days", "2"), {2, 3}),
        (("--since", "36h"), {2, 3}),
        (("--since", (NOW - timedelta(days=2)).isoformat()), {2, 3}),
        (("--limit", "1"), {3}),
        (("--site", "other.example"), set()),
    ],
)
def test_only_wanted_pages_are_read(kept: Kept, asked: tuple[str, ...], numbers: set[int]) -> None:
    """By host, age and number."""
    kept.has("\n".join(REST), shown(), age=timedelta(days=5))
    kept.has("\n".join(REST), shown())
    kept.has("\n".join(REST), shown(), host="www.wire.example")
    ran = kept.rereads("--json", "--dry-run", *asked)
    assert {each["article"] for each in ran.last["articles"]} == numbers
    assert ran.last["pages"] == len(numbers)


async def test_changed_list_ends_it(kept: Kept) -> None:
    """The service applies it to the stored articles just now: mentions of the old one must not come back."""
    turn = Turn("crawler", NOW, timedelta(minutes=1))
    await kept.archive.write(catching_up.know_first, "old")
    numbers = [kept.has("\n".join(REST), shown()), kept.has("\n".join((*REST, *REST)), shown("ثم عاد الهدوء."))]

    def progress(done: int, _total: int) -> None:
        if done == 1:
            kept.archive.write_now(catching_up.begin, "new", NOW, turn)

    with pytest.raises(WatchlistChanged):
        await reread_pages(kept.archive, Wanted(NOW - timedelta(days=1)), kept.configured(), progress, writes=True)
    assert [LEAD in kept.article(number).body for number in numbers] == [True, False]


def test_nothing_kept_is_said(kept: Kept) -> None:
    """Pages may not be kept at all."""
    ran = kept.rereads()
    assert (ran.code, "MARSAD_RAW_PAGE_DAYS" in ran.out) == (0, True)


def test_furniture_is_learned_from_the_archive(kept: Kept) -> None:
    """No Redis is there to ask; a line of three pages is the site's, and its mention goes."""
    numbers = []
    for number in range(3):
        own = tuple(f"{line} {'أب' * number} {'جد' * place}" for place, line in enumerate((*REST, *REST)))
        numbers.append(kept.has("\n".join((*own, BOX)), page(title="خبر اليوم", paragraphs=(*own, BOX))))
    kept.rereads()
    assert [BOX in kept.article(number).body for number in numbers] == [False] * 3
    assert [kept.mentioned(number) for number in numbers] == [set()] * 3


def test_rule_of_the_site_is_followed(kept: Kept) -> None:
    """A rule that was written after the page came."""
    number = kept.has("\n".join((LEAD, *REST)), shown("<span class=box>وصفة كعك التمر بالسمن البلدي</span>"))
    kept.configuration.writes(
        "feeds.yaml", 'feeds: []\nsites: [{host: enab.example, body: "article p:first-of-type"}]\n'
    )
    kept.rereads()
    assert kept.article(number).body == LEAD


def test_page_that_is_an_article_after_all(kept: Kept) -> None:
    """It was judged to be none, and would have been asked for again."""
    number = kept.has("ملخص", shown())
    entry = kept.article(number).entry_id
    kept.archive.write_now(
        lambda tx: tx.exec_driver_sql("UPDATE articles SET body_source = 'feed', page_status = 'short_body'")
    )
    kept.archive.write_now(page_tries.plan_tries, entry, "short_body", NOW, NOW + timedelta(hours=1))
    kept.rereads()
    assert (kept.article(number).body_source, kept.article(number).page_status) == (BodySource.PAGE, "ok")
    tries = kept.archive.read_now(page_tries.tries_of, entry)
    assert tries is not None
    assert tries.due_at is None


def test_reason_that_the_page_does_not_show_stays(kept: Kept) -> None:
    """What kept a browser from rendering it is not seen in what was sent; what the page shows is."""
    shell = "<html><body><div id=root></div><script>" + "x" * 5000 + "</script></body></html>"
    for status in ("render_failed", "short_body"):
        number = kept.has("نص الخبر", shell)
        query = f"UPDATE articles SET body_source = 'feed', page_status = '{status}' WHERE id = {number}"  # noqa: S608 - our own
        kept.archive.write_now(lambda tx, query=query: tx.exec_driver_sql(query))
    kept.rereads()
    assert [kept.article(number).page_status for number in (1, 2)] == ["render_failed", "needs_javascript"]


@pytest.mark.parametrize("point", ["inside-replace", "after-reread"])
def test_killed_run_loses_and_doubles_nothing(kept: Kept, point: str) -> None:
    """Each article is one transaction; the next run does the rest."""
    kept.has("\n".join(REST), shown())
    kept.has("\n".join((*REST, *REST)), shown("وقد عاد الهدوء إلى المدينة مساء."))
    assert kept.dies(point) == -signal.SIGKILL
    done = kept.count("alerts") // 2
    assert done == (0 if point == "inside-replace" else 1)
    assert kept.rereads("--json").last["changed"] == 2 - done
    assert (kept.count("alerts"), kept.count("deliveries")) == (2, 2)  # the second is a copy by now


@pytest.mark.parametrize(
    ("file", "asked", "code", "words"),
    [
        ("feeds.yaml", (), 1, "feeds.yaml:1: error"),
        ("alerts.yaml", (), 1, "alerts.yaml:1: error"),
        ("watchlist.yaml", (), 1, "watchlist.yaml:1: error"),
        (None, ("--since", "a while"), 2, "30d"),
        (None, ("--since", "3d", "--days", "3"), 2, "not both"),
    ],
)
def test_mistakes_end_it_at_once(kept: Kept, file: str | None, asked: tuple[str, ...], code: int, words: str) -> None:
    """Pages that are read by half a configuration would lose what its other half gives them."""
    number = kept.has("\n".join(REST), shown())
    if file is not None:
        kept.configuration.writes(file, "nonsense: 1\n")
    ran = kept.rereads(*asked)
    assert (ran.code, words in ran.err, kept.article(number).body) == (code, True, "\n".join(REST))
