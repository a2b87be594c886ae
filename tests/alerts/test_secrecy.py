"""Nothing that is watched, nobody who is told and no secret gets into a log line, a metric or an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import structlog

from alerts.channels.email.options import SmtpOptions, Tls
from alerts.errors import AlertsError
from alerts.routing import Recipient, Routing, Webhook
from alerts.settings import EMAIL
from gateway.addresses import Target
from tests.alerts.channels_of_tests import Broken
from tests.alerts.world import World, hook_channel, mail_channel
from tests.servers.webhook import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from alerts.options import Carried
    from gateway.outbound import Outbound
    from tests.servers.mail import MailServer
    from tests.servers.webhook import WebhookReceiver

CANARY = "canary"
NAME = ("canary-entity", "place", "كناري")
HOOK = "canary-hook"
ZONE = ZoneInfo("UTC")

MAIL_FAULTS: list[Callable[[MailServer], None]] = [
    lambda server: server.refuses("canary@example.org", "550 canary@example.org is unknown"),
    lambda server: server.refuses("canary@example.org", "421 canary@example.org later"),
    lambda server: server.answers_data_with("554 canary@example.org is spam"),
    lambda server: server.hangs_after_data(),
    lambda server: server.drops_before_250(),
    lambda server: server.offers_no_starttls(),
    lambda server: server.wants_login("canary-user", "another"),
]
HOOK_FAULTS: list[Callable[[WebhookReceiver], None]] = [
    lambda receiver: receiver.answers_with(500),
    lambda receiver: receiver.answers_with(410),
    lambda receiver: receiver.answers_with(429, {"Retry-After": "canary"}),
    lambda receiver: receiver.redirects(),
    lambda receiver: receiver.drips(),
    lambda receiver: receiver.floods(),
    lambda receiver: receiver.hangs(),
]


class Recorded:
    """Metrics as they would be exported."""

    def __init__(self) -> None:
        self.seen: list[Carried] = []

    def carried(self, sending: Carried) -> None:
        """Keep it."""
        self.seen.append(sending)


async def exported(world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> str:
    """Everything that leaves the room while an alert about the canary is delivered and fails three times."""
    observer = world.observer = Recorded()
    with structlog.testing.capture_logs() as lines:
        await world.publishes("كناري canary", "خبر عن كناري canary اليوم.", NAME, rule_id="canary-rule")
        for _ in range(3):
            await world.delivers(drain_seconds=0.1)
            world.later(hours=1)
    out, err = capfd.readouterr()
    logged = [record.getMessage() for record in caplog.records if record.name not in {"mail.log", "asyncio"}]
    assert lines
    return json.dumps([lines, observer.seen, logged, out, err], default=str, ensure_ascii=False)


def leaks(text: str) -> list[str]:
    """Which canaries are in it."""
    return [word for word in (CANARY, "كناري", SECRET, "@example.org") if word in text]


def routing(receiver: WebhookReceiver | None = None) -> Routing:
    """Where every name is a canary."""
    person = Recipient("canary", "canary@example.org", "ar", ZONE)
    keeper = Recipient("operator", "canary-operator@example.org", "en", ZONE, (EMAIL,))
    hooks = ()
    if receiver is not None:
        url = receiver.url + "?token=canary"
        hooks = (Webhook(HOOK, 1, url, (SECRET,), Target.of_url(url), "en"),)
    return Routing(keeper, (person,), hooks)


@pytest.mark.parametrize("fault", MAIL_FAULTS)
async def test_mail_faults_give_nothing_away(
    world: World,
    server: MailServer,
    fault: Callable[[MailServer], None],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Servers repeat addresses in their answers; none of that is kept."""
    fault(server)
    world.routing = routing()
    world.channels = {EMAIL: mail_channel(server, username="canary-user", password="canary-password")}
    assert leaks(await exported(world, caplog, capfd)) == []


@pytest.mark.parametrize("fault", HOOK_FAULTS)
async def test_hook_faults_give_nothing_away(  # noqa: PLR0917 - five fixtures and the fault
    world: World,
    receiver: WebhookReceiver,
    outbound: Outbound,
    fault: Callable[[WebhookReceiver], None],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The URL of an endpoint is a secret, and so is its id."""
    fault(receiver)
    world.routing = routing(receiver)
    hook = world.routing.webhooks[0]
    world.channels = {HOOK: hook_channel(hook, outbound)}
    assert leaks(await exported(world, caplog, capfd)) == []


async def test_crash_gives_nothing_away(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """An error nobody thought of is told by its kind alone, without its text or its traceback."""
    world.routing = routing()
    world.channels = {EMAIL: Broken()}
    text = await exported(world, caplog, capfd)
    assert leaks(text) == []
    assert "ValueError" in text


def test_options_show_no_secret() -> None:
    """Neither the repr of the options nor an error about them holds host, user, password or sender."""
    options = SmtpOptions("canary.example", 587, "canary@example.org", "canary-user", "canary-password")
    assert CANARY not in repr(options)
    unsafe: list[dict[str, Any]] = [
        {"host": "canary.example", "sender": "canary@example.org", "tls": Tls.NONE},
        {"host": "127.0.0.1", "sender": "canary"},
        {"host": "127.0.0.1", "sender": "canary@example.org", "deadline_seconds": 61},
    ]
    for values in unsafe:
        with pytest.raises(AlertsError) as caught:
            SmtpOptions(port=25, **values)
        assert CANARY not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "LOCALHOST"])
def test_plain_text_stays_on_this_machine(host: str) -> None:
    """Only a server on this machine may be spoken to without TLS."""
    assert SmtpOptions(host, 25, "marsad@example.org", tls=Tls.NONE).tls is Tls.NONE


@pytest.mark.parametrize("host", ["mail.example.org", "192.168.1.5", "0.0.0.0", "127.0.0.1.example.org"])
def test_plain_text_never_leaves_this_machine(host: str) -> None:
    """Not to the next machine either: the watchlist would be read on the way."""
    with pytest.raises(AlertsError, match="use starttls"):
        SmtpOptions(host, 25, "marsad@example.org", tls=Tls.NONE)
