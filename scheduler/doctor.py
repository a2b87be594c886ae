"""``marsad doctor``: tries everything the service depends on, and says what to do about each failure.

What it prints is for the person at the terminal; even so it names no secret.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scheduler.checking import check_folder
from scheduler.configuration.alerts_file import load_alerts
from scheduler.configuration.files import ALERTS, read_content
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.logs import describe_error

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from alerts.routing import Routing
    from scheduler.environment import Environment

FREE_BYTES = 1024**3
_MAIL_ADVICE = "check MARSAD_SMTP_*; nothing is ever sent without the TLS that was asked for"
_MIGRATION = "brought up to date by the next `marsad run`, and before split roles start by `marsad migrate`"
_EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)

# What is to be done, None when all is well; and what was found.
Found = tuple[str | None, str]


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
        ("archive", "run `marsad migrate`; is the database up, is its password right?", lambda: _archive(environment)),
        ("redis", "is Redis up, is its password right?", lambda: _redis(environment)),
        ("mail", _MAIL_ADVICE, lambda: _mail(environment, secrets)),
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
    warnings = _counted(len(findings) - errors, "warning", "warnings")
    return "run `marsad check`" if errors else None, f"{_counted(errors, 'mistake', 'mistakes')}, {warnings}"


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


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


async def _archive(environment: Environment) -> Found:
    from archive.database import Archive
    from archive.engines import parsed_url, sqlite_file
    from archive.entries import pending_count
    from archive.errors import ArchiveOutdated

    file = sqlite_file(parsed_url(environment.database_url))
    if file and not file.exists():
        return _not_made_yet(file)
    try:
        archive = await asyncio.to_thread(Archive.open, environment.database_url)
    except ArchiveOutdated as outdated:
        return None, f"{'SQLite' if file else 'PostgreSQL'}, {outdated.state}; {_MIGRATION}"
    try:
        pending = await archive.read(pending_count)
    finally:
        archive.close()
    return None, f"{'SQLite' if archive.is_sqlite else 'PostgreSQL'}, {_counted(pending, 'entry', 'entries')} pending"


def _not_made_yet(file: Path) -> Found:
    folder = next(parent for parent in file.parents if parent.exists())
    usable = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    return None if usable else f"make {folder} a writable folder", "SQLite, made at the first start"


async def _redis(environment: Environment) -> Found:
    from gateway.redis_link import RedisLink
    from scheduler.redis_policy import eviction_policy, policy_problem
    from scheduler.valkey import BundledValkey

    valkey = None if environment.redis_url else BundledValkey(environment.data)
    if valkey is not None:
        await asyncio.to_thread(valkey.ensure)
    link = RedisLink(environment.redis_url or (valkey.url if valkey else ""))
    try:
        began = time.monotonic()
        await link.call(lambda redis: redis.ping())
        milliseconds = (time.monotonic() - began) * 1000
        return policy_problem(await eviction_policy(link)), f"answers in {milliseconds:.1f} ms"
    finally:
        await link.close()
        if valkey is not None and valkey.is_ours:
            await asyncio.to_thread(valkey.stop)


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
