"""``marsad explain`` about copies: the group, the closest earlier article, what both share, what the guard saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from alerts.news import Reason
from archive import commits
from archive.changes import Change
from archive.comparisons import Comparison
from archive.nouns import AlertPlan
from archive.tables import alerts, article_revisions, articles, held_alerts
from scheduler.compiling import compile_watchlist
from scheduler.explaining.archived import told_of
from scheduler.explaining.copies import likely_copies
from scheduler.explaining.fates import Fate, RuleFate, fates
from scheduler.explaining.subject import Place, ReadPage, Source, Subject
from scrapers.copies.nouns import Text
from scrapers.copies.sketching import sketch_of
from scrapers.reading.keys import url_hash
from tests.archive.world import MAIL, World, draft, item, key
from tests.scheduler.command_line import Ran, marsad
from tests.scheduler.desk import WATCHLIST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive.database import Archive
    from archive.nouns import Alert
    from tests.scheduler.desk import ConfigurationFolder

REPORT = (
    "قتل ثلاثة مزارعين وأصيب خمسة آخرون بانفجار لغم أرضي من مخلفات الحرب في محيط بلدة هجين شرقي محافظة دير الزور صباح "
    "اليوم، بحسب مصدر في المجلس المحلي. وقال المصدر إن المزارعين كانوا في طريقهم إلى حقولهم حين انفجر اللغم بسيارتهم "
    "على طريق ترابي قرب ضفة النهر، وإن فرق الإسعاف نقلت الجرحى إلى مستشفى البلدة وحالة اثنين منهم خطيرة."
)


class Copied:
    """An archive of which the first article was told, and the configuration beside it."""

    def __init__(self, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.world = World(archive)
        self.now = datetime.now(UTC)
        self._settings = {"CONFIG": str(configuration.path), "DATABASE_URL": f"sqlite:///{folder}/archive.db"}

    def commits(self, number: int, text: str, **compared: object) -> None:
        """The article of ``/number`` is committed; who has not been told of it yet is."""
        address = f"https://enab.example/{number}"
        new = replace(item(str(number), url=address), url_key=url_hash(address))
        (entry,) = self.world.claims(self.world.publishes(self.world.feed(), new, at=self.now), at=self.now)
        comparison = Comparison(prints=sketch_of(Text(address, "", "", text, None)).to_bytes(), **compared)  # type: ignore[arg-type]
        written = replace(draft(text), url=address, text_hash=key(text))
        self.world.archive.write_now(
            commits.commit_article, entry, written, [], self._told, self.now, comparison=comparison
        )

    def explains(self, target: str, *options: str, given: str = "") -> Ran:
        """What the command says of an address or of a text."""
        return marsad("explain", target, *options, given=given, **self._settings)

    def finds(self, address: str, text: str) -> tuple[RuleFate, ...]:
        """What the command finds of a page that it has fetched."""
        subject = Subject(Place.FETCHED, Source(address), address, "", text, "ar", None, self.now, "page", "ok")
        copies = self.world.archive.read_now(likely_copies, ReadPage(subject, key(text)), self.now)
        told = self.world.archive.read_now(told_of, copies.group or 0)
        evaluation = compile_watchlist(WATCHLIST.encode()).evaluate(subject.text)
        return fates(evaluation, subject, told, None, copies)

    def _told(self, committed: Sequence[Alert]) -> list[AlertPlan]:
        plan = AlertPlan("name:hajin", 1, "normal", frozenset({"hajin"}), (MAIL,), figures=frozenset({"3", "5", "2"}))
        return [] if committed else [plan]


@pytest.fixture
def copied(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> Copied:
    """An archive with the report."""
    found = Copied(archive, configuration, tmp_path)
    found.commits(1, REPORT)
    return found


def test_group_and_closest_are_shown(copied: Copied) -> None:
    """Who else has the text, which of them is closest, and how much of it."""
    copied.commits(2, REPORT[:300], relation="copy", elder_id=1, shared=0.934, joins=True)
    out = copied.explains("https://enab.example/2").out
    assert "Copies: 1\n  article 1   " in out
    assert "closest     article 1, " in out
    assert ", عنب بلدي\n" in out
    assert "shared      93% of the shorter text: a copy of it\n" in out
    assert "not sent: a copy of a text that was told of already, by alert 1" in out


def test_facts_that_differ_are_shown(copied: Copied) -> None:
    """Why a report in the words of another one was no copy of it."""
    copied.commits(2, REPORT.replace("هجين", "الشعفة"), relation="other_facts", elder_id=1, shared=0.97,
                   differing=("هجين → الشعفة", "3 → 5"))  # fmt: skip
    ran = copied.explains("https://enab.example/2")
    assert "Copies: 0\n" in ran.out
    assert "shared      97% of the shorter text: no copy: the same words, other facts\n" in ran.out
    assert "differs     هجين → الشعفة\n  differs     3 → 5\n" in ran.out
    closest = copied.explains("https://enab.example/2", "--json").last["copies"]["closest"]
    assert (closest["article"], closest["relation"], closest["shared"]) == (1, "other_facts", 0.97)
    assert closest["differing"] == ["هجين → الشعفة", "3 → 5"]


def test_text_is_compared_with_the_archive(copied: Copied) -> None:
    """A reprint that is pasted or fetched is held against the articles of the last days, as the service would."""
    out = copied.explains("-", given=f"{REPORT} خاص بالموقع.").out
    assert "Copies: 1\n" in out
    assert "of the shorter text: a copy of it\n" in out
    assert "not sent: a copy of a text that was told of already, by alert 1" in out


def test_other_title_over_the_same_words_is_shown(copied: Copied) -> None:
    """An outlet whose pages cannot be read gives one text under all titles; the service tells each, however old."""
    now = copied.now + timedelta(days=30)
    page = Subject(
        Place.FETCHED, Source(), "https://enab.example/9", "إضراب التجار", REPORT, "ar", None, now, "page", "ok"
    )
    own, reprint = (
        copied.world.archive.read_now(likely_copies, ReadPage(replace(page, url=url), key(REPORT)), now)
        for url in ("https://enab.example/9", "https://b.example/9")
    )
    assert (own.group, own.closest and own.closest.relation) == (None, "series")
    assert (reprint.group, reprint.closest and reprint.closest.relation) == (1, "copy")


def test_added_figures_are_shown(copied: Copied) -> None:
    """A copy that tells another number beside the name would be sent, and why."""
    given = f"{REPORT} وفي هجين أحصى المجلس 41 لغمًا خلال عام."
    ran = copied.explains("-", given=given)
    assert "a copy of a text that was told of already; new figures: 41\n" in ran.out
    (alert,) = copied.explains("-", "--json", given=given).last["alerts"]
    assert (alert["fate"], alert["reason"], alert["changes"]) == ("would_be_sent", "figures", ["41"])


def test_added_sentence_is_shown(copied: Copied) -> None:
    """Of a page of the same outlet that is not archived: what it says more, and that this would be sent."""
    bomb = "وانفجرت سيارة مفخخة في هجين قرب سوق الخضار."
    (found,) = copied.finds("https://enab.example/later", f"{REPORT} {bomb}")
    assert (found.fate, found.reason, found.changes) == (Fate.UNROUTED, Reason.ADDED, (Change(bomb),))
    (found,) = copied.finds("https://wire.example/later", f"{REPORT} {bomb}")
    assert found.fate is Fate.COPY


def test_correction_of_a_copy_is_shown(copied: Copied) -> None:
    """A text that begins with it, as it would be told."""
    notice = "تصحيح: وقع الانفجار في محيط هجين."
    given = f"{notice}\n{REPORT}"
    out = copied.explains("-", given=given).out
    assert f"a copy of a text that was told of already; it is a correction: {notice}\n" in out
    (alert,) = copied.explains("-", "--json", given=given).last["alerts"]
    assert (alert["fate"], alert["reason"], alert["notice"]) == ("would_be_sent", "corrected", notice)


def test_why_an_alert_was_told_is_shown(copied: Copied) -> None:
    """As it was kept, whatever the archive would say of it today."""
    told = {"reason": "added", "changes": (Change("وانفجرت سيارة في هجين."),)}
    copied.world.archive.write_now(lambda tx: tx.execute(update(alerts).values(told)))
    out = copied.explains("https://enab.example/1").out
    assert "UTC; new in this copy: وانفجرت سيارة في هجين.\n" in out
    (alert,) = copied.explains("https://enab.example/1", "--json").last["alerts"]
    assert (alert["fate"], alert["reason"], alert["changes"]) == ("told", "added", ["وانفجرت سيارة في هجين."])


def test_other_news_is_like_nothing(copied: Copied) -> None:
    """Another text has no group and no closest article."""
    told = copied.explains("-", "--json", given="هدوء في هجين منذ الصباح").last
    assert told["copies"] == {"others": [], "closest": None}
    assert [alert["reason"] for alert in told["alerts"]] == ["first"]


def test_held_alert_is_shown(copied: Copied) -> None:
    """That an alert waits to be told with others, and until when."""
    values = {"alert_id": 1, "recipient": "amal", "channel": "email", "cause": "rule:name:hajin", "tell_at": copied.now}
    copied.world.archive.write_now(lambda tx: tx.execute(held_alerts.insert(), values))
    out = copied.explains("https://enab.example/1").out
    assert f"to amal by email: held, to be told with others at {copied.now:%Y-%m-%d %H:%M} UTC\n" in out
    (alert,) = copied.explains("https://enab.example/1", "--json").last["alerts"]
    assert alert["held"] == [{"recipient": "amal", "channel": "email", "until": copied.now.isoformat()}]


def test_edits_are_shown(copied: Copied) -> None:
    """That an article said something else before."""
    row = {"article_id": 1, "number": 1, "title": "قديم", "body": "نص", "text_hash": key("نص"), "changed": 0.25}
    values = {**row, "replaced_at": copied.now}
    copied.world.archive.write_now(lambda tx: tx.execute(article_revisions.insert(), values))
    ran = copied.explains("https://enab.example/1")
    assert f"edited      once, last at {copied.now:%Y-%m-%d %H:%M} UTC (25% changed)\n" in ran.out
    (revision,) = copied.explains("https://enab.example/1", "--json").last["article"]["revisions"]
    assert (revision["title"], revision["changed"]) == ("قديم", 0.25)


def test_correction_is_shown_of_rules_that_hold_no_more(copied: Copied) -> None:
    """Who had heard of the first town was told that it was another one; its name stands in this text no more."""
    copied.commits(2, REPORT.replace("هجين", "السوسة"))
    copied.world.archive.write_now(lambda tx: tx.execute(update(articles).values(title="تصحيح")))
    out = copied.explains("https://enab.example/2").out
    assert "name:hajin (normal)" in out
    assert "was told: alert 2 of " in out
