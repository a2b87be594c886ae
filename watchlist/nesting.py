"""Decides which mentions are part of a longer one: سوريا inside قوات سوريا الديمقراطية says nothing of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from watchlist.mentions import HIT, Mention
from watchlist.stretches import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def nested(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of one field in text order, each inside one marked so; what is held back swallows nothing."""
    ordered = sorted(mentions, key=lambda each: (each.start, -each.end))
    around = wholes([Stretch(each.start, each.end) for each in ordered], [each.status == HIT for each in ordered])
    return [
        each if whole is None else replace(each, inside=ordered[whole].name_id)
        for each, whole in zip(ordered, around, strict=True)
    ]


def wholes(stretches: Sequence[Stretch], swallows: Sequence[bool]) -> list[int | None]:
    """For each stretch the index of a longer one that it is part of; only those that ``swallow`` count as such.

    Takes them by start, the longer first.
    """
    widest: int | None = None
    around: list[int | None] = []
    for at, stretch in enumerate(stretches):
        whole = widest if widest is not None and _is_part(stretch, stretches[widest]) else None
        around.append(whole)
        if whole is None and swallows[at] and (widest is None or stretch.end > stretches[widest].end):
            widest = at
    return around


def _is_part(stretch: Stretch, of: Stretch) -> bool:
    return stretch.end <= of.end and stretch != of
