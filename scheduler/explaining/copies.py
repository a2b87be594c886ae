"""What an article is a copy of, or only like: as it was committed, or as it would be compared if it came now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.articles import get_article
from archive.comparisons import UNCOMPARED, Comparison
from archive.elders import elders_of
from archive.fingerprints import closest_prints
from archive.groups import member, members_of
from archive.lookups import entries_of_text, group_of_text
from scheduler.copying.judging import apart_key, find
from scheduler.copying.overlap import Overlap
from scheduler.copying.subject import text_of_elder
from scheduler.kin import NO_KIN, Place, read_kin
from scrapers.copies.deciding import COPIES
from scrapers.copies.index import MOST_CANDIDATES, WINDOW
from scrapers.copies.nouns import Text
from scrapers.copies.sketching import sketch_of
from scrapers.sites import host_of, site_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.elders import Elders
    from archive.groups import Member
    from scheduler.explaining.subject import ReadPage, Subject
    from scheduler.kin import Kin
    from scrapers.copies.nouns import Verdict

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
    """What would become of an article that was read just now, by the texts of the last three days and its own."""
    text = _text(read.subject, now)
    among = {*_candidates(tx, text, now), *entries_of_text(tx, read.text_hash, _NO_ENTRY, MOST_CANDIDATES)}
    elders = elders_of(tx, among)
    met = [text_of_elder(elder) for number, elder in elders.by_entry.items() if number in among]
    apart = apart_key(text, met)
    exact = group_of_text(tx, apart or read.text_hash)
    finding = find(text, among, elders)
    verdict = finding.stands or finding.closest
    joined = elders.by_entry[verdict.number].article.group_id if verdict and finding.joins else None
    group = joined or exact if apart else exact or joined
    closest = _closest(tx, verdict, elders) if verdict else None
    kin = _kin(tx, read, closest) if closest and joined else NO_KIN
    return Copies(group, () if group is None else tuple(members_of(tx, group)), closest, kin)


def _kin(tx: Connection, read: ReadPage, closest: Closest) -> Kin:
    """Without a feed of its own it is taken to come by one of its site."""
    subject = read.subject
    place = Place(subject.url, subject.canonical_url, _NO_FEED, subject.source.url or subject.url)
    return read_kin(tx, place, read.text_hash, closest.number)


def _closest(tx: Connection, verdict: Verdict, elders: Elders) -> Closest:
    number = elders.by_entry[verdict.number].article.id
    return Closest(number, member(tx, number), verdict.relation.value, verdict.shared, verdict.differing)


def _candidates(tx: Connection, text: Text, now: datetime) -> list[int]:
    overlap = Overlap(sketch_of(text))
    found = closest_prints(tx, now - WINDOW, overlap.shared, MOST_CANDIDATES)
    return [number for number, shared in found if overlap.counts(shared)]


def _text(subject: Subject, now: datetime) -> Text:
    host = host_of(subject.url) or host_of(subject.source.url)
    outlet, canonical = site_of(host) if host else "", subject.canonical_url or ""
    return Text(subject.url, outlet, subject.title, subject.body, subject.published_at, now, canonical)
