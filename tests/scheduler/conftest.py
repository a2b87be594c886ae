"""The scheduler's tests play against a real Valkey, a real SQLite archive, real processes and real files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive.database import Archive, migrate
from scheduler.environment import read_environment
from scheduler.foundation import Foundation, lay_foundation
from tests.scheduler.clock_desk import ClockDesk
from tests.scheduler.desk import WATCHLIST, ConfigurationFolder
from tests.scheduler.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from archive.nouns import Entry
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "archive.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def archive(migrated_file: Path, tmp_path: Path) -> Iterator[Archive]:
    """An open, empty archive."""
    shutil.copy(migrated_file, tmp_path / "archive.db")
    opened = Archive.open(f"sqlite:///{tmp_path}/archive.db")
    yield opened
    opened.close()


@pytest.fixture
async def desk(archive: Archive, link: RedisLink, redis_server: RedisServer) -> ClockDesk:
    """The scheduler role with nothing to do, over a Redis that was filled."""
    desk = ClockDesk(archive, link, redis_server)
    await desk.due.mark_complete()
    return desk


@pytest.fixture
def configuration(tmp_path: Path) -> ConfigurationFolder:
    """A folder with a sound configuration."""
    return ConfigurationFolder(tmp_path / "config")


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    """A watchlist file."""
    path = tmp_path / "list.yaml"
    path.write_text(WATCHLIST, encoding="utf-8")
    return path


@pytest.fixture
async def foundation(tmp_path: Path, migrated_file: Path, redis_server: RedisServer) -> AsyncIterator[Foundation]:
    """What a whole service stands on, with a Redis of this test's own."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(migrated_file, data / "archive.db")
    settings = {"MARSAD_REDIS_URL": redis_server.url}
    laid = lay_foundation(read_environment(settings, data=data), {}, embedded=True)
    yield laid
    await laid.close()


@pytest_asyncio.fixture(loop_scope="session")
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A publisher with one story, remembered and pending."""
    async with Newsroom(tmp_path) as newsroom:
        newsroom.publishes_story("1")
        yield newsroom


@pytest_asyncio.fixture(loop_scope="session")
async def entry(newsroom: Newsroom) -> Entry:
    """The story's entry."""
    (entry,) = await newsroom.remembers()
    return entry
