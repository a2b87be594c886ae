"""``marsad run`` says in words why it cannot start, leaves nothing behind, and stops cleanly when told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from archive.lock import locked_data
from tests.scheduler.command_line import Ran, marsad_process
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from tests.scheduler.desk import ConfigurationFolder


class Desk:
    """A configuration and a data folder to run the service on."""

    def __init__(self, configuration: ConfigurationFolder, data: Path) -> None:
        self.configuration = configuration
        self.data = data

    def runs(self, *arguments: str, **settings: str) -> Ran:
        """Run a service that is not going to start."""
        folders = ("--config", self.configuration.path, "--data", self.data)
        port = settings.pop("HTTP_PORT", "0")
        return marsad_process("run", *folders, *arguments, HTTP_PORT=port, **settings)

    def leftovers(self) -> list[int]:
        """Servers of this data folder that are still running."""
        return [found.pid for found in psutil.process_iter(["cmdline"]) if self._is_ours(found.info["cmdline"] or [])]

    def _is_ours(self, words: list[str]) -> bool:
        return bool(words) and "valkey" in words[0] and str(self.data) in " ".join(words)


@pytest.fixture
def desk(configuration: ConfigurationFolder, tmp_path: Path) -> Desk:
    """A sound configuration, and no data folder yet."""
    return Desk(configuration, tmp_path / "data")


def test_missing_configuration_is_named(desk: Desk) -> None:
    """The first mistake of a newcomer; the bundled server does not stay behind."""
    for name in ("feeds.yaml", "watchlist.yaml", "alerts.yaml"):
        desk.configuration.loses(name)
    ran = desk.runs()
    assert ran.code == 1
    assert "marsad: cannot start:\nalerts.yaml:1: error" in ran.err
    assert desk.leftovers() == []


def test_mistakes_are_told_by_place(desk: Desk) -> None:
    """What goes into a log may be read by others: line numbers, and no word of the watchlist."""
    desk.configuration.writes("watchlist.yaml", "places:\n  - id: canary\n    nom: canary\n")
    ran = desk.runs()
    assert ran.code == 1
    assert "watchlist.yaml:3: error" in ran.err
    assert "marsad check" in ran.err
    assert "canary" not in ran.err


def test_data_folder_in_use_names_the_process(desk: Desk) -> None:
    """Two services on one archive would each think the other one dead."""
    with locked_data(desk.data):
        ran = desk.runs()
    assert (ran.code, f"process {os.getpid()}" in ran.err) == (1, True)
    assert desk.leftovers() == []


def test_forgetful_redis_is_refused(desk: Desk) -> None:
    """It would drop due times and seen keys silently."""
    with RedisServer("--maxmemory-policy", "allkeys-lru") as server:
        ran = desk.runs(REDIS_URL=server.url)
    assert (ran.code, "set it to noeviction" in ran.err) == (1, True)


@pytest.mark.parametrize("role", ["scheduler", "crawler", "alerter"])
def test_split_role_needs_postgresql(desk: Desk, role: str) -> None:
    """SQLite is one machine's."""
    ran = desk.runs("--role", role, REDIS_URL="redis://127.0.0.1:1/0")
    assert (ran.code, "MARSAD_DATABASE_URL" in ran.err) == (1, True)


def test_unknown_role_is_usage(desk: Desk) -> None:
    """Exit code 2."""
    assert desk.runs("--role", "nonsense").code == 2


def test_taken_port_is_named(desk: Desk) -> None:
    """And the setting that cures it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ran = desk.runs(HTTP_PORT=str(listener.getsockname()[1]))
    assert (ran.code, "MARSAD_HTTP_PORT" in ran.err) == (1, True)
    assert desk.leftovers() == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SMTP_HOST": "mail.desk.example", "SMTP_TLS": "none"}, "MARSAD_SMTP_TLS may be none"),
        ({"SMTP_HOST": "mail.desk.example", "SMTP_FROM": "canary"}, "MARSAD_SMTP_FROM cannot be used: mail sender"),
        ({"HEARTBEAT_URL": "gopher://canary/"}, "MARSAD_HEARTBEAT_URL must be an http or https URL"),
        ({"SENTRY_DSN": "canary"}, "MARSAD_SENTRY_DSN is no DSN"),
    ],
)
def test_setting_that_cannot_work_is_told(desk: Desk, settings: dict[str, str], said: str) -> None:
    """In words, even where no terminal is: `marsad check` reads the files, and finds nothing wrong with them."""
    ran = desk.runs(**settings)
    assert ran.code != 0
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert "canary" not in ran.err
    assert desk.leftovers() == []


def test_secret_never_shows_in_a_refusal(desk: Desk) -> None:
    """Database and Redis addresses hold passwords."""
    ran = desk.runs(DATABASE_URL="postgresql+psycopg://marsad:canary@127.0.0.1:1/marsad")
    assert ran.code == 1
    assert "canary" not in ran.err + ran.out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_it_cleanly(desk: Desk, number: signal.Signals) -> None:
    """Exit code 0, its own processes gone; no secret in a child's environment, nor in an image that a crash leaves."""
    environ = {**os.environ, "MARSAD_SMTP_PASSWORD": "canary", "HOOK_URL": "canary", "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-m", "scheduler", "run", "--config", desk.configuration.path, "--data", desk.data]
    environ |= {"MARSAD_HTTP_PORT": "0", "MARSAD_LOG_FORMAT": "json"}
    with subprocess.Popen([str(word) for word in command], stderr=subprocess.PIPE, env=environ) as process:
        assert process.stderr is not None
        events = [started(process.stderr)]
        children = psutil.Process(process.pid).children(recursive=True)
        environments = [child.environ() for child in children]
        core_limits = {each.rlimit(psutil.RLIMIT_CORE) for each in (psutil.Process(process.pid), *children)}
        process.send_signal(number)
        events += [json.loads(line) for line in process.stderr]
    assert process.returncode == 0
    said = [event["event"] for event in events if event["event"].startswith("service_")]
    assert said[-2:] == ["service_stopping", "service_stopped"]
    assert [event for event in events if event["level"] in ("error", "critical")] == []
    assert "canary" not in json.dumps(environments)
    assert core_limits == {(0, 0)}
    wait_until_gone(children)
    assert desk.leftovers() == []


def wait_until_gone(processes: list[psutil.Process]) -> None:
    """Give orphans a moment to notice; one that stays fails the test by its time limit."""
    while any(is_alive(process) for process in processes):
        time.sleep(0.05)


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs; one that only waits to be reaped does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def started(lines: Any) -> dict[str, Any]:  # noqa: ANN401 - a pipe
    """The event that tells of a start; fails when the service ends before."""
    for line in lines:
        event: dict[str, Any] = json.loads(line)
        if event["event"] == "service_started":
            return event
    pytest.fail("the service did not start")
