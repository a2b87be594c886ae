"""What is watched, told or secret does not show in a refused start, in the operator's commands or in open files."""

from __future__ import annotations

import asyncio
import json
import stat
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from scheduler.valkey import BundledValkey
from tests.journeys.running import environment
from tests.journeys.secrecy import canaries
from tests.journeys.secrecy.canaries import CanaryWorld
from tests.journeys.secrecy.evidence import FORMATS
from tests.journeys.secrecy.inside import MISTAKES, OwnRedis
from tests.journeys.secrecy.leak_search import NAME_ARABIC, leaks
from tests.servers.sentry import SentryIngest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

OPEN_TO_ALL = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH
# Mistakes in settings that hold a secret, as they happen when one is typed.
BAD_SETTINGS = [
    {"DATABASE_URL": f"postgresql://user:{canaries.SECRET_STEM}@[host/db", "DATABASE_PASSWORD": canaries.SECRET_STEM},
    {"DATABASE_URL": f"postgresql://user:word@host:{canaries.SECRET_STEM}/db"},
    {"DATABASE_URL": f"postgresql://user@127.0.0.1:1/{canaries.TEXT}", "DATABASE_PASSWORD": canaries.DATABASE_PASSWORD},
    {"DATABASE_URL": f"sqlite:///{canaries.TEXT}"},
    {"REDIS_URL": f"redis://:{canaries.SECRET_STEM}/word@host"},
    {"REDIS_URL": f"redis://:word@host?{canaries.SECRET_STEM}=1"},
    {"SMTP_FROM": canaries.RECIPIENT.replace("@", "")},
    {"SMTP_PASSWORD_FILE": canaries.SMTP_PASSWORD},
    {"SMTP_PORT": canaries.SMTP_PASSWORD},
    {"HTTP_HOST": canaries.TEXT},
]


@asynccontextmanager
async def canary_world(folder: Path, log_format: str = "json") -> AsyncIterator[CanaryWorld]:
    """A world of canaries that logs in this format."""
    async with SentryIngest() as sentry, CanaryWorld(folder, sentry, log_format) as world:
        yield world


async def marsad(world: CanaryWorld, *words: str, **settings: str) -> str:
    """What a command says in the service's own environment, or with a few settings changed."""
    changed = {name.removesuffix("_FILE") for name in settings}
    given = {name: value for name, value in world.given.items() if name.removesuffix("_FILE") not in changed}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scheduler", *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment(given | settings),
    )
    said = (await process.communicate())[0].decode()
    assert said
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("log_format", FORMATS)
async def test_refused_start_gives_nothing_away(tmp_path: Path, log_format: str) -> None:
    """In a container what is said at the start is a log too: mistakes are told by their place alone."""
    async with canary_world(tmp_path / "bad", log_format) as world:
        world.write("watchlist.yaml", f"rules: [{{id: {canaries.RULE}, when: {NAME_ARABIC} AND}}]\nqanary: 1")
        await world.service.begin()
        assert await world.service.ended() == 1
        said = world.service.said.decode()
    assert "watchlist.yaml:" in said
    assert leaks([said, *world.sentry.envelopes]) == []


async def test_refused_settings_are_not_repeated(tmp_path: Path) -> None:
    """The variable is named, whatever its reader says about its value."""
    async with canary_world(tmp_path / "bad") as world, asyncio.TaskGroup() as starts:
        config = ("--config", str(world.service.config), "--data")
        said = [
            starts.create_task(marsad(world, "run", *config, f"{world.service.data}{number}", **_variables(settings)))
            for number, settings in enumerate(BAD_SETTINGS)
        ]
    assert leaks([*(one.result() for one in said), *world.sentry.envelopes]) == []


def _variables(settings: dict[str, str]) -> dict[str, str]:
    return {f"MARSAD_{name}": value for name, value in settings.items()}


async def test_refused_redis_gives_nothing_away(tmp_path: Path) -> None:
    """One that evicts, and that wants a password."""
    (tmp_path / "redis").mkdir()
    async with SentryIngest() as sentry, OwnRedis(tmp_path / "redis", sentry, "json") as world:
        world.redis.starts()
        world.redis.order("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        await world.service.begin()
        assert await world.service.ended() == 1
        said = world.service.said.decode()
    assert "noeviction" in said
    assert leaks([said, *sentry.envelopes]) == []


async def test_commands_name_no_secret(tmp_path: Path) -> None:
    """They speak to the operator, who may paste what they say: addressees by their ids, secrets not at all."""
    async with canary_world(tmp_path / "commands") as world:
        world.mail.refuses(canaries.RECIPIENT, f"550 5.1.1 <{canaries.RECIPIENT}> has no mailbox")
        world.hook.answers_with(500)
        world.publish(2)
        await world.service.start()
        await world.records("mail_recipient_refused", "hook_failed")
        folders = ("--config", str(world.service.config), "--data", str(world.service.data))
        listed, *told = await asyncio.gather(
            marsad(world, "deliveries", "list", *folders[2:]),
            marsad(world, "doctor", "--json", *folders),
            *(marsad(world, "test-alert", channel, *folders[:2]) for channel in ("email", "hook", "none")),
        )
        for file, text in MISTAKES.items():
            world.write(file, text)
        told.append(await marsad(world, "check", *folders[:2]))
    assert "qanary-desk" in listed
    assert leaks([listed, *told], [canaries.SECRET_STEM, canaries.RECIPIENT, canaries.OPERATOR]) == []


async def test_secrets_in_the_wrong_place_are_not_repeated(tmp_path: Path) -> None:
    """Who writes a password into a file where none belongs is told the key, not the value."""
    async with canary_world(tmp_path / "wrong") as world:
        feed = {"url": f"https://user:{canaries.SECRET_STEM}@host/", "credentials": {"password": canaries.SECRET_STEM}}
        hook = {"id": "hook", "url": f"https://host/{canaries.HOOK}", "secret": canaries.HOOK_SECRET}
        world.write("feeds.yaml", json.dumps({"feeds": [feed]}))
        world.write("alerts.yaml", json.dumps({"operator": {"email": "x@y.z"}, "channels": {"webhooks": [hook]}}))
        told = await marsad(world, "check", "--config", str(world.service.config))
    assert "password" in told
    assert leaks([told]) == []


async def test_nobody_else_can_read_the_data(tmp_path: Path) -> None:
    """Not even when the data folder itself stands open."""
    async with canary_world(tmp_path / "open") as world:
        world.service.data.mkdir(mode=0o755)
        world.publish(2)
        await world.service.start()
        await world.brought()
        found = [str(file.relative_to(world.service.data)) for file in open_files(world.service.data)]
        socket = BundledValkey(world.service.data).url
        await world.service.stop()
        found += [str(file.relative_to(world.service.data)) for file in open_files(world.service.data)]
    assert (found, socket.startswith("unix://")) == ([], True)


def open_files(folder: Path) -> Iterator[Path]:
    """What others can read in a folder, or enter."""
    for entry in folder.iterdir():
        if entry.is_dir() and entry.stat().st_mode & OPEN_TO_ALL:
            yield from open_files(entry)
        elif not entry.is_dir() and entry.stat().st_mode & OPEN_TO_ALL:
            yield entry
