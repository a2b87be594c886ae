"""What the operator is told about failing deliveries, when, and by which channel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from alerts.notices import notice_of_failure
from alerts.routing import Routing, Webhook
from alerts.sending import Outcome, SendResult, Status
from alerts.settings import EMAIL
from alerts.wording import wording_for
from archive.nouns import Delivery, DeliveryPlan, DeliveryState
from tests.alerts.world import START, World, hook_channel, mail_channel, operator, recipient, webhook

if TYPE_CHECKING:
    from gateway.outbound import Outbound
    from tests.servers.mail import MailServer
    from tests.servers.webhook import WebhookReceiver

HOOK = "desk-hook"
ENDPOINT = Webhook(HOOK, 1, "https://canary.example/canary", ("whsec_canary",), None, "en")
BOTH = Routing(operator(EMAIL, HOOK), (recipient("canary"),), (ENDPOINT,))
DELIVERY = Delivery(7, 3, None, "canary", EMAIL, DeliveryState.DUE, "0" * 32, 1, START, START, "token", None, None)
DEAD = SendResult(Outcome.DEAD, Status.MAIL_RECIPIENT_REFUSED, 550)
BUSY = SendResult(Outcome.RETRY, Status.MAIL_TEMPORARY, 451)


def test_dead_letter_goes_another_way() -> None:
    """What email could not deliver is told by the webhook."""
    notice = notice_of_failure(DELIVERY, DEAD, BOTH, gave_up=True)
    assert notice is not None
    assert notice.deliveries == (DeliveryPlan("operator", HOOK),)
    assert "7" in notice.lines[0]
    assert "mail_recipient_refused 550" in notice.lines[0]


def test_disabled_channel_is_no_way_out() -> None:
    """A notice is not left waiting at an endpoint that is switched off."""
    notice = notice_of_failure(DELIVERY, DEAD, BOTH, gave_up=True, disabled={HOOK})
    assert notice is not None
    assert {plan.channel for plan in notice.deliveries} == {EMAIL, HOOK}


def test_only_channel_is_still_used() -> None:
    """With email alone the operator is told by email: one mailbox may fail while another works."""
    notice = notice_of_failure(DELIVERY, DEAD, Routing(operator(EMAIL)), gave_up=True)
    assert notice is not None
    assert notice.deliveries == (DeliveryPlan("operator", EMAIL),)


def test_failing_notice_breeds_no_notices() -> None:
    """A notice that fails is told by another channel, or not at all: never by the one it failed by."""
    failed = replace(DELIVERY, alert_id=None, notice_id=1)
    assert notice_of_failure(failed, DEAD, Routing(operator(EMAIL)), gave_up=True) is None
    told = notice_of_failure(failed, DEAD, BOTH, gave_up=True)
    assert told is not None
    assert told.deliveries == (DeliveryPlan("operator", HOOK),)


@pytest.mark.parametrize(("attempts", "told"), [(1, False), (2, False), (3, True), (9, True)])
def test_passing_trouble_is_not_told(attempts: int, told: bool) -> None:  # noqa: FBT001 - rows of a table
    """Greylisting is everyday; what still fails after minutes is worth a word."""
    notice = notice_of_failure(replace(DELIVERY, attempts=attempts), BUSY, BOTH, gave_up=False)
    assert (notice is not None) is told


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("gave_up", [True, False])
def test_notice_names_nobody(status: Status, language: str, gave_up: bool) -> None:  # noqa: FBT001 - rows of a table
    """Whatever happened, in any language: no recipient, no address, no URL, no unfilled field."""
    routing = replace(BOTH, operator=replace(BOTH.operator, language=language))
    result = SendResult(Outcome.DEAD if gave_up else Outcome.RETRY, status)
    notice = notice_of_failure(replace(DELIVERY, attempts=5), result, routing, gave_up=gave_up)
    assert notice is not None
    text = " ".join([notice.subject, *notice.lines])
    assert not any(word in text for word in ("canary", "@", "http", "{", "}"))


def test_languages_say_the_same() -> None:
    """Each language has each notice, with the same fields."""
    arabic, english = wording_for("ar").notices, wording_for("en").notices
    assert arabic.keys() == english.keys()
    for kind, words in english.items():
        assert _fields(arabic[kind].lines) == _fields(words.lines), kind
        assert _fields([arabic[kind].subject]) == _fields([words.subject]), kind


def _fields(templates: tuple[str, ...] | list[str]) -> set[str]:
    return {name for template in templates for _, name, _, _ in Formatter().parse(template) if name}


async def test_mail_trouble_is_told_by_webhook(
    world: World, server: MailServer, receiver: WebhookReceiver, outbound: Outbound
) -> None:
    """Through everything: email offers no TLS, and the operator reads of it in the webhook's channel."""
    server.offers_no_starttls()
    hook = webhook(receiver)
    world.routing = Routing(operator(EMAIL, HOOK), (recipient("desk"),), (hook,), ())
    world.channels = {EMAIL: mail_channel(server), HOOK: hook_channel(hook, outbound)}
    await world.publishes()
    await world.delivers()
    events = [call.event for call in receiver.calls]
    assert sorted(event["type"] for event in events) == ["alert.created", "notice.created"]
    assert not server.commands


async def test_flood_of_dead_letters_is_one_notice(world: World, server: MailServer) -> None:
    """Forty refused recipients in an hour are one notice; an hour later it is told again."""
    people = tuple(recipient(f"p{number}") for number in range(40))
    for person in people:
        server.refuses(f"{person.id}@example.org")
    world.routing = Routing(operator(EMAIL), people)
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    await world.delivers()
    assert len(world.notices()) == 1
    world.later(minutes=61)
    await world.publishes(body="نص آخر عن هجين.")
    await world.delivers()
    assert len(world.notices()) == 2


@pytest.mark.parametrize("kind", sorted(wording_for("en").notices))
def test_kind_is_documented(kind: str) -> None:
    """Whoever gets a notice finds in the operator's document what to do."""
    assert f"\n| `{kind}` |" in Path("docs/operations.md").read_text(encoding="utf-8")
