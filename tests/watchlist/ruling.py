"""Places and actors under rules that a test gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.watchlist.world import watchlist_of

if TYPE_CHECKING:
    from watchlist.watchlist import Watchlist

PLACES = [
    {"id": "syria", "name": "سوريا", "at": [35.0, 38.0]},
    {"id": "dez", "name": "دير الزور", "within": "syria", "at": [35.336, 40.141]},
    {"id": "hajin", "name": "هجين", "within": "dez", "at": [34.695, 40.831]},
    {"id": "anbar", "name": "الأنبار"},
]
ACTORS = [{"id": "sdf", "name": "قسد"}, {"id": "isis", "name": "داعش"}, {"id": "army", "name": "Army"}]


def ruled(*rules: str, default_rule: object = "off") -> Watchlist:
    """The list above under rules named r0, r1, ..."""
    written = [{"id": f"r{at}", "when": rule, "priority": "high"} for at, rule in enumerate(rules)]
    return watchlist_of({"places": PLACES, "actors": ACTORS, "rules": written, "default_rule": default_rule})
