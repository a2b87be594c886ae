"""``alerts.yaml``: its typed settings, and who is told by which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.configuration.disk import read_secret
from scheduler.configuration.files import ALERTS, parse_settings
from scheduler.configuration.findings import Finding, OutsideProblem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from alerts.routing import Routing
    from alerts.settings import AlertsSettings


def load_alerts(content: bytes, folder: Path, environ: Mapping[str, str]) -> tuple[AlertsSettings, Routing]:
    """The settings and who is told by which channel; secret files are looked for beside the configuration."""
    from alerts.errors import AlertsError
    from alerts.resolving import resolve_routing
    from alerts.settings import AlertsSettings

    settings, document = parse_settings(ALERTS, content, AlertsSettings)
    try:
        return settings, resolve_routing(settings, environ, lambda name: read_secret(folder / name))
    except AlertsError as error:
        raise OutsideProblem([Finding(ALERTS, document.line(("channels", "webhooks")), str(error))]) from error


def plan_alerts_file(content: bytes) -> tuple[AlertsSettings, Routing]:
    """The settings and who is told, for a process that sends nothing and so is given no secret."""
    from alerts.resolving import planned_routing
    from alerts.settings import AlertsSettings

    settings, _ = parse_settings(ALERTS, content, AlertsSettings)
    return settings, planned_routing(settings)
