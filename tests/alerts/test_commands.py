"""Trying a channel, listing deliveries, sending dead letters again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from alerts.commands import delivery_rows, retry, send_test_alert
from alerts.errors import AlertsError
from alerts.flood import FloodGuard
from alerts.routing import Routing
from alerts.sending import Outcome
from alerts.settings import EMAIL
from alerts.ways_out import open_channels
from archive.notices import add_notice
from archive.nouns import DeliveryPlan, DeliveryState
from archive.summaries import Summary, add_summary
from tests.alerts.world import START, World, hook_channel, mail_channel, operator, recipient, webhook

if TYPE_CHECKING:
    from gateway.outbound import Outbound
    from tests.servers.mail import MailServer
    from tests.servers.webhook import WebhookReceiver


async def test_test_mail_says_so(world: World, server: MailServer) -> None:
    """Nobody takes the made-up article for news, in either language."""
    channels = {EMAIL: mail_channel(server)}
    assert (await send_test_alert(EMAIL, channels, world.routing, START)).outcome is Outcome.SENT
    await send_test_alert(EMAIL, channels, world.routing, START, recipient="desk")
    first, second = server.mails
    assert first.recipients == ["operator@example.org"]
    assert first.message["Subject"].startswith("[TEST] ")
    assert second.recipients == ["desk@example.org"]
    assert second.message["Subject"].startswith("[تجربة] ")
    assert "غير حقيقي" in second.part("html")
    assert world.deliveries() == []


async def test_test_call_says_so(receiver: WebhookReceiver, outbound: Outbound) -> None:
    """Receivers can tell a test by its type."""
    hook = webhook(receiver)
    routing = Routing(operator(EMAIL), webhooks=(hook,))
    await send_test_alert(hook.id, {hook.id: hook_channel(hook, outbound)}, routing, START)
    (call,) = receiver.calls
    assert call.verified
    assert call.event["type"] == "alert.test"


async def test_unknown_names_are_refused(world: World, server: MailServer) -> None:
    """A channel or recipient that is not there is said, with what is there."""
    channels = {EMAIL: mail_channel(server)}
    with pytest.raises(AlertsError, match="email"):
        await send_test_alert("emial", channels, world.routing, START)
    with pytest.raises(AlertsError, match="desk"):
        await send_test_alert(EMAIL, channels, world.routing, START, recipient="dsek")


async def test_check_sends_nothing(server: MailServer) -> None:
    """The doctor's look at the mail server ends before any mail."""
    assert (await mail_channel(server).check()).outcome is Outcome.SENT
    assert not server.mails


def test_rows_name_summaries(world: World) -> None:
    """A summary is what an analyst waits for; a notice is the operator's."""
    to = DeliveryPlan("desk", EMAIL)
    world.archive.write_now(add_summary, Summary(1, ((1,),)), to, START)
    world.archive.write_now(add_notice, "feed", "", ["3 failures"], [to], START)
    rows = world.archive.read_now(delivery_rows)
    assert [row.about for row in rows] == ["notice 2", "summary 1"]


async def test_rows_tell_what_became_of_it(world: World, server: MailServer) -> None:
    """A list shows recipient, channel, state, attempts and why."""
    server.refuses("desk@example.org")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    await world.delivers()
    (row,) = world.archive.read_now(delivery_rows, state=DeliveryState.DEAD)
    assert (row.recipient, row.channel, row.attempts, row.status) == ("desk", EMAIL, 1, "mail_recipient_refused 550")


async def test_dead_letter_is_replayed(world: World, server: MailServer) -> None:
    """When the mailbox exists again one command sends what it missed, with its own Message-ID."""
    server.refuses("desk@example.org")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    await world.delivers()
    server.accepts("desk@example.org")
    (dead,) = world.archive.read_now(delivery_rows, state=DeliveryState.DEAD)
    assert world.archive.write_now(retry, [dead.id], world.now) == 1
    await world.delivers()
    assert world.alert_deliveries()[0].state is DeliveryState.SENT
    assert world.alert_deliveries()[0].message_key in server.mails[-1].message["Message-ID"]


def test_channels_follow_the_routing(receiver: WebhookReceiver, outbound: Outbound) -> None:
    """Each webhook is a channel; email is one only with a mail server."""
    routing = Routing(operator(EMAIL), (recipient("desk"),), (webhook(receiver),))
    assert set(open_channels(routing, None, outbound)) == {"desk-hook"}


async def test_held_alerts_are_listed(world: World) -> None:
    """Whoever asks where an alert is reads that it comes with others, why and when."""
    world.routing = replace(world.routing, flood=FloodGuard(alerts=1))
    await world.publishes()
    world.later(hours=1)
    for number in range(5):
        await world.publishes(body=f"نص رقم {number} عن هجين")
    rows = world.archive.read_now(delivery_rows, limit=4)
    assert [(row.id, row.about, row.state, row.status) for row in rows[:2]] == [
        (None, "alert 6", "held", "flood_of_feed"),
        (None, "alert 5", "held", "flood_of_feed"),
    ]
    assert [row.next_attempt_at for row in rows] == [world.now + timedelta(minutes=2)] * 2 + [world.now] * 2
    assert all(row.id for row in world.archive.read_now(delivery_rows, state=DeliveryState.DUE))
