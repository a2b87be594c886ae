"""Nothing that is watched, told or secret leaves the service but in its alerts, whatever goes wrong."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

from tests.journeys import canaries
from tests.journeys.canaries import CanaryWorld
from tests.journeys.test_database_faults import locked
from tests.servers.sentry import SentryIngest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PAGES = ("/metrics", "/healthz", "/readyz", "/no-such-page", "/metrics/../healthz")


@asynccontextmanager
async def canary_world(folder: Path, log_format: str) -> AsyncIterator[CanaryWorld]:
    """A world of canaries that logs in this format."""
    async with SentryIngest() as sentry, CanaryWorld(folder, sentry, log_format) as world:
        yield world


async def everything_goes_wrong(world: CanaryWorld) -> None:
    """Provoke the faults one after the other, each until the service has noticed it."""
    await feeds_and_channels_fail(world)
    await configuration_is_spoiled(world)
    await processes_are_killed(world)
    with locked(world):
        world.publish(2)
        await notices(world, "_not_kept", "_put_off")
    await a_row_is_damaged(world)


async def feeds_and_channels_fail(world: CanaryWorld) -> None:
    """Login refused, webhook refusing, pages and feeds of all bad kinds."""
    world.misbehave()
    world.mail.wants_login("another", "another")
    world.hook.answers_with(500, times=1)
    world.hook.answers_with(302, {"Location": f"/elsewhere?{canaries.HOOK}"}, times=1)
    world.publish(4)
    await world.service.start()
    await world.until(lambda: world.mail.commands["AUTH"] > 0, "the refused login")
    await world.until(lambda: len(world.hook.calls) > 2, "the refused calls")
    await notices(world, "page_not_read")
    world.mail.wants_login(canaries.SMTP_USER, canaries.SMTP_PASSWORD)
    world.mail.refuses(canaries.RECIPIENT, f"550 5.1.1 <{canaries.RECIPIENT}> has no mailbox")
    world.hook.answers_with(410)
    world.publish(2)
    await notices(world, "delivery_given_up")


async def configuration_is_spoiled(world: CanaryWorld) -> None:
    """Each file is replaced by one with mistakes in it, made of canaries."""
    mistakes = {
        "watchlist.yaml": f"rules: [{{id: {canaries.RULE}, when: {canaries.ENTITY} AND ({canaries.NAME_ARABIC}}}]",
        "feeds.yaml": f"feeds: [{{url: 'ftp://x/{canaries.FEED_KEY}', {canaries.TEXT}: 1}}]",
        "alerts.yaml": f"operator: {{email: '{canaries.RECIPIENT} {canaries.TEXT}'}}\n{canaries.TEXT}: 1",
    }
    good = {file: (world.service.config / file).read_text(encoding="utf-8") for file in mistakes}
    for file, text in mistakes.items():
        rejections = world.service.said.count(b"configuration_rejected")
        world.write(file, text)
        await notices(world, "configuration_rejected", more_than=rejections)
        world.write(file, good[file])


async def processes_are_killed(world: CanaryWorld) -> None:
    """The parser and the matcher die while articles are under way."""
    world.publish(2)
    for child in world.service.pools():
        child.kill()
    committed = world.service.said.count(b"article_committed")
    await notices(world, "article_committed", more_than=committed + 1)


async def a_row_is_damaged(world: CanaryWorld) -> None:
    """A value that nobody thought of: what stumbles over it while Redis is rebuilt is an unexpected error."""
    with closing(sqlite3.connect(world.service.archive, timeout=20)) as archive, archive:
        archive.execute("UPDATE entries SET state = ? WHERE id = 1", [canaries.DAMAGE])
    world.flush_bundled_valkey()
    await notices(world, "job_failed")
    await world.until(lambda: len(world.sentry.events) > 0, "the report to Sentry")


async def notices(world: CanaryWorld, *events: str, more_than: int = 0) -> None:
    """Wait until the service has logged one of these events, more often than before."""
    said = world.service.said
    await world.until(lambda: sum(said.count(event.encode()) for event in events) > more_than, f"events {events}")


async def leaks_of(folder: Path, log_format: str) -> list[str]:
    """The lines that hold a canary after everything went wrong; the alerts themselves must hold it."""
    async with canary_world(folder, log_format) as world:
        await everything_goes_wrong(world)
        asked = [text for path in PAGES for text in (await world.service.ask(path))[1:]]
        beside = world.service.processes()
        await world.service.stop()
        assert any(canaries.TEXT in call.body.decode() for call in world.hook.calls)
        return canaries.leaks("\n".join([*asked, beside, world.service.said.decode(), *world.sentry.envelopes]))


async def test_nothing_leaks_whatever_fails(tmp_path: Path) -> None:
    """No log line, Sentry envelope, metric, error page or child's environment holds a canary."""
    async with asyncio.TaskGroup() as both:
        runs = [both.create_task(leaks_of(tmp_path / form, form)) for form in ("json", "text")]
    assert [run.result() for run in runs] == [[], []]


async def test_refused_start_gives_nothing_away(tmp_path: Path) -> None:
    """In a container what is said at the start is a log too: mistakes are told by their place alone."""
    async with canary_world(tmp_path / "bad", "json") as world:
        world.write("watchlist.yaml", f"rules: [{{id: {canaries.RULE}, when: {canaries.NAME_ARABIC} AND}}]\nqanary: 1")
        await world.service.begin()
        assert await world.service.ended() == 1
        said = world.service.said.decode()
    assert "watchlist.yaml:" in said
    assert canaries.leaks(said) == []
