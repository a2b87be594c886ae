"""Public addresses are dialled, by every way in: a watch that refuses real outlets is of no use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gateway.addresses import Target
from gateway.host_names import literal_address
from tests.addresses.names import PUBLIC, names_lead_to
from tests.addresses.polled import feed, redirect_of_a_feed
from tests.addresses.posted import webhook
from tests.gateway.spellings import PUBLIC_URLS

if TYPE_CHECKING:
    from tests.addresses.entrances import Entrance
    from tests.addresses.place import Place

# aiohttp refuses the short form of an address by itself.
URLS = [url for url in PUBLIC_URLS if url != "http://1.1/"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("entrance", [feed, redirect_of_a_feed, webhook], ids=lambda entrance: entrance.__name__)
async def test_public_address_is_dialled(
    place: Place, entrance: Entrance, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last step, the dial itself, is heard and stopped; it leads where the URL says."""
    names_lead_to(monkeypatch, (PUBLIC,))
    target = Target.of_url(url)
    assert target is not None
    with place.listening() as dials:
        assert not await entrance(place, url)
    literal = literal_address(target.host)
    assert {(host, port) for host, port in dials.stopped} == {(str(literal or PUBLIC), target.port)}
