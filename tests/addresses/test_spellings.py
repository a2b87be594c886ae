"""77 spellings of addresses nobody may reach through us, by every way in."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from tests.addresses.dials import Dials
from tests.addresses.entrances import ENTRANCES
from tests.gateway.spellings import FORBIDDEN_HOSTS

if TYPE_CHECKING:
    from tests.addresses.entrances import Entrance
    from tests.addresses.place import Place

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda entrance: entrance.__name__)
async def test_spelling_is_refused_and_not_dialled(place: Place, entrance: Entrance, host: str) -> None:
    """No connection is even begun, though a server waits at that very port of loopback."""
    with place.nobody_strays():
        assert await entrance(place, f"http://{host}:{place.canary.port}/feed")


async def test_canary_hears_whoever_comes(place: Place) -> None:
    """A silence proves nothing if the canary is dead, or the dials are not heard."""
    visits = place.canary.visits
    for host in ("127.0.0.1", "0.0.0.0", "127.127.127.127"):
        with Dials() as dials:
            _, writer = await asyncio.open_connection(host, place.canary.port)
            writer.close()
        assert len(dials.strayed + dials.stopped) == 1
    await asyncio.sleep(0.05)
    assert place.canary.visits == visits + 3


async def test_dials_that_lead_away_are_stopped() -> None:
    """A mistake in these tests must not reach a stranger's server, nor go unheard."""
    with Dials() as dials, socket.socket() as away:
        away.settimeout(0.0)
        with pytest.raises(ConnectionRefusedError):
            away.connect(("203.0.113.1", 80))
        with pytest.raises(ConnectionRefusedError):
            away.connect_ex(("203.0.113.1", 81))
    assert dials.stopped == [("203.0.113.1", 80), ("203.0.113.1", 81)]
