"""What an article is a copy of, or only like: as it was committed, or as it would be compared if it came now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.articles import get_article
from archive.comparisons import UNCOMPARED, Comparison
from archive.groups import member, members_of
from archive.joining import group_to_join
from archive.nouns import ArticleDraft, BodySource
from scheduler.copying.beforehand import compared_beforehand
from scheduler.copying.subject import arriving
from scheduler.kin import NO_KIN, Place, read_kin
from scrapers.copies.deciding import COPIES

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.groups import Member
    from scheduler.explaining.subject import ReadPage, Subject
    from scheduler.kin import Kin

_NO_ENTRY = 0
_NO_FEED = 0


@dataclass(frozen=True, slots=True)
class Closest:
    """The earlier article that shares most: ``elder`` is None when it is kept no more.

    ``shared`` is the part of the shorter text that stands in the longer one, ``differing`` what the guard saw.
    """

    number: int
    elder: Member | None
    relation: str
    shared: float
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """The copy group that an article is in or would join, the ``others`` in it, and the closest earlier article.

    ``kin`` is what one that came now would be weighed against.
    """

    group: int | None = None
    others: tuple[Member, ...] = ()
    closest: Closest | None = None
    kin: Kin = NO_KIN

    def compared(self, told: frozenset[str]) -> Comparison:
        """The comparison of one that came now with a group of which these rules were told."""
        if self.closest is None:
            return UNCOMPARED
        joins = self.closest.relation in COPIES
        return Comparison(relation=self.closest.relation, elder_id=self.closest.number, joins=joins, told=told)


def kept_copies(tx: Connection, subject: Subject) -> Copies:
    """What the archive says of an article of its own."""
    article = None if subject.number is None else get_article(tx, subject.number)
    if article is None:
        return Copies()
    others = tuple(each for each in members_of(tx, article.group_id) if each.article_id != article.id)
    if article.elder_id is None or article.relation is None:
        return Copies(article.group_id, others)
    elder = member(tx, article.elder_id)
    closest = Closest(article.elder_id, elder, article.relation, article.shared or 0.0, article.differing)
    return Copies(article.group_id, others, closest)


def likely_copies(tx: Connection, read: ReadPage, now: datetime) -> Copies:
    """What would become of an article that was read just now, as the service would decide."""
    comparison = compared_beforehand(tx, arriving(_NO_ENTRY, read.subject.source.url, _draft(read, now), now))
    group = group_to_join(tx, read.text_hash, comparison)
    others = () if group is None else tuple(members_of(tx, group))
    closest = _closest(tx, comparison)
    return Copies(group, others, closest, _kin(tx, read, closest) if closest and comparison.joins else NO_KIN)


def _kin(tx: Connection, read: ReadPage, closest: Closest) -> Kin:
    """Without a feed of its own it is taken to come by one of its site."""
    subject = read.subject
    place = Place(subject.url, subject.canonical_url, _NO_FEED, subject.source.url or subject.url)
    return read_kin(tx, place, read.text_hash, closest.number)


def _closest(tx: Connection, comparison: Comparison) -> Closest | None:
    number, relation = comparison.elder_id, comparison.relation
    if number is None or relation is None:
        return None
    return Closest(number, member(tx, number), relation, comparison.shared or 0.0, comparison.differing)


def _draft(read: ReadPage, now: datetime) -> ArticleDraft:
    """The article as it would be committed."""
    subject = read.subject
    return ArticleDraft(
        url=subject.url,
        title=subject.title,
        body=subject.body,
        language=subject.language,
        author=subject.author,
        published_at=subject.published_at,
        body_source=BodySource.PAGE,
        page_status=subject.page_status,
        text_hash=read.text_hash,
        fetched_at=now,
        canonical_url=subject.canonical_url,
        origins=subject.origins,
    )
