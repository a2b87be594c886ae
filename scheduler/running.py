"""``marsad run``: from the environment to a running service, and its exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import sys
from typing import TYPE_CHECKING

import structlog

from archive.errors import ArchiveError
from archive.lock import locked_data
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.environment import read_environment
from scheduler.foundation import StartProblem, lay_foundation
from scheduler.identity import release
from scheduler.logs import configure_logs
from scheduler.loop import run_until_stopped
from scheduler.sentry import report, start_sentry, stop_sentry
from scheduler.service import Service
from scheduler.valkey import ValkeyProblem

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    from scheduler.crawling import Crawling
    from scheduler.environment import Environment

log = structlog.get_logger()

# What a child process may need; all else that stands in the environment could be a secret.
_HARMLESS = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "SSL_CERT_FILE", "SSL_CERT_DIR")


def run_service(config: Path | None, data: Path | None, role: str) -> int:
    """Run until stopped; 0 after a clean stop, 1 when it could not start or failed."""
    secrets = dict(os.environ)
    environment = read_environment(config=config, data=data)
    _forget_environment()
    _leave_no_core()
    configure_logs(environment.log_format, environment.log_level)
    start_sentry(environment.sentry_dsn, release())
    try:
        with _data(environment, role):
            _run(environment, secrets, role)
    except (StartProblem, ArchiveError, ValkeyProblem) as problem:
        return _say(str(problem))
    except ConfigurationProblem as problem:
        return _say(_told(problem, in_full=sys.stderr.isatty()))
    except Exception as error:
        log.exception("service_failed")
        report(error)
        return 1
    finally:
        stop_sentry()
    return 0


def _leave_no_core() -> None:
    """A crash of this process or of its children writes no image of a memory that holds secrets and the watchlist."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(environment: Environment, secrets: dict[str, str], role: str) -> None:
    crawls = role in ("all", "crawler")
    foundation = lay_foundation(environment, secrets, embedded=role == "all")

    _collect_rarely()

    async def main(stop: asyncio.Event) -> None:
        await Service(foundation, role, _crawling_type() if crawls else None).run(stop)

    run_until_stopped(main, with_reactor=crawls)


def _crawling_type() -> type[Crawling]:
    from scheduler.crawling import Crawling

    return Crawling


@contextlib.contextmanager
def _data(environment: Environment, role: str) -> Iterator[None]:
    with locked_data(environment.data) if role == "all" else contextlib.nullcontext():
        yield


def _collect_rarely() -> None:
    """Spare the collector what lives as long as the process, and let it look less often at the rest.

    Each request makes thousands of short-lived objects; with Python's defaults looking for cycles among them took 5 to
    29 % of a crawler's time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _forget_environment() -> None:
    for name in list(os.environ):
        if name not in _HARMLESS:
            del os.environ[name]


def _told(problem: ConfigurationProblem, *, in_full: bool) -> str:
    """The mistakes in words for a person at a terminal; elsewhere, in what may be a log, their places alone."""
    if in_full:
        return "\n".join(str(finding) for finding in problem.findings)
    places = [f"{finding.file}:{finding.line}: {finding.severity}" for finding in problem.findings]
    return "\n".join([*places, "`marsad check` says what is wrong there"])


def _say(message: str) -> int:
    """To the person at the terminal: what is wrong with the installation, in words."""
    sys.stderr.write(f"marsad: cannot start:\n{message}\n")
    return 1
