"""``marsad doctor``: tries everything the service depends on, and says what to do about each failure.

What it prints is for the person at the terminal; even so it names no secret.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scheduler.browser_checkup import try_browser
from scheduler.checking import check_folder
from scheduler.configuration.alerts_file import load_alerts
from scheduler.configuration.files import ALERTS, read_content
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.logs import describe_error
from scheduler.store_checkups import counted, try_archive, try_redis, try_sources

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from alerts.routing import Routing
    from scheduler.environment import Environment
    from scheduler.store_checkups import Found

FREE_BYTES = 1024**3
_MAIL_ADVICE = "check MARSAD_SMTP_*; nothing is ever sent without the TLS that was asked for"
_EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was tried."""

    subject: str
    well: bool
    found: str
    advice: str = ""


async def examine(environment: Environment, secrets: Mapping[str, str]) -> list[Checkup]:
    """Try everything, one after the other; never raises."""
    attempts: list[tuple[str, str, Callable[[], Awaitable[Found]]]] = [
        ("configuration", "run `marsad check`", lambda: _configuration(environment, secrets)),
        ("data folder", "make the folder writable and free space on its disk", lambda: _disk(environment)),
        ("clock", "set the machine's clock; alerts and signatures carry its time", _clock),
        (
            "archive",
            "run `marsad migrate`; is the database up, is its password right?",
            lambda: try_archive(environment),
        ),
        ("sources", "run `marsad migrate`; see the archive", lambda: try_sources(environment)),
        ("redis", "is Redis up, is its password right?", lambda: try_redis(environment)),
        ("mail", _MAIL_ADVICE, lambda: _mail(environment, secrets)),
        ("browser", "see Pages that only scripts fill in docs/operations.md", lambda: try_browser(environment)),
        ("parsers", "install the package again: its libraries do not load", _parsers),
    ]
    return [await _attempt(*attempt) for attempt in attempts]


async def _attempt(subject: str, advice: str, attempt: Callable[[], Awaitable[Found]]) -> Checkup:
    try:
        problem, found = await asyncio.wait_for(attempt(), timeout=60)
    except Exception as error:  # noqa: BLE001 - whatever fails is what the doctor is asked to tell
        return Checkup(subject, well=False, found=f"failed: {_told(error)}", advice=advice)
    return Checkup(subject, well=problem is None, found=found, advice=problem or "")


def _told(error: Exception) -> str:
    """What our own errors say, which name no secret; of any other its kind alone."""
    from alerts.errors import AlertsError
    from archive.errors import ArchiveError

    return str(error) if isinstance(error, AlertsError | ArchiveError) else describe_error(error)[0]


async def _configuration(environment: Environment, secrets: Mapping[str, str]) -> Found:
    findings = check_folder(environment.config, secrets, environment)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = counted(sum(finding.severity == "warning" for finding in findings), "warning", "warnings")
    return "run `marsad check`" if errors else None, f"{counted(errors, 'mistake', 'mistakes')}, {warnings}"


async def _disk(environment: Environment) -> Found:
    environment.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    probe = environment.data / ".doctor"
    probe.write_bytes(b"x")
    probe.unlink()
    free = shutil.disk_usage(environment.data).free
    return None if free > FREE_BYTES else "free some space", f"writable, {free / 1024**3:.1f} GiB free"


async def _clock() -> Found:
    now = datetime.now(UTC)
    return None if now > _EARLIEST else "the clock is in the past; set it", now.isoformat(timespec="seconds")


async def _mail(environment: Environment, secrets: Mapping[str, str]) -> Found:
    from alerts.channels.email import EmailChannel
    from scheduler.alerting import smtp_options
    from scheduler.in_force import AlertsInForce

    try:
        content = read_content(environment.config / ALERTS)
        alerts = AlertsInForce(*load_alerts(content, environment.config, secrets))
    except ConfigurationProblem as problem:
        return "run `marsad check`", str(problem)
    options = smtp_options(environment, alerts)
    if options is None:
        return _without_mail(alerts.routing)
    result = await EmailChannel(options).check()
    return None if result.outcome == "sent" else _MAIL_ADVICE, f"{result.text}, TLS: {options.tls}"


def _without_mail(routing: Routing) -> Found:
    if routing.alerts_by_email:
        return "set MARSAD_SMTP_HOST and the others, or live with webhooks alone", "no mail server is set"
    if len(routing.operator.channels) == 1:
        return "name a webhook under `operator`, or set MARSAD_SMTP_HOST: notices reach nobody", "no mail server is set"
    return None, "not used: alerts and notices go out by webhook"


async def _parsers() -> Found:
    from scrapers.parsing.pool import Parsers

    parsers = Parsers()
    page = "<html><body><article><p>" + "كلمة من خبر. " * 60 + "</p></article></body></html>"
    try:
        extracted = await parsers.extract(page.encode(), "http://doctor.invalid/", "text/html; charset=utf-8")
    finally:
        await parsers.stop()
    return None if extracted.body else "install the package again", f"a page was read; Python {sys.version.split()[0]}"
