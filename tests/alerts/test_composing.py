"""What of an article an alert tells."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from alerts.composing import TITLE_LIMIT, compose_alert, told_mentions
from alerts.message import AlertMessage, Reader, sendable
from alerts.reading import read_message
from alerts.reasons import why
from alerts.sample import sample_alert
from alerts.thread import Thread, Version
from archive.nouns import Alert, Article, BodySource, Mention, Origin, Origins
from tests.alerts.world import BODY, START, World, operator

HIT = Mention("hajin", "place", "هجين", "هجين", "text", 36, 40, "hit")
ALERT = Alert(1, "name:hajin", 1, 1, 1, "high", frozenset({"hajin"}), START)


def test_only_covered_hits_are_told() -> None:
    """A doubtful mention and a name the alert is not about stay out of it."""
    doubtful = replace(HIT, status="needs_context", start=1)
    other = replace(HIT, name_id="sdf", name="قسد")
    assert told_mentions(ALERT, [doubtful, other, HIT]) == (HIT,)


def test_hits_are_told_in_reading_order() -> None:
    """The title comes first, then the text from its beginning."""
    title = replace(HIT, field="title", start=9, end=13)
    early = replace(HIT, start=2, end=6)
    assert told_mentions(ALERT, [HIT, early, title]) == (title, early, HIT)


def test_alert_without_names_tells_every_hit() -> None:
    """A rule may cover nothing; its alert still shows what was found."""
    assert told_mentions(replace(ALERT, covers=frozenset()), [HIT]) == (HIT,)


@pytest.mark.parametrize("rule_id", ["name:hajin", "fighting"])
def test_words_that_are_gone_are_said_to_be(rule_id: str) -> None:
    """The page was read again while the mail server was down: another name that stands there is not why he is told."""
    article = Article(
        1, 1, 1, 1, "https://a.example/", "ط", "", "ar", None, START, BodySource.PAGE, "ok", "", START, START
    )
    other = replace(HIT, name_id="sdf", name="قسد")
    alert, reader = replace(ALERT, rule_id=rule_id), Reader("en", ZoneInfo("UTC"))
    message = compose_alert(alert, article, [other], outlet="جريدة", seen_at=START, reader=reader)
    assert (message.names, message.mentions, message.excerpts) == (("hajin",), (), ())
    assert "hajin" in why(message)
    assert why(message).endswith("the words no longer stand in its text.")


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "You get this because you were told of the earlier report, which spoke of hajin."), ("ar", "سبق تنبيهك")],
)
def test_correction_without_the_words_says_whom_it_tells(language: str, told: str) -> None:
    """It was another town: that one is not in the item, and never was, nor was its page read again."""
    article = Article(
        1, 1, 1, 1, "https://a.example/", "ط", "", "ar", None, START, BodySource.PAGE, "ok", "", START, START
    )
    elder = Thread("1", resembled=Version("جريدة", "https://a.example/0", START))
    fixed, reader = replace(ALERT, reason="corrected", revision=2, resembles=7), Reader(language, ZoneInfo("UTC"))
    message = compose_alert(fixed, article, [], outlet="جريدة", seen_at=START, reader=reader, thread=elder)
    assert told in why(message)
    assert "again" not in why(message)
    alike = replace(fixed, reason="resembles")
    reread = compose_alert(alike, article, [], outlet="جريدة", seen_at=START, reader=reader, thread=elder)
    assert told not in why(reread)


def test_endless_title_is_bounded() -> None:
    """No channel has to carry a title of five thousand letters."""
    article = Article(
        1, 1, 1, 1, "https://a.example/", "ط" * 5_000, "", "ar", None, START, BodySource.PAGE, "ok", "", START, START
    )
    message = compose_alert(ALERT, article, [HIT], outlet="جريدة", seen_at=START, reader=Reader("ar", ZoneInfo("UTC")))
    assert len(message.title.text) == TITLE_LIMIT + 1


@pytest.mark.parametrize("origin", list(Origin))
def test_guessed_date_is_not_told(origin: Origin) -> None:
    """A reader takes the date in an alert for a fact; where it is a guess, the time of first sight is told alone."""
    whence = Origins(published=origin)
    article = Article(
        1, 1, 1, 1, "https://a.example/", "ط", "", "ar", None, START, BodySource.PAGE, "ok", "", START, START,
        origins=whence,
    )  # fmt: skip
    message = compose_alert(ALERT, article, [HIT], outlet="جريدة", seen_at=START, reader=Reader("ar", ZoneInfo("UTC")))
    assert message.published_at == (None if origin is Origin.GUESS else START)


def test_unsendable_characters_keep_their_place() -> None:
    """Lone surrogates and NUL are replaced one for one, so that marks still fit."""
    assert sendable("a\x00\ud800هجين")[3:] == "هجين"
    assert sendable("هجين SDF\u200f") == "هجين SDF\u200f"


@pytest.mark.parametrize(
    ("language", "part"), [("ar", "ضمن قائمة المراقبة"), ("en", "on your watchlist"), ("fr", "on your")]
)
def test_reason_is_in_the_readers_language(language: str, part: str) -> None:
    """A language that is not there falls back to English."""
    message = replace(sample_alert(START, Reader(language, ZoneInfo("UTC"))), rule_id="name:example-city")
    assert part in why(message)


async def test_archived_article_gives_the_message(world: World) -> None:
    """What was committed is what is told: surface forms slice the archived text."""
    await world.publishes()
    (delivery,) = world.deliveries()
    message = world.archive.read_now(read_message, delivery, Reader("ar", operator().timezone))
    assert isinstance(message, AlertMessage)
    told = [mention for mention in message.mentions if mention.field == "text"]
    assert [BODY[mention.start : mention.end] for mention in told] == ["قسد", "هجين"]


async def test_first_seen_is_the_poll(world: World) -> None:
    """Not when the page was read, which can be hours later for one that did not answer."""
    await world.publishes(read_for_seconds=3600)
    (delivery,) = world.deliveries()
    message = world.archive.read_now(read_message, delivery, Reader("ar", operator().timezone))
    assert isinstance(message, AlertMessage)
    assert message.seen_at == START
