"""A town whose names must meet a need before they count, among places and actors without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.watchlist.world import watchlist_of

if TYPE_CHECKING:
    from watchlist.watchlist import Watchlist

PLACES = [
    {"id": "syria", "name": "Syria", "names": {"ar": ["سوريا"], "en": ["Syria"]}},
    {"id": "dez", "name": "Deir ez-Zor", "names": {"ar": ["دير الزور"], "en": ["Deir ez-Zor"]}, "within": "syria"},
    {"id": "raqqa", "name": "Raqqa", "names": {"ar": ["الرقة"], "en": ["Raqqa"]}, "within": "syria"},
]
ACTORS = [{"id": "sdf", "name": "SDF", "names": {"ar": ["قسد", "قوات سوريا الديمقراطية"], "en": ["SDF"]}}]


def hajin(needs: object, **more: object) -> Watchlist:
    """Hajin, in Deir ez-Zor, with a condition on its bare names, among others without."""
    names = {"ar": [{"text": "هجين", "needs": needs, **more}], "en": [{"text": "Hajin", "needs": needs, **more}]}
    place = {"id": "hajin", "name": "Hajin", "names": names, "within": "dez"}
    return watchlist_of({"places": [*PLACES, place], "actors": ACTORS})
