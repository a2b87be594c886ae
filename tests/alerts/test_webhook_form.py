"""What a receiver of webhooks gets, and that it is what the documentation says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook

from alerts.channels.webhook.body import BODY_LIMIT, webhook_body
from alerts.channels.webhook.channel import signed_headers
from alerts.channels.webhook.schema import EXAMPLE_FILE, SCHEMA_FILE, example, schema
from alerts.composing import compose_alert
from alerts.message import NoticeMessage, Reader
from alerts.routing import Routing
from alerts.settings import EMAIL
from archive.nouns import Alert, Article, BodySource, Mention
from tests.alerts.world import BODY, START, TITLE, WEBHOOK_FOLDER, World, hook_channel, operator, webhook
from tests.servers.webhook import SECRET

if TYPE_CHECKING:
    from gateway.outbound import Outbound
    from tests.servers.webhook import WebhookReceiver

READER = Reader("en", ZoneInfo("UTC"))
VALIDATOR = jsonschema.Draft202012Validator(schema())


def body_of(title: str, text: str, names: list[tuple[str, int, int]], url: str = "https://a.example/") -> bytes:
    """The body about an article with mentions of these names at these places of the text."""
    article = Article(1, 1, 1, 7, url, title, text, "ar", None, START, BodySource.PAGE, "ok", "", START, START)
    mentions = [Mention(name, "place", name, text[start:end], "text", start, end, "hit") for name, start, end in names]
    alert = Alert(1, "rule", 7, 1, 1, "high", frozenset(name for name, _, _ in names), START)
    return webhook_body(compose_alert(alert, article, mentions, outlet="جريدة", seen_at=START, reader=READER))


async def event(world: World, receiver: WebhookReceiver, outbound: Outbound) -> Any:  # noqa: ANN401 - JSON
    """What arrives about the usual article."""
    hook = webhook(receiver)
    world.routing = Routing(operator(EMAIL), webhooks=(hook,))
    world.channels = {hook.id: hook_channel(hook, outbound)}
    await world.publishes()
    await world.delivers()
    return receiver.calls[0].event


async def test_body_says_what_matched(world: World, receiver: WebhookReceiver, outbound: Outbound) -> None:
    """Which words, where in the article, in which sentence, and why this call was made."""
    data = (await event(world, receiver, outbound))["data"]
    assert data["names"] == ["هجين", "قسد"]
    for mention in data["mentions"]:
        source = TITLE if mention["field"] == "title" else BODY
        assert source[mention["start"] : mention["end"]] == mention["surface"]
    for piece in [data["article"]["title"], *data["excerpts"]]:
        assert all(piece["text"][mark["start"] : mark["end"]] in {"هجين", "قسد"} for mark in piece["marks"])
        assert piece["direction"] == "rtl"
    assert "هجين" in data["why"]


async def test_body_follows_its_schema(world: World, receiver: WebhookReceiver, outbound: Outbound) -> None:
    """A receiver that generated its code from the schema can read every call."""
    jsonschema.validate(await event(world, receiver, outbound), schema())


def test_committed_schema_and_example_are_fresh() -> None:
    """The documentation beside the code is what the code does."""
    assert json.loads((WEBHOOK_FOLDER / SCHEMA_FILE).read_text(encoding="utf-8")) == schema()
    assert json.loads((WEBHOOK_FOLDER / EXAMPLE_FILE).read_text(encoding="utf-8")) == example()
    jsonschema.validate(example(), schema())


@pytest.mark.parametrize("letter", ["ه", "a", "\x01", "😀", '"', "\ud800"])
def test_body_stays_small(letter: str) -> None:
    """Under 20 kB whatever the article: long titles, thousands of mentions, letters that JSON swells."""
    text = (letter * 150 + " ") * 400
    names = [(letter * 300 + str(number), number * 151, number * 151 + 150) for number in range(390)]
    body = body_of(letter * 5_000, text, names, url="https://a.example/" + "x" * 2_900)
    assert len(body) < BODY_LIMIT
    assert json.loads(body)["data"]["mentions_total"] == 390


@settings(max_examples=50)
@given(st.text(max_size=200), st.text(max_size=400), st.text(max_size=100))
def test_any_text_becomes_json(title: str, text: str, url: str) -> None:
    """No character of an article can keep its alert from being sent."""
    VALIDATOR.validate(json.loads(body_of(title, text, [("هجين", 0, len(text))], url)))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/هجين\u202e", "https://news.example/%D9%87%D8%AC%D9%8A%D9%86%E2%80%AE"),
        ("https://a.example\\@evil.example", None),
        ("https://desk:secret@a.example/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
    ],
)
def test_link_is_fit_to_follow(url: str, link: str | None) -> None:
    """A receiver that puts the link into a page or a chat offers its readers no script and no false host."""
    event = json.loads(body_of("هجين", "هجين", [("هجين", 0, 4)], url))
    VALIDATOR.validate(event)
    assert event["data"]["article"]["url"] == link


def test_notice_follows_the_schema() -> None:
    """Operator notices come by the same scheme."""
    notice = NoticeMessage(READER, START, "channel-tls", "موضوع", ("سطر", "line"))
    jsonschema.validate(json.loads(webhook_body(notice)), schema())


def test_rotation_signs_with_every_secret() -> None:
    """While secrets rotate, receivers with the old and with the new one both verify."""
    body = '{"a": "هجين"}'.encode()
    old = "whsec_" + "b2xkIHNlY3JldCBvbmx5IGZvciB0ZXN0cyAuLi4uLi4u"
    headers = signed_headers((SECRET, old), "key", datetime.now(UTC), body)
    assert Webhook(SECRET).verify(body, headers) == Webhook(old).verify(body, headers) == {"a": "هجين"}
