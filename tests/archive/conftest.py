"""Archives to test on: each test that asks for one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Literal

import pytest

from archive.database import Archive, migrate
from tests.archive.world import World
from tests.servers.postgres import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Kind = Literal["sqlite", "postgresql"]
MigratedTemplates = dict[Kind, str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the whole session."""
    server = PostgresServer.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The name of a migrated database to copy."""
    name = postgres.new_database()
    migrate(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "archive.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Which of the two databases the test runs on."""
    chosen: Kind = request.param
    return chosen


@pytest.fixture
def new_url(kind: Kind, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Addresses at which there is nothing yet."""
    made: list[str] = []

    def make() -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/new-{len(list(tmp_path.iterdir()))}/archive.db"
        server: PostgresServer = request.getfixturevalue("postgres")
        made.append(server.new_database())
        return server.url(made[-1])

    yield make
    for name in made:
        request.getfixturevalue("postgres").drop_database(name)


@pytest.fixture
def url(kind: Kind, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty archive of this version."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "archive.db")
        yield f"sqlite:///{tmp_path}/archive.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.new_database(request.getfixturevalue("migrated_postgres"))
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An open, empty archive."""
    opened = Archive.open(url)
    yield opened
    opened.close()


@pytest.fixture
def world(archive: Archive) -> World:
    """A newsroom around the archive: feeds that publish, workers that read and send."""
    return World(archive)
