"""Decides which mentions are part of a longer one: سوريا inside قوات سوريا الديمقراطية says nothing of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from watchlist.mentions import HIT, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable


def nested(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of one field in text order, each inside one marked so; what is held back swallows nothing."""
    widest: Mention | None = None
    placed: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end)):
        if widest is not None and _is_part(mention, widest):
            placed.append(replace(mention, inside=widest.name_id))
            continue
        placed.append(mention)
        if mention.status == HIT and (widest is None or mention.end > widest.end):
            widest = mention
    return placed


def _is_part(mention: Mention, of: Mention) -> bool:
    return mention.end <= of.end and (mention.start, mention.end) != (of.start, of.end)
