"""Names whose server points them at ourselves: what counts is the address that is dialled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.addresses.entrances import ENTRANCES
from tests.addresses.names import ALSO_PUBLIC, PUBLIC, names_lead_to

if TYPE_CHECKING:
    from tests.addresses.entrances import Entrance
    from tests.addresses.place import Place

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What the name server says, question by question.
ANSWERS = {
    "public, then loopback": ((PUBLIC,), ("127.0.0.1",)),
    "loopback, then public": (("127.0.0.1",), (PUBLIC,)),
    "public and loopback": ((PUBLIC, "127.0.0.1"),),
    "loopback and public": (("::1", "127.0.0.1", ALSO_PUBLIC, PUBLIC),),
    "a CNAME to localhost": (("127.0.0.1",),),
    "a mapped address": (("::ffff:7f00:1",),),
    "a link-local address": (("fe80::1%lo",),),
    "the metadata service": (("169.254.169.254",),),
    "everywhere": (("0.0.0.0", "::"),),
}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda entrance: entrance.__name__)
async def test_name_is_judged_where_it_is_dialled(
    place: Place, entrance: Entrance, answers: tuple[tuple[str, ...], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked again and again, no answer of the name server leads anywhere but to a public address."""
    names_lead_to(monkeypatch, *answers)
    visits = place.canary.visits
    with place.listening() as dials:
        for number in range(len(answers) + 1):
            await entrance(place, f"http://{number}.akhbar.example:{place.canary.port}/feed")
    assert (dials.strayed, place.canary.visits - visits) == ([], 0)
    assert {host for host, _ in dials.stopped} <= {PUBLIC, ALSO_PUBLIC}


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda entrance: entrance.__name__)
async def test_proxy_of_the_environment_is_ignored(
    place: Place, entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would resolve names itself and connect for us, to anything."""
    names_lead_to(monkeypatch, (PUBLIC,))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{place.canary.port}")
    visits = place.canary.visits
    with place.listening() as dials:
        await entrance(place, f"http://akhbar.example:{place.canary.port}/feed")
    assert (dials.strayed, place.canary.visits - visits) == ([], 0)
