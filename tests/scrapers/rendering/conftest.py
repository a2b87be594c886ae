"""Tests with a browser say plainly that they are skipped where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from scrapers.rendering.availability import lacking
from tests.scrapers.rendering.desk import BROWSER, Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
def _browser_is_there(request: pytest.FixtureRequest) -> None:
    missing = lacking(BROWSER)
    if missing is not None and request.node.get_closest_marker("browser"):
        pytest.skip(": ".join(missing))


@pytest_asyncio.fixture(loop_scope="session")
async def desk() -> AsyncIterator[Desk]:
    """A site and a browser."""
    async with Desk() as desk:
        yield desk
