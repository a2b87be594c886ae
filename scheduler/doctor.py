"""``marsad doctor``: tries everything the service depends on, and says what to do about each failure.

What it prints is for the person at the terminal; even so it names no secret.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scheduler.configuration.checking import check_folder
from scheduler.logs import describe_error

if TYPE_CHECKING:
    from scheduler.environment import Environment

FREE_BYTES = 1024**3
CLOCK_DRIFT_SECONDS = 60
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
    attempts: list[tuple[str, str, Callable[[], Awaitable[Checkup]]]] = [
        ("configuration", "run `marsad check`", lambda: _configuration(environment, secrets)),
        ("data folder", "make the folder writable and free space on its disk", lambda: _disk(environment)),
        ("clock", "set the machine's clock; alerts and signatures carry its time", _clock),
        ("archive", "run `marsad migrate`; is the database up, is its password right?", lambda: _archive(environment)),
        ("redis", "is Redis up, is its password right?", lambda: _redis(environment)),
        ("mail", "check MARSAD_SMTP_*; nothing is ever sent without the TLS that was asked for", lambda: _mail(environment)),
        ("parsers", "install the package again: its libraries do not load", _parsers),
    ]
    return [await _attempt(*attempt) for attempt in attempts]


async def _attempt(subject: str, advice: str, attempt: Callable[[], Awaitable[Checkup]]) -> Checkup:
    try:
        return await asyncio.wait_for(attempt(), timeout=60)
    except Exception as error:  # noqa: BLE001 - whatever fails is what the doctor is asked to tell
        return Checkup(subject, False, f"failed: {describe_error(error)[0]}", advice)


async def _configuration(environment: Environment, secrets: Mapping[str, str]) -> Checkup:
    findings = check_folder(environment.config, secrets)
    errors = sum(finding.severity == "error" for finding in findings)
    found = f"{errors} mistakes, {len(findings) - errors} warnings"
    return Checkup("configuration", not errors, found, "run `marsad check`")


async def _disk(environment: Environment) -> Checkup:
    environment.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    probe = environment.data / ".doctor"
    probe.write_bytes(b"x")
    probe.unlink()
    free = shutil.disk_usage(environment.data).free
    return Checkup("data folder", free > FREE_BYTES, f"writable, {free / 1024**3:.1f} GiB free", "free some space")


async def _clock() -> Checkup:
    now = datetime.now(UTC)
    return Checkup("clock", now > _EARLIEST, now.isoformat(timespec="seconds"), "the clock is in the past; set it")


async def _archive(environment: Environment) -> Checkup:
    from archive.database import Archive  # noqa: PLC0415 - start quickly
    from archive.entries import pending_count  # noqa: PLC0415

    archive = await asyncio.to_thread(Archive.open, environment.database_url)
    pending = await archive.read(pending_count)
    kind = "SQLite" if archive.is_sqlite else "PostgreSQL"
    archive.close()
    return Checkup("archive", True, f"{kind}, {pending} entries pending")


async def _redis(environment: Environment) -> Checkup:
    from gateway.redis_link import RedisLink  # noqa: PLC0415 - start quickly
    from scheduler.redis_policy import eviction_policy, policy_problem  # noqa: PLC0415
    from scheduler.valkey import BundledValkey  # noqa: PLC0415

    valkey = None if environment.redis_url else BundledValkey(environment.data)
    if valkey is not None:
        await asyncio.to_thread(valkey.ensure)
    link = RedisLink(environment.redis_url or (valkey.url if valkey else ""))
    began = time.monotonic()
    await link.call(lambda redis: redis.ping())
    milliseconds = (time.monotonic() - began) * 1000
    problem = policy_problem(await eviction_policy(link))
    await link.close()
    return Checkup("redis", problem is None, f"answers in {milliseconds:.1f} ms", problem or "")


async def _mail(environment: Environment) -> Checkup:
    from alerts.channels.email.connecting import probe  # noqa: PLC0415 - start quickly
    from scheduler.alerting import smtp_options  # noqa: PLC0415

    if environment.smtp is None:
        return Checkup("mail", False, "no mail server is set", "set MARSAD_SMTP_HOST and the others")
    await probe(smtp_options(environment))
    return Checkup("mail", True, f"reachable, TLS: {environment.smtp.tls}")


async def _parsers() -> Checkup:
    from scrapers.parsing.pool import Parsers  # noqa: PLC0415 - start quickly

    parsers = Parsers()
    page = "<html><body><article><p>" + "كلمة من خبر. " * 60 + "</p></article></body></html>"
    extracted = await parsers.extract(page.encode(), "http://doctor.invalid/", "text/html; charset=utf-8")
    await parsers.stop()
    python = f"Python {sys.version.split()[0]}, {multiprocessing.cpu_count()} cores"
    return Checkup("parsers", bool(extracted.body), f"a page was extracted; {python}", "install the package again")
