"""What the body of a call says of copies, of what is new and of a report that is resembled. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.channels.webhook.payload import ChangePart, CopiesPart, VersionPart
from alerts.excerpts import ELLIPSIS
from alerts.harmless import one_line
from alerts.links import clean_link
from alerts.message import sendable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.thread import Reprints, Version
    from archive.changes import Change

_TEXT_LIMIT = 100
_SENTENCE_LIMIT = 300
_FEW = 3


def copies_part(reprints: Reprints, most: int) -> CopiesPart:
    """The first outlets, at most so many, and the versions worth a look where there is room for more than one."""
    return CopiesPart(
        outlets_total=len(reprints.outlets),
        outlets=tuple(_cut(one_line(outlet)) for outlet in reprints.outlets[:most]),
        earliest=version_part(reprints.earliest, most),
        fullest=version_part(reprints.fullest, most),
    )


def version_part(version: Version | None, most: int) -> VersionPart | None:
    """An article elsewhere, where there is room for more than one thing."""
    if version is None or most <= 1:
        return None
    return VersionPart(outlet=_cut(one_line(version.outlet)), url=clean_link(version.url), at=version.at)


def change_parts(changes: Sequence[Change], most: int) -> tuple[ChangePart, ...]:
    """What is new, at most so much of it, each cut to a bearable length; a few may be whole sentences."""
    longest = _SENTENCE_LIMIT if len(changes) <= _FEW < most else _TEXT_LIMIT
    return tuple(
        ChangePart(after=_cut(each.after, longest), before=None if each.before is None else _cut(each.before, longest))
        for each in changes[:most]
    )


def _cut(text: str, longest: int = _TEXT_LIMIT) -> str:
    return sendable(text if len(text) <= longest else text[: longest - 1] + ELLIPSIS)
