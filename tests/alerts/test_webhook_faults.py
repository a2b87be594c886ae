"""What an endpoint can do to an alert, each through the whole outbox and the gateway."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from alerts.commands import delivery_rows, retry
from alerts.routing import Routing
from alerts.settings import EMAIL
from archive.nouns import DeliveryState
from gateway.addresses import Target
from tests.alerts.channels_of_tests import Gate
from tests.alerts.world import World, hook_channel, mail_channel, operator, recipient, webhook

if TYPE_CHECKING:
    from archive.nouns import Delivery
    from gateway.outbound import Outbound
    from tests.servers.mail import MailServer
    from tests.servers.webhook import WebhookReceiver

HOOK = "desk-hook"


@pytest.fixture
def hooked(world: World, receiver: WebhookReceiver, outbound: Outbound) -> World:
    """A world whose alerts go to the receiver, and whose operator reads email that works."""
    hook = webhook(receiver)
    world.routing = Routing(operator(EMAIL), webhooks=(hook,))
    world.channels = {HOOK: hook_channel(hook, outbound), EMAIL: Gate()}
    return world


async def only(world: World) -> Delivery:
    """The one alert delivery, after the outbox had its turn."""
    await world.delivers()
    (delivery,) = world.alert_deliveries()
    return delivery


def kinds(world: World) -> list[str]:
    """What the operator was told."""
    return [notice.kind for notice in world.notices()]


async def test_alert_arrives_signed(hooked: World, receiver: WebhookReceiver) -> None:
    """The plain good case: one call with a signature that the standard's library verifies."""
    await hooked.publishes()
    delivery = await only(hooked)
    (call,) = receiver.calls
    assert (delivery.state, delivery.last_status) == (DeliveryState.SENT, "accepted 204")
    assert call.verified
    assert call.id == delivery.message_key


@pytest.mark.parametrize("status", [500, 503, 400, 404, 302, 204 + 100])
async def test_only_2xx_accepts(hooked: World, receiver: WebhookReceiver, status: int) -> None:
    """Every other answer is a failure that is tried again by the schedule, with the same webhook-id."""
    receiver.answers_with(status, times=1)
    await hooked.publishes()
    delivery = await only(hooked)
    assert delivery.state is DeliveryState.DUE
    assert delivery.last_status is not None
    assert delivery.last_status.endswith(str(status))
    hooked.later(minutes=2)
    assert (await only(hooked)).state is DeliveryState.SENT
    assert len({call.id for call in receiver.calls}) == 1
    assert all(call.verified for call in receiver.calls)


async def test_redirect_is_never_followed(hooked: World, receiver: WebhookReceiver) -> None:
    """A 302 is a failure: the alert must not go where somebody else points; the operator is told."""
    receiver.redirects()
    await hooked.publishes()
    assert (await only(hooked)).last_status == "hook_redirects 302"
    assert not receiver.redirect_followed
    assert kinds(hooked) == ["channel-refused"]


async def test_retry_after_is_honoured(hooked: World, receiver: WebhookReceiver) -> None:
    """A 429 with Retry-After is not asked again before that, although the schedule would."""
    receiver.answers_with(429, {"Retry-After": "3600"}, times=1)
    await hooked.publishes()
    delivery = await only(hooked)
    assert delivery.last_status == "hook_overloaded 429"
    assert delivery.next_attempt_at == hooked.now + timedelta(hours=1)


@pytest.mark.parametrize("status", [429, 502, 504])
async def test_overload_pauses_the_channel(hooked: World, receiver: WebhookReceiver, status: int) -> None:
    """An overloaded endpoint is left alone by everything that waits for it, for a minute at least."""
    receiver.answers_with(status, times=1)
    for number in range(6):
        await hooked.publishes(body=f"خبر رقم {number} عن هجين.")

    stop = asyncio.Event()
    running = asyncio.create_task(hooked.outbox(slots_per_channel=1).run(stop))
    await _called(receiver, times=1)
    await asyncio.sleep(0.4)
    assert len(receiver.calls) == 1
    hooked.later(seconds=61)
    await _called(receiver, times=7)
    stop.set()
    await running
    assert len(receiver.calls) == 7


async def _called(receiver: WebhookReceiver, times: int) -> None:
    async with asyncio.timeout(10):
        while len(receiver.calls) < times:  # noqa: ASYNC110 - the receiver tells no event
            await asyncio.sleep(0.01)


async def test_gone_endpoint_is_switched_off_loudly(hooked: World, receiver: WebhookReceiver) -> None:
    """A 410 ends all calls, and the operator is told by the other channel."""
    receiver.answers_with(410)
    await hooked.publishes()
    await hooked.delivers()
    await hooked.publishes(body="نص آخر عن هجين بعد ذلك.")
    rows = hooked.archive.read_now(delivery_rows)
    assert len(receiver.calls) == 1
    assert [(row.channel, row.state) for row in rows] == [(HOOK, "held"), (EMAIL, "sent"), (HOOK, "dead")]
    assert kinds(hooked) == ["channel-gone"]


async def test_other_channels_go_on_without_it(hooked: World, receiver: WebhookReceiver, outbound: Outbound) -> None:
    """What email still has to send does not wake the calls to an endpoint that is gone."""
    hook = webhook(receiver)
    hooked.routing = Routing(operator(EMAIL), (recipient("desk"),), (hook,))
    receiver.answers_with(410)
    await hooked.publishes()
    await hooked.delivers()
    await hooked.publishes(body="نص آخر عن هجين بعد ذلك.")
    await hooked.delivers()
    states = {(delivery.channel, delivery.state) for delivery in hooked.alert_deliveries()[2:]}
    assert states == {(EMAIL, DeliveryState.SENT), (HOOK, DeliveryState.DUE)}
    assert len(receiver.calls) == 1


async def test_replay_switches_on_again(hooked: World, receiver: WebhookReceiver) -> None:
    """When the endpoint is back one command sends what was given up and what was held."""
    receiver.answers_with(410, times=1)
    await hooked.publishes()
    await hooked.delivers()
    await hooked.publishes(body="نص آخر عن هجين بعد ذلك.")
    assert hooked.archive.write_now(retry, None, hooked.now) == 1
    await hooked.delivers()
    assert [delivery.state for delivery in hooked.alert_deliveries()] == [DeliveryState.SENT] * 2


async def test_dripping_answer_ends(hooked: World, receiver: WebhookReceiver) -> None:
    """One byte at a time costs the deadline, not the slot."""
    receiver.drips()
    await hooked.publishes()
    assert (await only(hooked)).last_status == "hook_timeout"


async def test_dripping_body_is_not_waited_for(hooked: World, receiver: WebhookReceiver) -> None:
    """The status has said it all; the body may drip as long as it likes."""
    receiver.drips_after_status()
    await hooked.publishes()
    assert (await only(hooked)).state is DeliveryState.SENT
    assert receiver.sent_bytes < 100


async def test_gigabyte_answer_is_not_read(hooked: World, receiver: WebhookReceiver) -> None:
    """Of an endless answer no more is taken than the limit and what was on its way."""
    receiver.floods()
    await hooked.publishes()
    assert (await only(hooked)).state is DeliveryState.SENT
    assert receiver.sent_bytes < 16 * 2**20


async def test_silence_ends(hooked: World, receiver: WebhookReceiver) -> None:
    """An endpoint that takes the call and never answers costs the deadline."""
    receiver.hangs()
    await hooked.publishes()
    assert (await only(hooked)).last_status == "hook_timeout"


async def test_hanging_channel_starves_nobody(
    hooked: World, receiver: WebhookReceiver, outbound: Outbound, server: MailServer
) -> None:
    """Forty deliveries to a silent endpoint leave email its slots: mail goes out while they hang."""
    receiver.hangs()
    hook = webhook(receiver)
    hooked.routing = Routing(operator(EMAIL), (recipient("desk"),), (hook,))
    mail = mail_channel(server, command_timeout_seconds=10.0, deadline_seconds=20.0)
    hooked.channels = {HOOK: hook_channel(hook, outbound, deadline_seconds=30), EMAIL: mail}
    for number in range(40):
        await hooked.publishes(body=f"خبر رقم {number} عن هجين وما حولها.")

    stop = asyncio.Event()
    running = asyncio.create_task(hooked.outbox(drain_seconds=0.1).run(stop))
    async with asyncio.timeout(15):
        while len(server.mails) < 40:  # noqa: ASYNC110 - what it waits for is in the server
            await asyncio.sleep(0.02)
    stop.set()
    await running
    assert 1 <= len(receiver.calls) <= 8


async def test_absent_endpoint_is_tried_again(hooked: World, receiver: WebhookReceiver, outbound: Outbound) -> None:
    """Nobody listens: the alert waits."""
    hook = replace(webhook(receiver), url="http://127.0.0.1:1/hook", exception=Target("127.0.0.1", 1))
    hooked.channels = {**hooked.channels, HOOK: hook_channel(hook, outbound)}
    await hooked.publishes()
    assert (await only(hooked)).last_status == "hook_unreachable"


async def test_private_address_needs_its_exception(
    hooked: World, receiver: WebhookReceiver, outbound: Outbound
) -> None:
    """Without the exception no connection is opened, the alert is kept and the operator told."""
    hook = replace(webhook(receiver), exception=None)
    hooked.channels = {**hooked.channels, HOOK: hook_channel(hook, outbound)}
    await hooked.publishes()
    assert (await only(hooked)).last_status == "hook_address_refused"
    assert not receiver.calls
    assert kinds(hooked) == ["channel-refused"]


async def test_dead_letter_is_told_by_email(hooked: World, receiver: WebhookReceiver) -> None:
    """Ten failures over three days and more end in a dead letter, told by the other channel."""
    receiver.answers_with(500)
    await hooked.publishes()
    for _ in range(10):
        await hooked.delivers()
        hooked.later(hours=25)
    assert hooked.alert_deliveries()[0].state is DeliveryState.DEAD
    assert len(receiver.calls) == 10
    assert "dead-letter" in kinds(hooked)
    assert {delivery.channel for delivery in hooked.deliveries() if delivery.notice_id is not None} == {EMAIL}
