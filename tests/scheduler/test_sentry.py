"""What leaves for Sentry is a list of types and places; the fake ingest sees every byte that is sent."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
from typing import TYPE_CHECKING, Any

import brotli  # type: ignore[import-untyped]
import pytest
import sentry_sdk

from scheduler.sentry import _CHECK_IN_KEYS, check_in, report, scrub, start_sentry, stop_sentry
from scheduler.variables import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "kanari-7f3a"


class Ingest(http.server.ThreadingHTTPServer):
    """A Sentry on loopback; ``envelopes`` are the bodies it was sent."""

    def __init__(self) -> None:
        self.envelopes: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def dsn(self) -> str:
        """Where to report to."""
        return f"http://key@127.0.0.1:{self.server_port}/1"


_UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Ingest

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.envelopes.append(_UNPACK[self.headers["Content-Encoding"]](body).decode())
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def ingest() -> Iterator[Ingest]:
    """A running ingest to which this process reports."""
    with Ingest() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        start_sentry(server.dsn, "marsad@test")
        yield server
        sentry_sdk.get_client().close(timeout=2)
        sentry_sdk.get_global_scope().set_client(None)
        server.shutdown()
        thread.join()


def events(ingest: Ingest) -> list[dict[str, Any]]:
    """The payloads of all envelopes."""
    stop_sentry()
    lines = [json.loads(line) for envelope in ingest.envelopes for line in envelope.splitlines() if line]
    return [line for line in lines if isinstance(line, dict)]


def fail_over(watched: str) -> None:
    """Fail with a secret in the message, in a local and in the cause."""
    kept = f"{watched} in a local"
    try:
        int(kept)
    except ValueError as error:
        raise LookupError(f"{watched} in a message") from error


def test_report_holds_types_and_places(ingest: Ingest) -> None:
    """Enough to find the bug, nothing of what was read or configured."""
    sentry_sdk.set_tag("tag", CANARY)
    sentry_sdk.set_user({"email": CANARY})
    sentry_sdk.add_breadcrumb(message=CANARY)
    try:
        fail_over(CANARY)
    except LookupError as error:
        report(error)
    (event,) = [line for line in events(ingest) if "exception" in line]
    sentry_sdk.get_isolation_scope().clear()
    assert CANARY not in json.dumps(ingest.envelopes)
    values = event["exception"]["values"]
    assert [value["type"] for value in values] == ["ValueError", "LookupError"]
    assert values[-1]["stacktrace"]["frames"][-1]["function"] == "fail_over"
    assert event["release"] == "marsad@test"


def test_report_names_no_machine(ingest: Ingest) -> None:
    """Not even the host's name, its packages or its arguments."""
    report(ValueError(CANARY))
    (event,) = [line for line in events(ingest) if "exception" in line]
    allowed = {"event_id", "timestamp", "platform", "level", "release", "environment", "sdk", "contexts", "exception"}
    assert set(event) <= allowed
    assert set(event["contexts"]) <= {"runtime"}


def test_personal_data_is_off(ingest: Ingest) -> None:
    """The library's own default, which an update must not turn."""
    assert not sentry_sdk.get_client().should_send_default_pii()


def test_check_in_says_alive(ingest: Ingest) -> None:
    """The cron monitor raises the alarm when it stays away."""
    check_in()
    (event,) = [line for line in events(ingest) if "monitor_slug" in line]
    assert set(event) <= _CHECK_IN_KEYS
    assert (event["monitor_slug"], event["status"]) == ("marsad-alive", "ok")
    assert event["monitor_config"]["schedule"] == {"type": "interval", "value": 1, "unit": "minute"}


def test_without_address_nothing_starts() -> None:
    """Reporting is off until somebody asks for it."""
    start_sentry("", "marsad@test")
    report(ValueError(CANARY))
    check_in()
    stop_sentry()
    assert not sentry_sdk.get_client().is_active()


@pytest.mark.parametrize("dsn", ["canary", "http://canary@[host/1", "http://user:canary/word@host/1"])
def test_bad_address_is_not_repeated(dsn: str) -> None:
    """The address is a secret; a port that is none would be quoted by Python's own message."""
    with pytest.raises(EnvironmentProblem, match="MARSAD_SENTRY_DSN") as caught:
        start_sentry(dsn, "marsad@test")
    assert "canary" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_scrub_keeps_only_what_is_listed() -> None:
    """Whatever a future version of the library adds stays here."""
    frame = {"filename": "f.py", "function": "g", "lineno": 3, "vars": {"x": CANARY}, "context_line": CANARY}
    value = {"type": "ValueError", "value": CANARY, "stacktrace": {"frames": [frame]}, "mechanism": {"data": CANARY}}
    event: Any = {
        "event_id": "1",
        "level": "error",
        "message": CANARY,
        "logentry": {"message": CANARY},
        "extra": {"x": CANARY},
        "request": {"url": CANARY},
        "user": {"id": CANARY},
        "tags": {"x": CANARY},
        "server_name": CANARY,
        "contexts": {"runtime": {"name": "CPython"}, "trace": {"data": CANARY}},
        "exception": {"values": [value]},
        "something_new": CANARY,
    }
    scrubbed: Any = scrub(event, {})
    assert CANARY not in json.dumps(scrubbed)
    assert scrubbed["exception"]["values"][0]["stacktrace"]["frames"][0]["lineno"] == 3
    assert scrubbed["contexts"] == {"runtime": {"name": "CPython"}}


@pytest.mark.parametrize("event", [{}, {"exception": None}, {"exception": {"values": [{"stacktrace": None}]}}])
def test_scrub_takes_any_event(event: Any) -> None:  # noqa: ANN401 - as the library may hand it over
    """An error in the scrubbing would lose the report."""
    assert scrub(event, {}) is not None
