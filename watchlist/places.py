"""The tree of places: which lie within which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.settings import PlaceSettings


class PlaceTree:
    """Places by the place that they lie in; a circle is cut where it closes, an unknown outer place is none."""

    def __init__(self, places: Iterable[PlaceSettings]) -> None:
        self.ids: set[str] = set()
        self._parts: dict[str, list[str]] = {}
        for place in places:
            self.ids.add(place.id)
            if place.within is not None:
                self._parts.setdefault(place.within, []).append(place.id)

    def __contains__(self, place_id: str) -> bool:
        return place_id in self.ids

    def under(self, place_id: str) -> frozenset[str]:
        """The place itself and all that lie within it, at any depth."""
        return frozenset(self._walk(place_id))

    def _walk(self, place_id: str) -> Iterator[str]:
        seen, waiting = {place_id}, [place_id]
        while waiting:
            place = waiting.pop()
            yield place
            inner = [part for part in self._parts.get(place, ()) if part not in seen]
            seen.update(inner)
            waiting.extend(inner)
