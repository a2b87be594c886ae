"""URLs that lead somewhere else than they seem to, and those of other schemes than http's, by every way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.addresses.entrances import DIRECT, ENTRANCES

if TYPE_CHECKING:
    from tests.addresses.entrances import Entrance
    from tests.addresses.place import Place

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Each would lead to the canary, or to a file of ours; {} is its port.
SCHEMES = (
    "file:///etc/hostname",
    "file:/etc/hostname",
    "file:etc/hostname",
    "FILE:///etc/hostname",
    "source:file:///etc/hostname",
    "ftp://127.0.0.1:{}/feed",
    "gopher://127.0.0.1:{}/_GET",
    "data:text/xml,<rss/>",
    "s3://127.0.0.1:{}/feed",
    "jar:http://127.0.0.1:{}!/",
    "view-source:http://127.0.0.1:{}/",
    "javascript:alert(1)",
    " %20javascript:alert(1)",
    "ws://127.0.0.1:{}/",
    "feed:http://127.0.0.1:{}/",
)
DIFFERENTIALS = (
    "http://127.0.0.1:{}\\@example.com/",
    "http://example.com\\@127.0.0.1:{}/",
    "http:\\\\127.0.0.1:{}\\feed",
    "http://a@127.0.0.1:{}/",
    "http://example.com@127.0.0.1:{}/",
    "http://example.com:80@127.0.0.1:{}/",
    "http://127.0.0.1\t:{}/",
    "http://127.0.0.1:{}\t/",
    "http://127.0\n.0.1:{}/",
    "http://127.0.0.1\r:{}/",
    "http://①②⑦.⓪.⓪.①:{}/",
    "http://127。0。0。1:{}/",
    "http://127｡0｡0｡1:{}/",
    "http://lo\u00adcalhost:{}/",
    "http://[::ffff:127.0.0.1%25lo]:{}/",
    "http://127.0.0.1%2f:{}/",
    "http://0x7f.0.0.1%00.example.com:{}/",
    "http:///127.0.0.1:{}/",
    "http:127.0.0.1:{}/",
    "http://127.0.0.1.:{}/",
)


@pytest.mark.parametrize("url", [*SCHEMES, *DIFFERENTIALS])
@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda entrance: entrance.__name__)
async def test_vector_leads_nowhere(place: Place, entrance: Entrance, url: str) -> None:
    """However the URL is read, nothing is dialled but the server that named it."""
    with place.nobody_strays():
        await entrance(place, url.format(place.canary.port))


@pytest.mark.parametrize("url", [*SCHEMES, *DIFFERENTIALS])
@pytest.mark.parametrize("entrance", DIRECT, ids=lambda entrance: entrance.__name__)
async def test_vector_is_refused(place: Place, entrance: Entrance, url: str) -> None:
    """Where the URL stands as it was written, it is refused by name."""
    assert await entrance(place, url.format(place.canary.port))
