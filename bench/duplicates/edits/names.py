"""Names in another place of the sentence's grammar: cases, prefixes, "the city of"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.duplicates.desk import Desk
    from bench.duplicates.wire import Draft


def names_set_otherwise(desk: Desk) -> Draft | None:
    """The names as another editor sets them into the sentence."""
    changed = otherwise_set(desk).draft()
    return changed if changed.text != desk.draft().text else None


def otherwise_set(desk: Desk) -> Desk:
    """The same desk with the wire's templates so changed."""
    parts = tuple(tuple(_changed(desk, one) for one in part) for part in desk.wire.paragraphs)
    return desk.about(replace(desk.wire, paragraphs=parts))


def _changed(desk: Desk, template: str) -> str:
    for here, there in desk.room.settings:
        template = template.replace(here, there)
    return template
