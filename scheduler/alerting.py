"""The alerter role: drains the outbox through the channels in force."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from alerts.channels.email.options import SmtpOptions, Tls
from alerts.errors import AlertsError
from alerts.options import OutboxOptions
from alerts.outbox import Outbox
from alerts.ways_out import open_channels
from gateway.addresses import AddressPolicy
from gateway.outbound import Outbound
from scheduler.configuration.files import ALERTS
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scheduler.foundation import StartProblem
from scheduler.identity import user_agent
from scheduler.sentry import report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prometheus_client import Histogram

    from alerts.options import Carried
    from alerts.sending import Channel
    from scheduler.environment import Environment
    from scheduler.foundation import Foundation
    from scheduler.in_force import AlertsInForce
    from scheduler.metrics import Metrics

log = structlog.get_logger()

RESTART_SECONDS = 1.0
DEFAULT_SENDER = "Marsad <marsad@localhost>"


class Alerting:
    """The outbox, with channels that follow the configuration."""

    def __init__(self, foundation: Foundation, outbound: Outbound) -> None:
        self._foundation = foundation
        self._outbound = outbound
        self._outbox: Outbox | None = None
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    def configure(self, alerts: AlertsInForce) -> None:
        """Send by these channels from now on.

        Raises for what would not be safe: StartProblem at first, when only the environment can be wrong, for which no
        line of a file is to blame; ConfigurationProblem later.
        """
        try:
            channels = ways_out(self._foundation.environment, alerts, self._outbound)
        except AlertsError as error:
            if self._outbox is None:
                raise StartProblem(f"{error} (check MARSAD_SMTP_*)") from error
            raise ConfigurationProblem(
                [Finding(ALERTS, 1, str(error), "check MARSAD_SMTP_* and `channels`")]
            ) from error
        if self._outbox is None:
            observer = _Counting(self._foundation.metrics)
            self._outbox = Outbox(
                self._foundation.archive,
                channels,
                alerts.routing,
                OutboxOptions(clock=self._foundation.clock),
                observer,
            )
        else:
            self._outbox.configure(channels, alerts.routing)

    def start(self) -> None:
        """Send what is due from now on; needs a configuration."""
        if self._outbox is None:
            raise RuntimeError("the alerter has not been configured")
        self._running = asyncio.create_task(self._drain_for_ever(self._outbox))

    async def _drain_for_ever(self, outbox: Outbox) -> None:
        """An error that the outbox did not foresee is reported, and must not end the sending of alerts."""
        while not self._stop.is_set():
            try:
                await outbox.run(self._stop)
            except Exception as error:
                self._foundation.metrics.errors.labels("outbox").inc()
                log.exception("outbox_failed")
                report(error)
                await asyncio.sleep(RESTART_SECONDS)

    def wake(self) -> None:
        """Look for due deliveries at once."""
        if self._outbox is not None:
            self._outbox.wake()

    async def stop(self) -> None:
        """Finish what is being sent; the rest stays due in the archive."""
        self._stop.set()
        if self._running is not None:
            await self._running


def open_outbound() -> Outbound:
    """The client that webhooks and the heartbeat go out by."""
    return Outbound(AddressPolicy(), user_agent=user_agent())


def ways_out(environment: Environment, alerts: AlertsInForce, outbound: Outbound) -> Mapping[str, Channel]:
    """Every channel that the configuration in force and the environment describe."""
    return open_channels(alerts.routing, smtp_options(environment, alerts), outbound)


def smtp_options(environment: Environment, alerts: AlertsInForce) -> SmtpOptions | None:
    """How to reach the mail server; None when none is set."""
    smtp = environment.smtp
    if smtp is None:
        return None
    email = alerts.settings.channels.email
    return SmtpOptions(
        host=smtp.host,
        port=smtp.port,
        sender=email.from_ or smtp.sender or DEFAULT_SENDER,
        username=smtp.user or None,
        password=smtp.password or None,
        tls=Tls(smtp.tls),
        reply_to=email.reply_to,
    )


class _Counting:
    """Counts deliveries; a channel is known by its kind only."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def carried(self, sending: Carried) -> None:
        """A sending ended."""
        metrics = self._metrics
        metrics.deliveries.labels("email" if sending.channel_number == 0 else "webhook", sending.outcome).inc()
        metrics.stage_seconds.labels("deliver").inc(sending.seconds)
        metrics.stage_runs.labels("deliver").inc()
        if sending.outcome == "sent":
            _observe(metrics.alert_seconds, sending.since_commit_seconds)
            _observe(metrics.detection_seconds, sending.since_first_seen_seconds)


def _observe(histogram: Histogram, seconds: float | None) -> None:
    if seconds is not None:
        histogram.observe(seconds)
