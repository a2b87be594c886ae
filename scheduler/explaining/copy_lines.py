"""Prints what an explanation says of copies: who else has the text, and the closest earlier article."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from scrapers.copies.nouns import Relation

if TYPE_CHECKING:
    from datetime import datetime

    from archive.groups import Member
    from scheduler.cli.paper import Paper
    from scheduler.explaining.copies import Closest, Copies

MOST_OTHERS = 10
_RELATIONS = {
    Relation.COPY: "a copy of it",
    Relation.AGAIN: "the same item again",
    Relation.SERIES: "no copy: the outlet's template, other facts",
    Relation.OTHER_FACTS: "no copy: the same words, other facts",
}


def print_copies(copies: Copies, paper: Paper) -> None:
    """The others of the copy group, then the closest earlier article with what both share and where they differ."""
    paper.head(f"Copies: {len(copies.others)}")
    for other in copies.others[:MOST_OTHERS]:
        paper.fact(f"article {other.article_id}", _member(other))
    if len(copies.others) > MOST_OTHERS:
        paper.line(f"and {len(copies.others) - MOST_OTHERS} more; --json gives all", indent=2)
    if copies.closest:
        _closest(copies.closest, paper)


def _closest(closest: Closest, paper: Paper) -> None:
    elder = closest.elder
    paper.fact("closest", f"article {closest.number}, {_member(elder) if elder else 'which is kept no more'}")
    relation = _RELATIONS[Relation(closest.relation)]
    paper.fact("shared", f"{closest.shared:.0%} of the shorter text: {relation}")
    for difference in closest.differing:
        paper.fact("differs", difference)


def _member(member: Member) -> str:
    return f"{time_of(member.published_at or member.seen_at)}, {member.outlet}"


def time_of(moment: datetime) -> str:
    """A time as the command shows it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
