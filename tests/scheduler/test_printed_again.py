"""News that comes inside a copy: an outlet's own later sentences and corrections are told, others' reprints are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.changes import Change
from tests.archive.conftest import archive, kind, migrated_file, migrated_postgres, postgres, url
from tests.scheduler.printers import Printers

if TYPE_CHECKING:
    from archive.database import Archive

__all__ = ["archive", "kind", "migrated_file", "migrated_postgres", "postgres", "url"]

TITLE = "Shelling hits Hajin before dawn"
LEAD = "Artillery shells hit the town of Hajin before dawn on Monday and no casualties were reported so far by medics."
REST = (
    "Residents said that the shells fell on farmland between the river and the main road, where several families had "
    "put up tents after the floods of last winter. The local council closed the schools for the day and asked people "
    "to stay away from the bridge. A spokesman said that engineers would look at the damaged water station as soon as "
    "the road was safe, and that bakeries had flour for another week."
)
STORY = f"{LEAD} {REST}"
BOMB = "A car bomb exploded in Hajin near the vegetable market shortly after the shelling had ended."
AR_TITLE = "قصف على هجين فجر الاثنين"
AR_LEAD = "سقطت قذائف مدفعية على بلدة هجين فجر الاثنين ولم تسجل إصابات بين المدنيين بحسب مصادر طبية في البلدة."
AR_REST = (
    "وقال سكان إن القذائف سقطت على أراض زراعية بين النهر والطريق حيث نصبت عائلات خياما بعد فيضانات الشتاء الماضي. "
    "وأغلق المجلس المحلي المدارس ودعا الأهالي إلى الابتعاد عن الجسر. وأضاف المتحدث باسمه أن مهندسين سيفحصون محطة "
    "المياه المتضررة حالما يصبح الطريق آمنا وأن لدى المخابز طحينا يكفي أسبوعا آخر."
)
AR_STORY = f"{AR_LEAD} {AR_REST}"


@pytest.fixture
def printers(archive: Archive) -> Printers:
    """Outlets, and a crawler."""
    return Printers(archive)


@pytest.mark.parametrize(
    ("title", "body", "new"),
    [
        (TITLE, f"{STORY} {BOMB}", BOMB),
        ("Car bomb after shelling of Hajin", f"{BOMB} {STORY}", None),
        (TITLE, f"{LEAD} {BOMB} {REST}", BOMB),
        (TITLE, STORY.replace("no casualties were reported so far by medics", "dozens of dead were counted"), None),
        (TITLE, f"{STORY} The army denied that it had shelled Hajin.", "The army denied that it had shelled Hajin."),
        (TITLE, STORY.replace("shells hit the town", "shells did not hit the town"), None),
    ],
)
async def test_outlets_own_later_news_is_told(printers: Printers, title: str, body: str, new: str | None) -> None:
    """It repeats its text and adds what has happened since: its reader must hear of that."""
    assert (await printers.print("enab", TITLE, STORY)).reasons == ["first"]
    later = await printers.print("enab", title, body)
    assert later.alerts
    if new:
        (alert,) = later.alerts
        assert (later.is_copy, alert.reason, alert.revision) == (True, "added", 2)
        assert alert.changes == (Change(new),)


async def test_later_news_in_arabic_is_told(printers: Printers) -> None:
    """The same outlet, the same title, one sentence more."""
    await printers.print("enab", AR_TITLE, AR_STORY)
    bomb = "وانفجرت سيارة مفخخة في هجين قرب سوق الخضار بعد انتهاء القصف بوقت قصير."
    later = await printers.print("enab", AR_TITLE, f"{AR_STORY} {bomb}")
    assert (later.is_copy, later.reasons) == (True, ["added"])
    assert later.alerts[0].changes == (Change(bomb),)


async def test_turn_in_the_next_sentence_is_told(printers: Printers) -> None:
    """The town stands in the first sentence, the dead in the second; what is only appended there is no turn."""
    quiet = f"Shells hit the town of Hajin before dawn. No casualties were reported so far. {REST}"
    deadly = f"Shells hit the town of Hajin before dawn. Dozens of people were killed. {REST}"
    await printers.print("enab", TITLE, quiet)
    signed = quiet.replace("before dawn.", "before dawn. Our correspondent reports from there.")
    assert (await printers.print("enab", TITLE, signed)).reasons == []
    (alert,) = (await printers.print("enab", TITLE, deadly)).alerts
    assert (alert.reason, alert.changes) == ("added", (Change("Dozens of people were killed."),))
    assert (await printers.print("wire", TITLE, quiet.replace("No casualties were", "Many wounded were"))).reasons == []


async def test_later_news_is_told_once(printers: Printers) -> None:
    """Whoever prints it next, the outlet itself or another."""
    await printers.print("enab", TITLE, STORY)
    await printers.print("enab", TITLE, f"{STORY} {BOMB}")
    for outlet in ("enab", "wire", "enab"):
        assert (await printers.print(outlet, TITLE, f"{STORY} {BOMB}")).reasons == []


async def test_other_outlets_background_is_silent(printers: Printers) -> None:
    """A reprint comes with lines of its own, and a full text after a teaser; a second alert would be a nuisance."""
    await printers.print("enab", TITLE, f"{LEAD} {REST[:140]}")
    full = await printers.print("wire", TITLE, f"{STORY} Hajin has been shelled many times since the spring.")
    assert (full.is_copy, full.reasons) == (True, [])
    more = "Hajin lies on the east bank of the river and is known for its melons."
    assert (await printers.print("gazette", TITLE, f"{STORY} {more}")).reasons == []


async def test_what_others_told_is_not_new(printers: Printers) -> None:
    """Readers have it from the first outlet; that the second one prints all of it by and by is no news."""
    await printers.print("enab", TITLE, STORY)
    assert (await printers.print("wire", TITLE, f"{LEAD} {REST[:200]}")).reasons == []
    assert (await printers.print("wire", TITLE, STORY)).reasons == []


@pytest.mark.parametrize(
    "body",
    [
        STORY,
        f"{STORY} Reporting by our correspondent.",
        STORY.replace("before dawn", "at dawn"),
        f"{REST} {LEAD}",
        STORY.replace(". ", ".\n\n"),
        f"{STORY} Last updated 24/11/2026 10:45.",
    ],
)
async def test_outlets_reprint_is_silent(printers: Printers, body: str) -> None:
    """The same item under another address, moved about or brushed up, tells nothing about the name."""
    await printers.print("enab", TITLE, STORY)
    assert (await printers.print("enab", TITLE, body)).reasons == []


async def test_same_address_is_an_edit(printers: Printers) -> None:
    """A feed that brings the same page under other guids brings what reading it again would bring."""
    await printers.print("enab", TITLE, STORY, at="shelling")
    again = await printers.print("enab", TITLE, f"{STORY} {BOMB}", at="shelling")
    assert (again.is_copy, again.reasons) == (True, [])


async def test_late_page_of_a_later_item_is_told(printers: Printers) -> None:
    """Its feed's text repeated what was known; the page says more, whenever it can be read."""
    await printers.print("enab", TITLE, STORY)
    assert (await printers.print("enab", TITLE, f"{LEAD} {REST[:200]}", status="http_5xx")).reasons == []
    assert (await printers.shows_page(f"{STORY} {BOMB}")).reasons == ["added"]


async def test_late_page_of_an_article_that_was_told_is_silent(printers: Printers) -> None:
    """A teaser comes first, then all of it: one article, one alert."""
    assert (await printers.print("enab", TITLE, f"{LEAD} {REST[:200]}", status="http_5xx")).reasons == ["first"]
    assert (await printers.shows_page(f"{STORY} {BOMB}")).reasons == []


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"Correction: {TITLE}", STORY),
        (TITLE, f"Correction: an earlier version of this story named another town.\n{STORY}"),
        (f"Erratum - {TITLE}", STORY),
        (f"Clarification: {TITLE}", STORY),
    ],
)
async def test_printed_correction_is_told_as_one(printers: Printers, title: str, body: str) -> None:
    """It names what it corrects, and is told once, whoever prints it."""
    first = await printers.print("enab", TITLE, STORY)
    (alert,) = (await printers.print("enab", title, body)).alerts
    assert (alert.reason, alert.resembles) == ("corrected", first.alerts[0].article_id)
    assert alert.notice in {title, body.split("\n", maxsplit=1)[0]}
    for outlet in ("wire", "gazette"):
        assert (await printers.print(outlet, title, body)).reasons == []


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("تصحيح: ", "corrected"),
        ("توضيح: ", "corrected"),
        ("اصلاحیه: ", "corrected"),
        ("Исправление: ", "corrected"),
        ("Опровержение: ", "corrected"),
        ("Düzeltme: ", "corrected"),
        ("سحب خبر: ", "retracted"),
        ("Retraction: ", "retracted"),
    ],
)
async def test_other_outlets_correction_is_told(printers: Printers, head: str, reason: str) -> None:
    """A wire takes its report back, and the first to print that is another paper."""
    await printers.print("enab", AR_TITLE, AR_STORY)
    assert (await printers.print("wire", head + AR_TITLE, AR_STORY)).reasons == [reason]


async def test_retraction_without_the_names_is_told(printers: Printers) -> None:
    """What it takes back is known by its text; that Hajin stands there no more is the point."""
    await printers.print("enab", TITLE, STORY)
    elsewhere = STORY.replace("the town of Hajin", "a town")
    back = await printers.print("enab", "Retraction: Shelling before dawn", elsewhere)
    assert (back.is_copy, back.reasons) == (True, ["retracted"])
    assert back.alerts[0].covers == {"hajin"}


async def test_correction_of_figures_is_told_as_one(printers: Printers) -> None:
    """Other facts make it other news; its own words say whose."""
    first = await printers.print("enab", "Three dead in Hajin", f"Three people were killed in Hajin on Monday. {REST}")
    fixed = await printers.print(
        "enab", "Correction: Nine dead in Hajin", f"Nine people were killed in Hajin on Monday. {REST}"
    )
    assert fixed.reasons == ["corrected"]
    assert fixed.alerts[0].resembles == first.alerts[0].article_id


async def test_correction_of_the_place_reaches_who_was_told(printers: Printers) -> None:
    """It was another town: who heard of the first one must hear that it was not."""
    first = await printers.print("enab", TITLE, STORY)
    moved = STORY.replace("Hajin", "Shafa")
    fixed = await printers.print("enab", "Correction: Shelling hits Shafa before dawn", moved)
    told = {alert.rule_id: alert for alert in fixed.alerts}
    assert {rule: alert.reason for rule, alert in told.items()} == {"name:hajin": "corrected", "name:shafa": "first"}
    assert told["name:hajin"].resembles == first.alerts[0].article_id


@pytest.mark.parametrize(
    "more",
    [
        "The ministry denied the report and asked for a correction.",
        "The market saw a correction: prices fell by a tenth.",
        "A clarification by the council is expected.",
    ],
)
async def test_words_of_third_parties_correct_nothing(printers: Printers, more: str) -> None:
    """They stand in the running text of a reprint."""
    await printers.print("enab", TITLE, STORY)
    assert (await printers.print("wire", TITLE, f"{STORY} {more}")).reasons == []


async def test_first_report_that_corrects_is_news(printers: Printers) -> None:
    """Nobody was told of what it corrects, and its reprints correct nothing more."""
    title = f"Correction: {TITLE}"
    assert (await printers.print("enab", title, STORY)).reasons == ["first"]
    assert (await printers.print("wire", title, STORY)).reasons == []
