"""The facts guard: which facts differ where two aligned texts differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.copies.aligning import Alignment
    from scrapers.copies.wording import Wording

_SHOWN = 8


def differing_facts(wording: Wording, other: Wording, alignment: Alignment) -> tuple[str, ...]:
    """The facts that differ, as "elder's → this one's", each once, in the text's order."""
    found = {
        f"{other.shown[there]} → {wording.shown[here]}": None
        for here, there in alignment.pairs
        if wording.words[here] != other.words[there]
    }
    return tuple(found)[:_SHOWN]
