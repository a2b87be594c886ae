"""The alerter role: channels from the configuration and the environment, and what is counted of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from alerts.channels.email.options import Tls
from alerts.resolving import resolve_routing
from alerts.settings import AlertsSettings
from gateway.addresses import AddressPolicy
from gateway.outbound import Outbound
from scheduler.alerting import DEFAULT_SENDER, Alerting, smtp_options, ways_out
from scheduler.environment import Environment, read_environment
from scheduler.in_force import AlertsInForce
from tests.archive.world import World
from tests.servers.webhook import SECRET, WebhookReceiver

if TYPE_CHECKING:
    from scheduler.foundation import Foundation

SECRETS = {"HOOK_URL": "https://desk.example/hook", "HOOK_SECRET": SECRET}
SMTP = {"SMTP_HOST": "mail.example", "SMTP_USER": "marsad", "SMTP_PASSWORD": "s3", "SMTP_FROM": "env@desk.example"}


def alerts(*, from_: str | None = None, hook_url: str = "") -> AlertsInForce:
    """An alerts.yaml with one webhook."""
    hook = {"id": "desk", "url_env": "HOOK_URL", "secret_env": "HOOK_SECRET", "allow_private": True}
    channels = {"webhooks": [hook], "email": {"from": from_}}
    settings = AlertsSettings.model_validate({"operator": {"email": "o@desk.example"}, "channels": channels})
    secrets = SECRETS | ({"HOOK_URL": hook_url} if hook_url else {})
    return AlertsInForce(settings, resolve_routing(settings, secrets, str))


def environment(**settings: str) -> Environment:
    """The service's settings."""
    return read_environment({f"MARSAD_{name}": value for name, value in settings.items()})


@pytest.fixture
def outbound() -> Outbound:
    """The service's client."""
    return Outbound(AddressPolicy())


def test_mail_server_comes_from_the_environment() -> None:
    """With TLS unless somebody says otherwise, and the environment's sender when the file names none."""
    options = smtp_options(environment(**SMTP), alerts())
    assert options is not None
    assert (options.host, options.port, options.tls, options.username) == ("mail.example", 587, Tls.STARTTLS, "marsad")
    assert options.sender == "env@desk.example"


def test_sender_of_the_file_wins() -> None:
    """The file is what the user edits; without any there is a default."""
    options = smtp_options(environment(**SMTP), alerts(from_="مرصد <m@desk.example>"))
    bare = smtp_options(environment(SMTP_HOST="mail.example"), alerts())
    assert options is not None
    assert bare is not None
    assert (options.sender, bare.sender, bare.username) == ("مرصد <m@desk.example>", DEFAULT_SENDER, None)


def test_channels_are_those_that_can_send(outbound: Outbound) -> None:
    """Without a mail server webhooks still go out."""
    assert smtp_options(environment(), alerts()) is None
    assert set(ways_out(environment(), alerts(), outbound)) == {"desk"}
    assert set(ways_out(environment(**SMTP), alerts(), outbound)) == {"desk", "email"}


async def test_start_needs_a_configuration(foundation: Foundation, outbound: Outbound) -> None:
    """A mistake of ours, not an outbox that sends nowhere."""
    alerting = Alerting(foundation, outbound)
    alerting.wake()
    with pytest.raises(RuntimeError):
        alerting.start()
    await alerting.stop()


async def test_due_delivery_goes_out_and_is_counted(foundation: Foundation, outbound: Outbound) -> None:
    """By the channel in force when it is sent, under a kind that names nobody."""
    value = foundation.metrics.registry.get_sample_value
    async with WebhookReceiver() as receiver:
        alerting = Alerting(foundation, outbound)
        alerting.configure(alerts())
        alerting.configure(alerts(hook_url=receiver.url))
        newsroom = World(foundation.archive)
        newsroom.alerts(*alerts().routing.deliveries("high"))
        alerting.start()
        alerting.wake()
        async with asyncio.timeout(20):
            while not value("marsad_alert_seconds_count"):  # noqa: ASYNC110 - a metric tells no event
                await asyncio.sleep(0.02)
        await alerting.stop()
    assert value("marsad_detection_to_acceptance_seconds_count") == 1
    assert value("marsad_deliveries_total", {"kind": "webhook", "outcome": "sent"}) == 1
    assert [call.verified for call in receiver.calls] == [True]
    assert "desk" not in foundation.metrics.text().decode()
