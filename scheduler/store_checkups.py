"""What ``marsad doctor`` tries of the stores: the archive and Redis."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from scheduler.environment import Environment

_MIGRATION = "brought up to date by the next `marsad run`, and before split roles start by `marsad migrate`"

# What is to be done, None when all is well; and what was found.
Found = tuple[str | None, str]


def counted(number: int, one: str, several: str) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{number} {one if number == 1 else several}"


async def try_archive(environment: Environment) -> Found:
    """Whether the archive can be opened, is of this version and can be read; raises ArchiveError."""
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
    return None, f"{'SQLite' if archive.is_sqlite else 'PostgreSQL'}, {counted(pending, 'entry', 'entries')} pending"


async def try_sources(environment: Environment) -> Found:
    """How many sources were healthy when they were last polled; a problem once that is less than half of them."""
    from archive.database import Archive
    from archive.engines import parsed_url, sqlite_file
    from archive.errors import ArchiveOutdated
    from archive.feeds import enabled_feeds
    from scheduler.feed_watch.troubles import is_healthy

    file = sqlite_file(parsed_url(environment.database_url))
    if file and not file.exists():
        return None, "none was polled yet"
    try:
        archive = await asyncio.to_thread(Archive.open, environment.database_url)
    except ArchiveOutdated:
        return None, "told when the archive is brought up to date"
    try:
        polled = [feed for feed in await archive.read(enabled_feeds) if feed.last_polled_at is not None]
    finally:
        archive.close()
    healthy = sum(map(is_healthy, polled))
    problem = "run `marsad feeds list`; can this machine reach them?" if healthy * 2 < len(polled) else None
    return problem, f"{healthy} of {len(polled)} healthy" if polled else "none was polled yet"


def _not_made_yet(file: Path) -> Found:
    folder = next(parent for parent in file.parents if parent.exists())
    usable = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    return None if usable else f"make {folder} a writable folder", "SQLite, made at the first start"


async def try_redis(environment: Environment) -> Found:
    """Whether Redis answers and drops nothing when it is full; the bundled one is started for it if need be."""
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
