"""Edits that editors make: less text, another order, one sentence said otherwise, two wires joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench.duplicates.wire import Draft

if TYPE_CHECKING:
    from bench.duplicates.desk import Desk

LEAST_WORDS = 35


def middle_cut(desk: Desk) -> Draft | None:
    """The first and the last paragraphs alone."""
    draft = desk.draft()
    parts = draft.paragraphs
    if len(parts) < 4:
        return None
    return _long_enough(replace(draft, paragraphs=(*parts[: (len(parts) + 1) // 3], *parts[-(len(parts) // 3) :])))


def paragraph_dropped(desk: Desk) -> Draft | None:
    """One paragraph behind the first is gone."""
    draft = desk.draft()
    if len(draft.paragraphs) < 3:
        return None
    gone = desk.chance.randrange(1, len(draft.paragraphs))
    return _long_enough(replace(draft, paragraphs=(*draft.paragraphs[:gone], *draft.paragraphs[gone + 1 :])))


def shortened(desk: Desk) -> Draft | None:
    """Every sentence without what can be spared."""
    short = desk.styled(replace(desk.style, short=True)).draft()
    return short if short.text != desk.draft().text else None


def reordered(desk: Desk) -> Draft | None:
    """Quotes and paragraphs behind the first in another order."""
    draft = desk.draft()
    lead, *rest = draft.paragraphs
    ending = [rest.pop()] if desk.credit else []
    mixed = desk.chance.sample(rest, len(rest))
    return replace(draft, paragraphs=(lead, *mixed, *ending)) if mixed != rest else None


def corrected(desk: Desk) -> Draft | None:
    """One sentence said otherwise; the facts stay."""
    told = [one for part in desk.wire.paragraphs for one in part if "||" in one]
    if not told:
        return None
    chosen = desk.chance.choice(told)
    other = " || ".join(reversed([one.strip() for one in chosen.split("||")]))
    parts = tuple(tuple(other if one == chosen else one for one in part) for part in desk.wire.paragraphs)
    return desk.about(replace(desk.wire, paragraphs=parts)).draft()


def joined(first: Draft, second: Draft) -> Draft:
    """Two wires in one article."""
    return Draft(first.title, (*first.paragraphs, *second.paragraphs))


def _long_enough(draft: Draft) -> Draft | None:
    return draft if len(draft.text.split()) >= LEAST_WORDS else None
