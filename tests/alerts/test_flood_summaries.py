"""A summary of too many alerts in each form: what brought them, each article with its link, none left out."""

from __future__ import annotations

import json
from dataclasses import replace
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from alerts.channels.email.mail import compose_mail
from alerts.channels.email.options import SmtpOptions
from alerts.channels.webhook.body import BODY_LIMIT, webhook_body
from alerts.channels.webhook.schema import schema
from alerts.flood import FloodGuard
from alerts.message import Reader, SurgePart
from alerts.sample import sample_summary
from archive.causes import CauseKind
from tests.alerts.world import START

if TYPE_CHECKING:
    from alerts.message import SummaryMessage

FEED = SurgePart(CauseKind.FEED, "عنب بلدي", 64, 11, 2.4)
NAME = SurgePart(CauseKind.RULE, "هجين", 12, 3, 0.2, by_name=True)
RULE = SurgePart(CauseKind.RULE, "fighting-in-the-east", 2, 2, 0.0)
FIRST = SurgePart(CauseKind.FIRST_POLL, "Khabur Herald", 7, 1, 0)


def summary(language: str, *surges: SurgePart, total: int = 78) -> SummaryMessage:
    """The sample, as if these had brought it."""
    sample = sample_summary(START, Reader(language, ZoneInfo("Asia/Damascus")))
    return replace(sample, surges=surges, total=total)


def mailed(message: SummaryMessage) -> tuple[str, str, str]:
    """Subject, text and page of its mail."""
    options = SmtpOptions(host="127.0.0.1", port=25, sender="Marsad <marsad@desk.example>")
    mail = message_from_bytes(compose_mail(message, "a@desk.example", "key", options, START), policy=policy.default)
    parts = [mail.get_body((kind,)) for kind in ("plain", "html")]
    plain, page = (part.get_content() for part in parts if part is not None)
    return str(mail["Subject"]), plain, page


@pytest.mark.parametrize(
    ("language", "subject", "lines"),
    [
        (
            "en",
            "[Marsad] Many alerts at once: 78 articles",
            (
                "عنب بلدي: 64 articles within 11 minutes; usually it is about 2 an hour.",
                "هجين: named in 12 articles within 3 minutes; usually it is less than one an hour.",
                "Rule fighting-in-the-east: 2 articles within 2 minutes;",
                "None is dropped",
            ),
        ),
        (
            "ar",
            "[مرصد] تنبيهات كثيرة دفعة واحدة: 78 مقالًا",
            (
                "عنب بلدي: 64 مقالًا خلال 11 دقيقة، والمعتاد نحو اثنين في الساعة.",
                "هجين: ورد الاسم في 12 مقالًا خلال 3 دقائق، والمعتاد أقل من واحد في الساعة.",
                "القاعدة fighting-in-the-east: مقالان اثنان خلال دقيقتين،",
                "لم يُحذف منها شيء",
            ),
        ),
    ],
)
def test_mail_says_what_brought_them(language: str, subject: str, lines: tuple[str, ...]) -> None:
    """In the subject how many, in both bodies each feed and rule, and that nothing is lost."""
    told, plain, page = mailed(summary(language, FEED, NAME, RULE))
    assert told == subject
    for text in (plain, page):
        assert [words for words in (*lines, "https://example.org/news/test") if words not in text] == []


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("en", "[Marsad] Read for the first time: 7 articles", "Khabur Herald: 7 articles when it was read for the"),
        ("ar", "[مرصد] قراءة أولى: 7 مقالات", "Khabur Herald: 7 مقالات عند قراءته أول مرة."),
    ],
)
def test_first_poll_is_no_flood(language: str, subject: str, line: str) -> None:
    """Whoever added the feed expects them."""
    told, plain, page = mailed(summary(language, FIRST, total=7))
    assert told == subject
    assert (line in plain, line in page) == (True, True)


def test_call_says_what_brought_them() -> None:
    """A program tells a flood from a changed list by its cause."""
    body = json.loads(webhook_body(summary("en", FEED, NAME)))
    jsonschema.validate(body, schema())
    assert (body["type"], body["data"]["cause"], body["data"]["total"]) == ("summary.created", "flood", 78)
    assert [line.partition(":")[0] for line in body["data"]["brought"]] == ["عنب بلدي", "هجين"]


def test_call_lists_every_article_of_a_part() -> None:
    """As many as a part has fit into 20 kB, with long Arabic titles and links too."""
    message = summary("ar", *(replace(FEED, name="اسم" * 50) for _ in range(30)))
    long = replace(
        message.items[0],
        title="قصف مدفعي على بلدة هجين شرقي دير الزور " * 4,
        url=f"https://a.example/{'%D9%82' * 60}",
        names=("قوات سوريا الديمقراطية",) * 3,
    )
    parts = FloodGuard().listed("desk-hook")
    body = webhook_body(replace(message, items=(long,) * parts))
    assert (len(body) < BODY_LIMIT, len(json.loads(body)["data"]["articles"])) == (True, parts)


def articles(message: SummaryMessage) -> list[dict[str, str | None]]:
    """What its call lists, in a body that is valid and not too long."""
    body = webhook_body(message)
    assert len(body) < BODY_LIMIT
    data = json.loads(body)
    jsonschema.validate(data, schema())
    found: list[dict[str, str | None]] = data["data"]["articles"]
    return found


def test_long_links_push_no_article_out_of_a_call() -> None:
    """A feed of endless links loses those, and takes nothing from the article beside them."""
    message = summary("ar", FEED)
    bad = replace(message.items[0], url=f"https://bad.example/{'a' * 2900}", title="ب" * 200)
    good = replace(message.items[0], title="قصف هجين")
    parts = FloodGuard().listed("desk-hook")
    listed = articles(replace(message, items=(*(bad,) * (parts - 1), good), total=parts))
    assert (len(listed), listed[-1]["title"], listed[-1]["url"]) == (parts, good.title, good.url)
    assert {each["url"] for each in listed[:-1]} == {None}


@pytest.mark.parametrize("letters", [100, 150, 160])
def test_arabic_links_of_the_usual_kind_stay_in_a_call(letters: int) -> None:
    """Six bytes a letter: most keep their links, and all their articles are listed."""
    message = summary("ar", FEED)
    slug = ("اشتباكات-عنيفة-في-محيط-هجين-" * 9)[:letters]
    long = replace(message.items[0], title=slug.replace("-", " "), url=f"https://sana.example/ar/{slug}")
    listed = articles(replace(message, items=(long,) * 15, total=15))
    assert (len(listed), sum(each["url"] is not None for each in listed) >= 10) == (15, True)


@pytest.mark.parametrize("letter", ["\x01", "\U0001f525", '"', "ق"])
def test_call_lists_its_articles_whatever_they_are_made_of(letter: str) -> None:
    """Letters that take six bytes, in every field: what is left is short, and nothing is left out."""
    message = summary("en", *(replace(FEED, name=letter * 200) for _ in range(30)))
    rules, names = (letter * 300,) * 9, (letter * 300,) * 9
    long = replace(message.items[0], title=letter * 900, outlet=letter * 300, rules=rules, names=names)
    assert len(articles(replace(message, items=(long,) * 15, total=15))) == 15


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 more are not listed here. Whoever runs Marsad lists them all with: marsad deliveries articles 7"),
        ("ar", "و2 غيرها ليست في هذه القائمة. يعرضها كلها لمن يشغّل مرصد الأمر: marsad deliveries articles 7"),
    ],
)
def test_what_has_no_room_is_counted_and_can_be_listed(language: str, words: str) -> None:
    """Of more than five hundred at once; in both bodies of a mail and in a call."""
    message = replace(summary(language, FEED, total=3), list_all="marsad deliveries articles 7")
    _, plain, page = mailed(message)
    assert (words in plain, words in page) == (True, True)
    data = json.loads(webhook_body(message))["data"]
    assert (data["total"], len(data["articles"]), data["list_all"]) == (3, 1, "marsad deliveries articles 7")
