"""What the body of a call says of copies, of what is new and of a report that is resembled. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.channels.webhook.payload import ChangePart, CopiesPart, VersionPart
from alerts.excerpts import ELLIPSIS
from alerts.links import clean_link
from alerts.message import sendable

if TYPE_CHECKING:
    from alerts.thread import Change, Reprints, Version

_TEXT_LIMIT = 100


def copies_part(reprints: Reprints, most: int) -> CopiesPart:
    """The first outlets, at most so many, and the versions worth a look where there is room for more than one."""
    return CopiesPart(
        outlets_total=len(reprints.outlets),
        outlets=tuple(map(_cut, reprints.outlets[:most])),
        earliest=version_part(reprints.earliest, most),
        fullest=version_part(reprints.fullest, most),
    )


def version_part(version: Version | None, most: int) -> VersionPart | None:
    """An article elsewhere, where there is room for more than one thing."""
    if version is None or most <= 1:
        return None
    return VersionPart(outlet=_cut(version.outlet), url=clean_link(version.url), at=version.at)


def change_part(change: Change) -> ChangePart:
    """What is new, cut to a bearable length."""
    return ChangePart(after=_cut(change.after), before=None if change.before is None else _cut(change.before))


def _cut(text: str) -> str:
    return sendable(text if len(text) <= _TEXT_LIMIT else text[: _TEXT_LIMIT - 1] + ELLIPSIS)
