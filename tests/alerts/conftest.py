"""A fresh archive, a mail server, a webhook receiver and the gateway between them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from archive.database import Archive, migrate
from gateway.addresses import AddressPolicy
from gateway.outbound import Outbound
from tests.alerts.world import World
from tests.servers.mail import MailServer
from tests.servers.webhook import WebhookReceiver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of this version with nothing in it."""
    file = tmp_path_factory.mktemp("archive") / "empty.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def archive(tmp_path: Path, empty_archive: Path) -> Iterator[Archive]:
    """An archive of its own for a test."""
    file = tmp_path / "archive.db"
    shutil.copy(empty_archive, file)
    opened = Archive.open(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.fixture
def world(archive: Archive) -> World:
    """A newsroom with one recipient, whose operator reads email."""
    return World(archive)


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    """A mail server that behaves until it is told otherwise."""
    async with MailServer() as running:
        yield running


@pytest.fixture
async def receiver() -> AsyncIterator[WebhookReceiver]:
    """A webhook receiver that behaves until it is told otherwise."""
    async with WebhookReceiver() as running:
        yield running


@pytest.fixture
def outbound() -> Outbound:
    """The gateway's client, which refuses loopback unless a webhook's own exception names it."""
    return Outbound(AddressPolicy())
