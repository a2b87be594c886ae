"""What every role stands on: the archive, Redis, the task queue, metrics; opened in order and closed in reverse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive.database import Archive, ArchiveError, migrate
from archive.migrating_process import try_to_migrate
from gateway.redis_link import RedisLink
from scheduler.dispatch import Dispatch
from scheduler.due import DueTimes
from scheduler.metrics import Metrics
from scheduler.tasks import POLL
from scheduler.valkey import BundledValkey
from scrapers.parsing.spawning import BareSpawnContext
from scrapers.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scheduler.environment import Environment


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


class StartProblem(Exception):
    """The service cannot start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """The connections of one process. ``secrets`` are the variables that the configuration may name."""

    environment: Environment
    archive: Archive
    link: RedisLink
    dispatch: Dispatch
    due: DueTimes
    seen: Seen
    prefix: str
    metrics: Metrics
    clock: Callable[[], datetime]
    valkey: BundledValkey | None
    secrets: Mapping[str, str] = field(repr=False)

    async def close(self) -> None:
        """Close everything; the bundled Valkey is stopped with the service that started or found it."""
        await self.link.close()
        self.archive.close()
        if self.valkey is not None:
            self.valkey.stop()


def lay_foundation(environment: Environment, secrets: Mapping[str, str], *, embedded: bool) -> Foundation:
    """Open the archive and Redis; raises :class:`StartProblem`. ``embedded``: this process is the whole service."""
    archive = _open_archive(environment, embedded=embedded)
    valkey = None if environment.redis_url else _bundled(environment, embedded=embedded)
    url = environment.redis_url or (valkey.url if valkey else "")
    link = _link(url)
    prefix = f"marsad:{archive.generation}:"
    dispatch = Dispatch(url, f"{prefix}tasks")
    return Foundation(
        environment=environment,
        archive=archive,
        link=link,
        dispatch=dispatch,
        due=DueTimes(link, prefix, dispatch.queue_key(POLL)),
        seen=Seen(link, prefix, archive.generation),
        prefix=prefix,
        metrics=Metrics(),
        clock=utc_now,
        valkey=valkey,
        secrets=secrets,
    )


def _open_archive(environment: Environment, *, embedded: bool) -> Archive:
    is_sqlite = environment.database_url.startswith("sqlite")
    if is_sqlite and not embedded:
        raise StartProblem("split roles need PostgreSQL: set MARSAD_DATABASE_URL, or run without --role")
    try:
        if embedded:
            _bring_up_to_date(environment.database_url)
        return Archive.open(environment.database_url)
    except ArchiveError as error:
        raise StartProblem(str(error)) from error


def _bring_up_to_date(url: str) -> None:
    """Migrate in a process of its own: Alembic would stay in memory for as long as the service runs."""
    child = BareSpawnContext().Process(target=try_to_migrate, args=(url,))
    child.start()
    child.join()
    if child.exitcode:
        migrate(url)  # says what is wrong


def _link(url: str) -> RedisLink:
    try:
        return RedisLink(url)
    except ValueError:
        raise StartProblem("MARSAD_REDIS_URL is no address of a Redis: write redis://host:6379/0 or unix://") from None


def _bundled(environment: Environment, *, embedded: bool) -> BundledValkey:
    if not embedded:
        raise StartProblem("split roles need a Redis of their own: set MARSAD_REDIS_URL")
    valkey = BundledValkey(environment.data)
    valkey.ensure()
    return valkey
