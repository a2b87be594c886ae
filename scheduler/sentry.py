"""Reports the service's own errors to Sentry, and nothing that a user configured or a site wrote.

Only what :func:`scrub` lists leaves: exception types, our own frames, opaque ids. Feed failures are feed health and
never come here. The library is imported only where a DSN is given, for it takes megabytes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from scheduler.variables import EnvironmentProblem

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

_EVENT_KEYS = frozenset({"event_id", "timestamp", "platform", "level", "release", "environment", "sdk", "contexts"})
_FRAME_KEYS = ("filename", "function", "module", "lineno", "in_app")
_CONTEXTS = frozenset({"runtime"})
_CHECK_IN_KEYS = frozenset(
    {
        "event_id",
        "type",
        "check_in_id",
        "monitor_slug",
        "status",
        "duration",
        "environment",
        "release",
        "monitor_config",
    }
)
MONITOR = "marsad-alive"


def start_sentry(dsn: str, release: str) -> None:
    """Begin reporting when ``dsn`` is given; without one nothing is sent anywhere. Raises EnvironmentProblem.

    Personal data is left out by the library's default; its option ``send_default_pii`` is deprecated.
    """
    if not dsn:
        return
    import sentry_sdk
    from sentry_sdk.utils import BadDsn

    try:
        sentry_sdk.init(
            dsn=dsn,
            release=release,
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            server_name="marsad",
            shutdown_timeout=2,
            before_send=scrub,
        )
    except (BadDsn, ValueError):  # the second for a port or an address that is none
        raise EnvironmentProblem("MARSAD_SENTRY_DSN is no DSN: copy it whole from the project's settings") from None


def report(error: BaseException) -> None:
    """Send one error of our own, scrubbed."""
    if _is_loaded():
        import sentry_sdk

        sentry_sdk.capture_exception(error)


def check_in() -> None:
    """Tell Sentry's cron monitor that the service is alive; expected once a minute."""
    if not _is_loaded():
        return
    from sentry_sdk.crons import MonitorStatus, capture_checkin

    capture_checkin(
        monitor_slug=MONITOR,
        status=MonitorStatus.OK,
        monitor_config={"schedule": {"type": "interval", "value": 1, "unit": "minute"}, "checkin_margin": 3},
    )


def stop_sentry() -> None:
    """Hand over what is still queued, for at most two seconds."""
    if _is_loaded():
        import sentry_sdk

        sentry_sdk.flush(timeout=2)


def _is_loaded() -> bool:
    return "sentry_sdk" in sys.modules


def scrub(event: Event, _hint: Hint) -> Event | None:
    """The event reduced to what may leave; check-ins pass here too."""
    if event.get("type") == "check_in":
        return {key: value for key, value in event.items() if key in _CHECK_IN_KEYS}  # type: ignore[return-value]
    kept: dict[str, Any] = {key: value for key, value in event.items() if key in _EVENT_KEYS}
    contexts: Any = kept.pop("contexts", None) or {}
    kept["contexts"] = {name: value for name, value in contexts.items() if name in _CONTEXTS}
    values = (event.get("exception") or {}).get("values") or []
    kept["exception"] = {"values": [_exception(value) for value in values]}
    return kept  # type: ignore[return-value]


def _exception(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "value": "",
        "stacktrace": {"frames": [{key: frame.get(key) for key in _FRAME_KEYS} for frame in frames]},
    }
