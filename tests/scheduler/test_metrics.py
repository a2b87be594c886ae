"""Metrics carry labels of fixed lists, and time what they are asked to time."""

from __future__ import annotations

import pytest

from scheduler.metrics import Metrics


def test_stage_counts_its_runs() -> None:
    """Also one that fails: its time was spent."""
    metrics = Metrics()
    with metrics.stage("match"):
        pass
    with pytest.raises(LookupError), metrics.stage("match"):
        raise LookupError
    assert metrics.registry.get_sample_value("marsad_stage_runs_total", {"stage": "match"}) == 2
    assert (metrics.registry.get_sample_value("marsad_stage_seconds_total", {"stage": "match"}) or 0) > 0


def test_two_processes_do_not_share() -> None:
    """A registry of its own, so that a second service in one process can count."""
    first, second = Metrics(), Metrics()
    first.alerts.inc()
    assert b"marsad_alerts_total 1.0" in first.text()
    assert b"marsad_alerts_total 0.0" in second.text()


def test_every_metric_is_ours_and_explained() -> None:
    """One prefix, and a sentence of help each."""
    for family in Metrics().registry.collect():
        assert family.name.startswith("marsad_")
        assert family.documentation.endswith(".")
