"""What the members of a copy group are to one of them, for the message about it. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from alerts.message import sendable
from alerts.thread import Reprints, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from archive.groups import Member

FULLER = 1.1
LONGEST_UNSEEN = timedelta(hours=72)


def reprints_of(article_id: int, members: Sequence[Member]) -> Reprints:
    """What the members of a copy group are to one of them.

    Feeds of one site are one outlet. A version is fuller when it is longer by a tenth: less is furniture.
    """
    own = next((member for member in members if member.article_id == article_id), None)
    if own is None:
        return Reprints()
    earliest = min(members, key=published_or_seen)
    fullest = max(members, key=lambda member: member.length)
    return Reprints(
        outlets=_outlets(own, members),
        earliest=version_of(earliest) if published_or_seen(earliest) < published_or_seen(own) else None,
        fullest=version_of(fullest) if fullest.length > own.length * FULLER else None,
    )


def published_or_seen(member: Member) -> datetime:
    """When the outlet had the article: by its own date where that can be, else when it was seen.

    It cannot be a guess, later than it was seen, or so long before that a feed would not have had it as news.
    """
    said, seen = member.published_at, member.seen_at
    return said if said is not None and seen - LONGEST_UNSEEN <= said <= seen else seen


def version_of(member: Member) -> Version:
    """A member of a group as a message names it."""
    return Version(sendable(member.outlet), sendable(member.url), published_or_seen(member))


def _outlets(own: Member, members: Iterable[Member]) -> tuple[str, ...]:
    sites, names = {_site(own)}, {own.outlet: None}
    for member in members:
        if _site(member) not in sites:
            names.setdefault(member.outlet)
            sites.add(_site(member))
    return tuple(map(sendable, names))[1:]


def _site(member: Member) -> str:
    try:
        host = urlsplit(member.url).hostname
    except ValueError:
        host = None
    return (host or member.outlet).removeprefix("www.")
