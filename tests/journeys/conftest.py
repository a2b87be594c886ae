"""Journeys: the real service, started as its users start it, between real servers on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A world with one outlet; the service is not started yet."""
    async with World(tmp_path) as world:
        yield world


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey waits for leases of a minute, more than once."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.timeout(400))
