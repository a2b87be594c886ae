"""``marsad explain``: the article, what is found in it, and what would be sent or why not, without sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import commits, page_tries
from archive.nouns import AlertPlan
from scrapers.reading.keys import url_hash
from tests.archive.world import MAIL, NOON, World, draft, item
from tests.scheduler.command_line import Ran, marsad
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder

DOUBTFUL = """\
places:
  - {id: hajin, name: Hajin, names: {ar: [{text: هجين, needs: quotes}]}}
  - {id: raqqa, name: Raqqa, names: {ar: [الرقة]}}
rules:
  - {id: both, when: hajin AND raqqa, priority: high}
"""
ROUTED = """\
operator: {email: operator@desk.example}
recipients: [{id: amal, email: amal@desk.example}]
routes: [{priorities: [normal, low], recipients: []}]
"""


ASKING = """\
places: [{id: hajin, name: Hajin, names: {ar: [هجين]}}]
rules: [{id: local, when: "hajin AND source:enab AND tag:east AND tag:trusted AND lang:ar"}]
"""


class Kept:
    """An archive in which articles about Hajin were committed, and the configuration beside it."""

    def __init__(self, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.world = World(archive)
        self._settings = {"CONFIG": str(configuration.path), "DATABASE_URL": f"sqlite:///{folder}/archive.db"}

    def commits(
        self,
        number: int,
        *,
        text: str = "هجين",
        alerts: bool = True,
        first_poll: bool = False,
        warnings: tuple[str, ...] = ("short_text",),
    ) -> None:
        """The article of ``/number`` is committed, an alert to Amal with it."""
        feed = self.world.feed()
        day = timedelta(days=2 if first_poll else 0)
        address = f"https://enab.example/{number}"
        new = replace(item(str(number), url=address), url_key=url_hash(address), published_at=NOON - day)
        if not first_poll and feed.first_polled_at is None:
            self.world.publishes(feed)
            feed = self.world.feed()
        (entry,) = self.world.claims(self.world.publishes(feed, new))
        plan = AlertPlan("name:hajin", 1, "normal", frozenset({"hajin"}), (MAIL,))
        written = replace(draft(text), url=address, warnings=warnings)
        decide = (lambda committed: [] if committed else [plan]) if alerts else (lambda _: [])
        self.world.archive.write_now(commits.commit_article, entry, written, [], decide, NOON)

    def explains(self, url: str, *options: str) -> Ran:
        """What the command says of an address."""
        return marsad("explain", url, *options, **self._settings)


@pytest.fixture
def kept(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Kept:
    """An empty archive."""
    return Kept(archive, configuration, tmp_path)


def explain(configuration: ConfigurationFolder, *arguments: object, given: str | bytes = b"") -> Ran:
    """What the command says with this configuration and an archive of its own."""
    folders = {"CONFIG": str(configuration.path), "DATA": str(configuration.path.parent / "data")}
    return marsad("explain", *arguments, given=given, **folders)


def test_plain_text_is_explained(configuration: ConfigurationFolder) -> None:
    """A person pastes a sentence and sees each name marked in it, what was taken off, and who would be told."""
    ran = explain(configuration, "-", given="اشتبكت وقسد قرب هجين.")
    assert ran.code == 0
    assert "     اشتبكت و[قسد] قرب هجين.\n" in ran.out
    assert "stripped    و-" in ran.out
    assert "would be sent to amal by email" in ran.out
    assert "\x1b" not in ran.out


def test_very_many_mentions_are_counted(configuration: ConfigurationFolder) -> None:
    """A long dump is answered in seconds; that not all of it is shown is said."""
    text = "قسد " * 1200
    ran, told = explain(configuration, "-", given=text), explain(configuration, "-", "--json", given=text).last
    assert "Mentions: 1200\n" in ran.out
    assert "and 1150 more; --json gives the first 1000\n" in ran.out
    assert (len(told["mentions"]), told["mentions_left_out"]) == (1000, 200)


def test_held_back_name_is_explained(configuration: ConfigurationFolder) -> None:
    """The unmet part in words, and the part of the rule that fails for it."""
    configuration.writes("watchlist.yaml", DOUBTFUL)
    ran = explain(configuration, "-", "--json", given="بذور هجين في الرقة")
    (held, counts), (rule,) = ran.last["mentions"], ran.last["rules"]
    assert (held["status"], held["lacks"]) == ("needs_quotes", ["it does not stand in quotation marks"])
    assert (counts["status"], counts["lacks"]) == ("hit", [])
    cause = "each mention of it is held back or part of a longer name"
    assert (rule["holds"], rule["failures"]) == (False, [{"part": "hajin", "cause": cause}])
    assert ran.last["alerts"] == []


def test_another_list_is_tried(configuration: ConfigurationFolder, tmp_path: Path) -> None:
    """A changed list is tried on one article before it is put in force."""
    (tmp_path / "new.yaml").write_text(DOUBTFUL, encoding="utf-8")
    ran = explain(configuration, "-", "--json", "--watchlist", tmp_path / "new.yaml", given="“هجين” و الرقة")
    assert [alert["rule"] for alert in ran.last["alerts"]] == ["both"]


def test_source_of_a_text_is_supposed(configuration: ConfigurationFolder) -> None:
    """A pasted text comes from nowhere; a rule that asks for its source, tags or language can be tried all the same."""
    configuration.writes("watchlist.yaml", ASKING)
    supposed = ("--source", "enab", "--tag", "east", "--tag", "trusted", "--language", "ar")
    ran = explain(configuration, "-", "--json", *supposed, given="هدوء في هجين")
    assert [alert["rule"] for alert in ran.last["alerts"]] == ["local"]
    assert (ran.last["article"]["source"], ran.last["article"]["language"]) == ("enab", "ar")
    for option in supposed[::2]:
        place = supposed.index(option)
        fewer = supposed[:place] + supposed[place + 2 :]
        assert explain(configuration, "-", "--json", *fewer, given="هدوء في هجين").last["alerts"] == []


def test_page_of_a_file_is_extracted(configuration: ConfigurationFolder, tmp_path: Path) -> None:
    """HTML is read as the service reads it: title and body, not the menu."""
    (tmp_path / "page.html").write_text(page(title="هدوء في هجين"), encoding="utf-8")
    article = explain(configuration, tmp_path / "page.html", "--json").last["article"]
    assert (article["origin"], article["title"], article["body_source"]) == ("file", "هدوء في هجين", "page")
    assert article["body_characters"] > 100


def test_title_of_a_file_is_read_once(configuration: ConfigurationFolder, tmp_path: Path) -> None:
    """A headline that stands in the body too is counted as the service counts it."""
    (tmp_path / "page.html").write_text(page(title="هدوء في هجين"), encoding="utf-8")
    mentions = explain(configuration, tmp_path / "page.html", "--json").last["mentions"]
    headlines = [each for each in mentions if each["name_id"] == "hajin" and each["start"] < 20]
    assert [each["field"] for each in headlines] == ["title"]


def test_route_to_nobody_is_told(configuration: ConfigurationFolder) -> None:
    """A rule may hold and yet nobody is told: that is a common reason for a missed alert."""
    configuration.writes("alerts.yaml", ROUTED)
    assert "no route of alerts.yaml leads its priority to anybody" in explain(configuration, "-", given="هجين").out


@pytest.mark.parametrize(("given", "words"), [(b"\xff\xfe\x00", "neither HTML nor UTF-8"), (b"", "no rule holds")])
def test_odd_input_is_told(configuration: ConfigurationFolder, given: bytes, words: str) -> None:
    """A file that is no text is named as such; an empty one is explained as holding nothing."""
    ran = explain(configuration, "-", given=given)
    assert words in ran.out + ran.err


@pytest.mark.parametrize("target", ["news.example/1", "missing.html"])
def test_what_is_neither_file_nor_address_is_told(configuration: ConfigurationFolder, target: str) -> None:
    """An address copied without its beginning is not taken for a lost file in silence."""
    ran = explain(configuration, target, given="")
    assert (ran.code, f"there is no file {target}; an address begins with https://" in ran.err) == (1, True)


def test_file_cannot_move_the_cursor(configuration: ConfigurationFolder) -> None:
    """What strangers wrote is shown without controls or marks that reorder what stands beside it."""
    ran = explain(configuration, "-", given="\x1b[2J\u202eقسد\u2066 في هجين")
    assert not {"\x1b", "\u202e", "\u2066"} & set(ran.out)


def test_archived_article_is_found_by_any_spelling(kept: Kept) -> None:
    """A reader copies an address with its tracking; the archive knows the article, and where its alert went."""
    kept.commits(1)
    ran = kept.explains("https://www.enab.example/1/?utm_source=x")
    assert "Article 1 of the archive" in ran.out
    assert "was told: alert 1 of 2026-11-22 12:00 UTC" in ran.out
    assert "to amal by email: due" in ran.out


def test_origins_are_shown(kept: Kept) -> None:
    """Who wonders about a date sees whether the feed, the page or a guess gave it."""
    kept.commits(1)
    shown = kept.explains("https://enab.example/1").out
    for line in (
        "title       قصف مدفعي على بلدة هجين شرقي دير الزور (feed)",
        "byline      هيئة التحرير (json-ld)",
        "date        2026-11-22 11:55 UTC (guess)",
        "changed     2026-11-22 11:59 UTC\n",
        "section     سوريا\n",
        "own address https://enab.example/a\n",
        "image       https://enab.example/a.jpg\n",
    ):
        assert line in shown
    article = kept.explains("https://enab.example/1", "--json").last["article"]
    assert article["origins"] == {"title": "feed", "author": "json-ld", "published": "guess"}


def test_rendered_page_is_shown_as_such(kept: Kept) -> None:
    """Whoever looks at the page with a reader of his own would find nothing there."""
    kept.commits(1, warnings=("rendered",))
    shown = kept.explains("https://enab.example/1").out
    assert "rendered    by the browser, as the page's scripts fill it\n" in shown
    assert "doubtful" not in shown


def test_way_of_the_body_is_shown(kept: Kept) -> None:
    """Whoever misses a sentence sees whether it was taken away, and as what."""
    kept.commits(1, text="ا" * 83)
    shown = kept.explains("https://enab.example/1").out
    assert "extractor   trafilatura-precision; 14% taken away, 2 lines: شارك | اقرأ أيضا\n" in shown
    assert "doubtful    short_text\n" in shown
    article = kept.explains("https://enab.example/1", "--json").last["article"]
    assert (article["extractor"], article["removed_lines"]) == ("trafilatura-precision", ["شارك", "اقرأ أيضا"])
    assert (article["removed_share"], article["warnings"]) == (0.135, ["short_text"])


def test_tries_of_the_page_are_shown(kept: Kept) -> None:
    """Whoever reads the feed's text alone sees whether the page is still to come."""
    kept.commits(1)
    write, quarter = kept.world.archive.write_now, NOON + timedelta(minutes=15)
    write(page_tries.plan_tries, 1, "blocked", NOON, quarter)
    assert "read again  not yet; next at 2026-11-22 12:15 UTC\n" in kept.explains("https://enab.example/1").out
    write(page_tries.claim_try, 1, "token", quarter, 60.0)
    write(page_tries.end_try, 1, "token", "paywall", quarter, due_at=None)
    ran = kept.explains("https://enab.example/1", "--json")
    assert ran.last["article"]["page_tries"] == {
        "tries": 1, "status": "paywall", "last": quarter.isoformat(), "next": None,
    }  # fmt: skip
    shown = kept.explains("https://enab.example/1").out
    assert "read again  once, last at 2026-11-22 12:15 UTC (paywall); no more\n" in shown


def test_file_that_is_no_article_is_not_matched(configuration: ConfigurationFolder, tmp_path: Path) -> None:
    """A cookie wall is explained as what it is."""
    wall = "<h1>Before you continue</h1><p>We and our partners use cookies in هجين. Accept all or reject all.</p>"
    (tmp_path / "page.html").write_text(f"<html><body>{wall}</body></html>", encoding="utf-8")
    ran = explain(configuration, tmp_path / "page.html", "--json").last
    assert (ran["article"]["page_status"], ran["mentions"]) == ("cookie_wall", [])


def test_copy_is_explained(kept: Kept) -> None:
    """The same text in another outlet is silent, and the alert that told of it is named."""
    kept.commits(1)
    kept.commits(2)
    assert (
        "not sent: a copy of a text that was told of already, by alert 1" in kept.explains("https://enab.example/2").out
    )


def test_backlog_is_explained(kept: Kept) -> None:
    """Old news of a feed's first poll never alerts."""
    kept.commits(1, alerts=False, first_poll=True)
    assert "not sent: old news of its feed's first poll" in kept.explains("https://enab.example/1").out


def test_article_of_another_list_is_explained(kept: Kept) -> None:
    """A name that was added after the article came."""
    kept.commits(1, alerts=False)
    out = kept.explains("https://enab.example/1").out
    assert "was not told when the article came" in out
    assert "would be sent to amal by email" in out
