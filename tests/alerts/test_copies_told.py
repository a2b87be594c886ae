"""What an alert says of copies of its article, of what is new in it, and of reports that it resembles."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from lxml import html

from alerts.channels.email.copies import NAME_LIMIT, NOTICE_LIMIT, copy_lines, what_is_new
from alerts.channels.email.page import html_body
from alerts.channels.email.plain import plain_body
from alerts.channels.email.subject import subject
from alerts.channels.webhook.body import BODY_LIMIT, webhook_body
from alerts.channels.webhook.schema import schema
from alerts.composing import compose_alert
from alerts.message import AlertMessage, Reader
from alerts.news import Reason
from alerts.sample import sample_alert
from alerts.thread import Reprints, Version
from alerts.wording import wording_for
from alerts.wording.plurals import plural
from archive.changes import Change
from archive.nouns import Alert, Article, BodySource, Mention
from tests.alerts.world import START

DAMASCUS = ZoneInfo("Asia/Damascus")
RTL, LTR = "\u200f", "\u200e"
GAZETTE = Version("Gazette", "https://gazette.example/1", START - timedelta(minutes=20))
FURAT = Version("جريدة الفرات", "https://furat.example/هجين", START - timedelta(minutes=5))
LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 8)


def message(language: str = "en", **changes: object) -> AlertMessage:
    """An alert to a reader of that language."""
    plain = replace(sample_alert(START, Reader(language, DAMASCUS)), is_test=False, reprints=Reprints())
    return replace(plain, **changes)  # type: ignore[arg-type]


def lines(told: AlertMessage) -> list[str]:
    """What stands in a mail about copies."""
    return [line.text for line in copy_lines(told)]


@pytest.mark.parametrize(
    ("count", "english", "arabic"),
    [
        (1, "Also in one other outlet: A", "نُشر أيضًا في مصدر آخر: A"),
        (2, "Also in 2 outlets: A, B", "نُشر أيضًا في مصدرين آخرين: A، B"),
        (3, "Also in 3 outlets: A, B, C", "نُشر أيضًا في 3 مصادر أخرى: A، B، C"),
        (4, "Also in 4 outlets: A, B, C and 1 more", "نُشر أيضًا في 4 مصادر أخرى: A، B، C ومصدر آخر"),
        (5, "Also in 5 outlets: A, B, C and 2 more", "نُشر أيضًا في 5 مصادر أخرى: A، B، C ومصدران آخران"),
        (10, "Also in 10 outlets: A, B, C and 7 more", "نُشر أيضًا في 10 مصادر أخرى: A، B، C و7 مصادر أخرى"),
        (11, "Also in 11 outlets: A, B, C and 8 more", "نُشر أيضًا في 11 مصدرًا آخر: A، B، C و8 مصادر أخرى"),
        (103, "Also in 103 outlets: A, B, C and 100 more", "نُشر أيضًا في 103 مصادر أخرى: A، B، C و100 مصدر آخر"),
        (114, "Also in 114 outlets: A, B, C and 111 more", "نُشر أيضًا في 114 مصدرًا آخر: A، B، C و111 مصدرًا آخر"),
    ],
)
def test_other_outlets_are_counted(count: int, english: str, arabic: str) -> None:
    """Three are named and the rest counted, in the forms that the language has for that many."""
    reprints = Reprints(LETTERS[:count])
    assert lines(message("en", reprints=reprints)) == [english]
    assert [line.replace(RTL, "") for line in lines(message("ar", reprints=reprints))] == [arabic]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 99, 100, 101, 102, 1000, 1_000_011])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_number_has_a_form(language: str, count: int) -> None:
    """No number of outlets leaves a field of a template unfilled."""
    for forms in (wording_for(language).copies.also_in, wording_for(language).copies.more_outlets):
        assert "{" not in plural(forms, count, language).format(count=count, outlets="x")


@pytest.mark.parametrize(
    ("reason", "changes", "english", "arabic"),
    [
        (Reason.FIRST, [], None, None),
        (
            Reason.NAMES,
            ["قسد", "SDF"],
            f"New in this version: {LTR}قسد{LTR}, SDF",
            f"الجديد في هذه النسخة: قسد، {RTL}SDF{RTL}",
        ),
        (Reason.FIGURES, ["3 → 5"], "Changed figures: 3 → 5", f"أرقام تغيّرت: {RTL}3{RTL} ← {RTL}5{RTL}"),
        (Reason.FIGURES, ["7", "12"], "New figures: 7, 12", f"أرقام جديدة: {RTL}7{RTL}، {RTL}12{RTL}"),
        (
            Reason.ADDED,
            ["A car bomb exploded in Hajin.", "SDF fled."],
            "New in this copy: A car bomb exploded in Hajin. | SDF fled.",
            f"الجديد في هذا النص: {RTL}A car bomb exploded in Hajin.{RTL} | {RTL}SDF fled.{RTL}",
        ),
        (Reason.CORRECTED, [], "Corrected by its outlet.", "صحّح المصدر هذا الخبر."),
        (
            Reason.CORRECTED,
            ["SDF"],
            "Corrected by its outlet. New in this version: SDF",
            f"صحّح المصدر هذا الخبر. الجديد في هذه النسخة: {RTL}SDF{RTL}",
        ),
        (Reason.RETRACTED, [], "Retracted by its outlet.", "سحب المصدر هذا الخبر."),
        (
            Reason.RESEMBLES,
            ["هجين → البوكمال"],
            f"Like an earlier report, but: {LTR}هجين{LTR} → {LTR}البوكمال{LTR}",
            "يشبه خبرًا سابقًا، مع اختلاف: هجين ← البوكمال",
        ),
        (Reason.RESEMBLES, [], None, None),
    ],
)
def test_first_line_says_what_is_new(
    reason: Reason, changes: list[str], english: str | None, arabic: str | None
) -> None:
    """A reader who knows the news sees at once why he is told again; arrows point the way in which he reads."""
    told = {"reason": reason, "changes": tuple(map(Change.from_text, changes))}
    assert what_is_new(message("en", **told)) == english
    assert what_is_new(message("ar", **told)) == arabic


def test_notice_is_quoted() -> None:
    """What an outlet says of its mistake is told in its words, on one line that ends, beside the new names."""
    notice = "تصحيح: ذكرت نسخة سابقة\nأن البلدة هجين."
    told = {"reason": Reason.CORRECTED, "notice": notice, "changes": (Change("SDF"),)}
    quoted = f"{LTR}تصحيح: ذكرت نسخة سابقة أن البلدة هجين.{LTR}"
    assert what_is_new(message("en", **told)) == f"Corrected by its outlet: “{quoted}” New in this version: SDF"
    assert (what_is_new(message("ar", **told)) or "").startswith("صحّح المصدر هذا الخبر: «تصحيح: ذكرت")
    assert len(what_is_new(message(reason=Reason.RETRACTED, notice="س" * 5_000)) or "") < 400
    assert json.loads(webhook_body(message(**told)))["data"]["notice"] == notice


def test_new_name_is_told_as_the_article_has_it() -> None:
    """An alert keeps its id; a figure is nobody's id."""
    changes = (Change("hajin"), Change("5", "3"))
    told_of = frozenset({"hajin"})
    alert = Alert(1, "name:hajin", 1, 2, 1, "high", told_of, START, "retracted", None, changes, notice="سُحب الخبر")
    article = Article(
        1, 1, 1, 1, "https://a.example/", "ط", "هجين", "ar", None, START, BodySource.PAGE, "ok", "", START, START
    )
    found = Mention("hajin", "place", "Hajin", "هجين", "text", 0, 4, "hit")
    told = compose_alert(alert, article, [found], outlet="جريدة", seen_at=START, reader=Reader("en", DAMASCUS))
    assert (told.changes, told.notice) == ((Change("Hajin"), Change("5", "3")), "سُحب الخبر")


def test_resembled_report_is_named() -> None:
    """Whose report it was, when, what differs, and where to read it."""
    told = message(reason=Reason.RESEMBLES, changes=(Change("5", "3"),), resembled=GAZETTE)
    time = "2026-11-22 17:45 (Asia/Damascus), 14:45 UTC"
    assert what_is_new(told) == f"Like an earlier report of Gazette at {time}, but: 3 → 5"
    assert f"Earlier report: Gazette, {time}\nhttps://gazette.example/1\n" in plain_body(told)
    assert html.fromstring(html_body(told)).xpath("//a[@href='https://gazette.example/1']")


def test_first_alert_names_the_versions() -> None:
    """Where the news came from, and where most of it stands; later alerts do not repeat it."""
    told = message(reprints=Reprints(("Gazette", FURAT.outlet), GAZETTE, FURAT))
    assert [line.partition(":")[0] for line in lines(told)] == [
        "Also in 2 outlets",
        "Earliest version",
        "Fullest version",
    ]
    assert [line.url for line in copy_lines(told)][1:] == [
        GAZETTE.url,
        "https://furat.example/%D9%87%D8%AC%D9%8A%D9%86",
    ]
    assert len(lines(replace(told, revision=2))) == 1
    both = message(reprints=Reprints(("Gazette",), GAZETTE, GAZETTE))
    assert lines(both)[1].startswith("Earliest and fullest version: Gazette, 2026-11-22 17:45")


def test_times_stand_in_order_in_arabic() -> None:
    """A date between Arabic words would be read backwards."""
    (_, line) = lines(message("ar", reprints=Reprints(("Gazette",), GAZETTE)))
    assert line.endswith(f"{RTL}Gazette{RTL}، {LTR}2026-11-22 17:45 (Asia/Damascus), 14:45 UTC{LTR}{RTL}")
    assert f"أول رصد: {LTR}2026-11-22 18:05 (Asia/Damascus), 15:05 UTC{LTR}" in plain_body(message("ar"))


@pytest.mark.parametrize(
    ("reason", "english", "arabic"),
    [
        (Reason.NAMES, "[Update] ", "[تحديث] "),
        (Reason.FIGURES, "[Update] ", "[تحديث] "),
        (Reason.ADDED, "[Update] ", "[تحديث] "),
        (Reason.CORRECTED, "[Corrected] ", "[تصحيح] "),
        (Reason.RETRACTED, "[Retracted] ", "[سُحب الخبر] "),
        (Reason.FIRST, "مدينة", "مدينة"),
        (Reason.RESEMBLES, "مدينة", "مدينة"),
    ],
)
def test_subject_marks_later_alerts(reason: Reason, english: str, arabic: str) -> None:
    """In a list of mails a correction is not one more piece of news."""
    assert subject(message("en", reason=reason)).startswith(english)
    assert subject(message("ar", reason=reason)).startswith(arabic)


@pytest.mark.parametrize("text", ["<b>x</b>", "a\nBcc: x", "\u202egnp.exe", "{{7*7}}{changes}", "ط" * 900])
def test_outlets_and_changes_are_only_text(text: str) -> None:
    """An outlet's name or a word of an article is no markup, no line of its own, no override, and has an end."""
    outlets = Reprints((text,), Version(text, "javascript:alert(1)", START))
    told = message(
        reason=Reason.RESEMBLES,
        changes=(Change(text, text),),
        reprints=outlets,
        resembled=replace(GAZETTE, outlet=text),
    )
    for line in (what_is_new(told) or "", *lines(told)):
        assert "\n" not in line
        assert "\u202e" not in line
        assert len(line) < 4 * NAME_LIMIT + 100
    tree = html.fromstring(html_body(told))
    assert not tree.xpath("//p/b | //a[starts-with(@href, 'javascript')]")
    assert len(webhook_body(told)) < BODY_LIMIT


@pytest.mark.parametrize("changes", [3, 20])
@pytest.mark.parametrize("letter", ["a", "\x01", '"', "ط"])
def test_call_stays_small_with_copies(letter: str, changes: int) -> None:
    """Links and names of other outlets swell no call beyond what receivers take."""
    version = Version(letter * 300, "https://a.example/" + "x" * 2_900, START)
    told = message(
        reason=Reason.RESEMBLES,
        changes=(Change(letter * 500, letter * 500),) * changes,
        reprints=Reprints((letter * 300,) * 400, version, version),
        resembled=version,
        url=version.url,
        outlet=letter * 500,
        author=letter * 500,
    )
    body = webhook_body(told)
    assert len(body) < BODY_LIMIT
    jsonschema.validate(json.loads(body), schema())
    assert json.loads(body)["data"]["copies"]["outlets_total"] == 400


def test_added_sentences_are_told_whole() -> None:
    """A name is cut sooner: a sentence that ends in its middle says nothing."""
    sentence = f"{'انفجرت سيارة مفخخة قرب سوق الخضار ' * 8}في هجين."
    told = message(reason=Reason.ADDED, changes=(Change(sentence),), revision=2)
    assert sentence in (what_is_new(told) or "")
    assert sentence in plain_body(told)
    assert json.loads(webhook_body(told))["data"]["changes"] == [{"after": sentence, "before": None}]
    longer = message(reason=Reason.ADDED, changes=(Change("س" * 5_000),) * 3)
    assert len(what_is_new(longer) or "") < 3 * NOTICE_LIMIT + 100


def test_correction_names_what_it_corrects() -> None:
    """Another item makes it: the one that it is about is linked."""
    told = message(reason=Reason.CORRECTED, notice="Correction: the town was Hajin.", resembled=GAZETTE, revision=2)
    assert "Earlier report: Gazette, " in plain_body(told)
    data = json.loads(webhook_body(told))["data"]
    assert (data["reason"], data["resembles"]["url"]) == ("corrected", GAZETTE.url)


def test_call_tells_what_is_new() -> None:
    """A receiver's program reads what a person reads."""
    told = message(
        reason=Reason.FIGURES, changes=(Change("5", "3"),), revision=2, reprints=Reprints(("Gazette",), None, FURAT)
    )
    data = json.loads(webhook_body(told))["data"]
    assert (data["reason"], data["changes"]) == ("figures", [{"after": "5", "before": "3"}])
    assert data["copies"]["outlets"] == ["Gazette"]
    assert data["copies"]["fullest"]["url"] == "https://furat.example/%D9%87%D8%AC%D9%8A%D9%86"
    assert data["resembles"] is None
