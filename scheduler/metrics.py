"""What the service counts: Prometheus metrics with opaque labels from fixed lists only."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIVERY_SECONDS = (0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 7, 10, 30, 60, 300, 3600, 86400)


class Metrics:
    """All metrics of one process; docs/operations.md explains each."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        r = self.registry
        self.polls = Counter("marsad_polls", "Feed polls by outcome.", ["status"], registry=r)
        self.entries = Counter("marsad_entries_new", "Entries remembered.", registry=r)
        self.articles = Counter(
            "marsad_articles", "Articles committed, by what their body was read from.", ["body"], registry=r
        )
        self.copies = Counter("marsad_copies", "Articles that joined an existing copy group.", registry=r)
        self.comparisons = Counter(
            "marsad_comparisons",
            "Texts compared with earlier ones: by the index or the archive, again, too short, or in vain.",
            ["how"],
            registry=r,
        )
        self.revisions = Counter("marsad_revisions", "Edited articles, by what the edit was.", ["edit"], registry=r)
        self.mentions = Counter("marsad_mentions", "Watched names found.", registry=r)
        self.alerts = Counter("marsad_alerts", "Alerts committed.", registry=r)
        self.held = Gauge("marsad_alerts_held", "Alerts that are held to be told together.", registry=r)
        self.told_together = Counter(
            "marsad_alerts_told_together", "Alerts that were held and then told in summaries.", registry=r
        )
        self.set_aside = Counter(
            "marsad_entries_set_aside", "Entries that killed their worker three times.", registry=r
        )
        self.deliveries = Counter("marsad_deliveries", "Delivery attempts by outcome.", ["kind", "outcome"], registry=r)
        self.alert_seconds = Histogram(
            "marsad_alert_seconds",
            "From the commit of an alert to its acceptance by the receiver.",
            registry=r,
            buckets=_DELIVERY_SECONDS,
        )
        self.detection_seconds = Histogram(
            "marsad_detection_to_acceptance_seconds",
            "From the start of the poll that first showed an entry to the acceptance of its alert.",
            registry=r,
            buckets=_DELIVERY_SECONDS,
        )
        self.stage_seconds = Counter("marsad_stage_seconds", "Wall time spent in each stage.", ["stage"], registry=r)
        self.stage_runs = Counter("marsad_stage_runs", "How often each stage ran.", ["stage"], registry=r)
        self.errors = Counter("marsad_errors", "Unexpected errors by where they were caught.", ["place"], registry=r)
        self.due_lateness = Gauge("marsad_due_lateness_seconds", "How late the most overdue feed is.", registry=r)
        self.pending = Gauge("marsad_entries_pending", "Entries not yet done.", registry=r)
        self.outbox = Gauge("marsad_deliveries_due", "Deliveries that wait to be sent.", registry=r)
        self.feeds = Gauge("marsad_feeds", "Enabled feeds by status.", ["status"], registry=r)
        self.feed_troubles = Gauge(
            "marsad_feed_troubles", "Enabled feeds in trouble, silent ones too, by state.", ["state"], registry=r
        )
        self.loop_lag = Gauge("marsad_event_loop_lag_seconds", "Lag of the event loop, last seen.", registry=r)
        self.loop_lag_max = Gauge("marsad_event_loop_lag_seconds_max", "Largest lag of the event loop.", registry=r)
        self.push_requests = Counter(
            "marsad_push_requests", "Requests at the port that hubs call, by outcome.", ["outcome"], registry=r
        )
        self.push_missed = Counter("marsad_push_missed", "Polls that found what push should have brought.", registry=r)
        self.subscriptions = Gauge("marsad_subscriptions", "Subscriptions at hubs by state.", ["state"], registry=r)
        self.redis_up = Gauge("marsad_redis_up", "1 while Redis answers.", registry=r)
        self.configuration_ok = Gauge("marsad_configuration_ok", "1 while the files on disk are in force.", registry=r)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the wall time of a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.stage_seconds.labels(name).inc(time.perf_counter() - began)
            self.stage_runs.labels(name).inc()

    def text(self) -> bytes:
        """The metrics in Prometheus' text format."""
        return generate_latest(self.registry)
