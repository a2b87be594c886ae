"""Where no connection may lead, whatever a feed, a page, a redirect, a name server or a user asks for.

``make test-addresses`` runs these alone. A Twisted reactor belongs to one event loop for good, so all run on the
session's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.addresses.place import Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    """The watch and its canary."""
    async with Place(tmp_path_factory.mktemp("watch")) as place:
        yield place
