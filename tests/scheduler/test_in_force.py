"""Each file that comes into force reaches those who work by it, in an order in which notices can go out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from scheduler.configuration.edition import Edition
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.in_force import AlertsInForce, InForce
from scheduler.matching import Matcher
from tests.scheduler.desk import ALERTS, ConfigurationFolder

if TYPE_CHECKING:
    from scrapers.settings import FeedsSettings


@pytest.fixture
def in_force(configuration: ConfigurationFolder) -> InForce:
    """Nothing is in force yet."""
    return InForce(configuration.path, {}, sends=True)


async def test_alerts_reach_their_listeners(in_force: InForce) -> None:
    """The outbox exchanges its channels."""
    told: list[AlertsInForce] = []
    in_force.on_alerts(told.append)
    await in_force.appliers()["alerts.yaml"](Edition(ALERTS.encode()))
    assert [recipient.id for recipient in in_force.routing.recipients] == ["amal"]
    assert told[0].routing is in_force.routing


async def test_bad_alerts_change_nothing(in_force: InForce) -> None:
    """The routing in force stays."""
    await in_force.appliers()["alerts.yaml"](Edition(ALERTS.encode()))
    before = in_force.routing
    with pytest.raises(ConfigurationProblem):
        await in_force.appliers()["alerts.yaml"](Edition(b"operator: {email: nonsense}"))
    assert in_force.routing is before


def test_routing_waits_for_its_file(in_force: InForce) -> None:
    """Asking too early is a mistake of ours, not an empty routing."""
    with pytest.raises(RuntimeError):
        _ = in_force.routing


def test_only_needed_files_are_applied(in_force: InForce) -> None:
    """An alerter reads no watchlist, and alerts.yaml always comes first."""
    assert list(in_force.appliers()) == ["alerts.yaml"]
    in_force.match_with(Matcher(1))

    async def listener(_settings: FeedsSettings) -> None:
        """Take feeds."""

    in_force.on_feeds(listener)
    assert list(in_force.appliers()) == ["alerts.yaml", "watchlist.yaml", "feeds.yaml"]


async def test_refused_feeds_leave_the_old_age(in_force: InForce) -> None:
    """A listener that refuses keeps the rest of the file out of force too."""

    async def refuses(_settings: FeedsSettings) -> None:
        raise ConfigurationProblem([])

    in_force.on_feeds(refuses)
    with pytest.raises(ConfigurationProblem):
        await in_force.appliers()["feeds.yaml"](Edition(b"first_poll_alert_age: 1h\n"))
    assert in_force.first_poll_alert_age == timedelta(hours=6)


@pytest.mark.parametrize(("text", "age"), [("all", None), ("none", timedelta()), ("2d", timedelta(days=2))])
async def test_first_poll_age_is_a_span(in_force: InForce, text: str, age: timedelta | None) -> None:
    """What of a new feed's past still alerts."""

    async def listener(_settings: FeedsSettings) -> None:
        """Take feeds."""

    in_force.on_feeds(listener)
    await in_force.appliers()["feeds.yaml"](Edition(f"first_poll_alert_age: {text}\n".encode()))
    assert in_force.first_poll_alert_age == age


async def test_recipients_show_in_no_repr(in_force: InForce) -> None:
    """The object may end up in an error report."""
    told: list[AlertsInForce] = []
    in_force.on_alerts(told.append)
    await in_force.appliers()["alerts.yaml"](Edition(ALERTS.encode()))
    assert "amal" not in repr(told[0])


async def test_private_addresses_are_told_at_every_start(in_force: InForce) -> None:
    """An exception from the address policy is loud, and names nobody."""

    async def listener(_settings: FeedsSettings) -> None:
        """Take feeds."""

    in_force.on_feeds(listener)
    proxy = "proxy: {url: 'http://tor:9080', allow_private: true}"
    text = f"feeds:\n  - {{url: 'http://10.0.0.1/', allow_private: true}}\n  - {{url: 'https://a.example/', {proxy}}}\n"
    with capture_logs() as lines:
        await in_force.appliers()["feeds.yaml"](Edition(text.encode()))
        await in_force.appliers()["feeds.yaml"](Edition(b"feeds: []"))
    told = [line for line in lines if line["event"] == "private_addresses_excepted"]
    assert told == [{"event": "private_addresses_excepted", "log_level": "warning", "feeds": 1, "proxies": 1}]
