"""Where no connection may lead, whatever a feed, a page, a redirect, a name server or a user asks for.

``make test-addresses`` runs these alone. A Twisted reactor belongs to one event loop for good, so all run on the
session's. It has one resolver at a time, that of the crawler started last: so each module has a watch of its own, which
no crawler of other tests can come after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from twisted.internet.endpoints import HostnameEndpoint

from tests.addresses.place import Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture(scope="session", autouse=True)
def _dials_fail_at_once() -> Iterator[None]:
    """Twisted says that a dial has failed only when it would have tried another address, 0.3 seconds later."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HostnameEndpoint, "_DEFAULT_ATTEMPT_DELAY", 0.01)
        yield


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    """The watch and its canary."""
    async with Place(tmp_path_factory.mktemp("watch")) as place:
        yield place
