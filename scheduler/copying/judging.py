"""The verdict on a text and its elders, as the commit takes it. Pure, but may take long: for a worker thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.comparisons import Comparison
from scheduler.copying.overlap import Overlap
from scheduler.copying.subject import comparable, text_of_elder
from scrapers.copies.deciding import COPIES, judge, stands_apart
from scrapers.copies.other_items import day_of, is_short
from scrapers.copies.wrong_links import held_to
from scrapers.hashing import digest
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.elders import Elders
    from scheduler.copying.subject import Subject
    from scrapers.copies.nouns import Sketch, Text, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """The ``closest`` elder, and the verdict that ``stands`` when the text is held to what was told of its group."""

    closest: Verdict | None = None
    stands: Verdict | None = None

    @property
    def joins(self) -> bool:
        """Whether it is a copy."""
        return self.stands is not None and self.stands.relation in COPIES


def find(text: Text, among: Iterable[int], elders: Elders) -> Finding:
    """What the text is to the articles of these entries, as far as they are kept."""
    kept = elders.by_entry
    closest = judge(text, {number: text_of_elder(kept[number]) for number in among if number in kept})
    if closest is None:
        return Finding()
    told = [judge(text, {number: text_of_elder(kept[number])}) for number in sorted(elders.told_like(closest.number))]
    return Finding(closest, held_to(closest, [verdict for verdict in told if verdict is not None]))


def compare(subject: Subject, sketch: Sketch, among: frozenset[int], elders: Elders, after: int) -> Comparison:
    """All that the commit needs to know; ``after``: see Comparison."""
    met = [elder for number, elder in elders.by_entry.items() if number in among]
    plain = Comparison(
        prints=sketch.to_bytes(),
        after=after,
        met=frozenset(elder.prints_number for elder in met if elder.prints_number is not None),
        overlaps=Overlap(sketch).is_enough,
        stays=is_edited(subject),
        apart=apart_key(subject.text, map(text_of_elder, met)),
        is_reprint=bool(met) and all(text_of_elder(elder).outlet != subject.text.outlet for elder in met),
    )
    verdict = find(subject.text, among, elders).stands
    return with_verdict(plain, verdict, elders) if verdict else plain


def with_verdict(comparison: Comparison, verdict: Verdict, elders: Elders) -> Comparison:
    """The comparison with the verdict on one of the elders."""
    elder = elders.by_entry[verdict.number].article
    return replace(
        comparison,
        relation=verdict.relation.value,
        elder_id=elder.id,
        shared=verdict.shared,
        differing=verdict.differing,
        joins=verdict.relation in COPIES,
        told=elders.told_rules.get(elder.group_id, frozenset()),
    )


def apart_key(text: Text, elders: Iterable[Text]) -> str:
    """What the group of such a text is known by, where its outlet gave the words to another item before; else empty."""
    if not stands_apart(text, elders):
        return ""
    day = str(day_of(text)) if is_short(text) else ""
    return digest("apart", text.outlet, day, *(" ".join(normal_words(part)) for part in (text.title, text.body)))


def is_edited(subject: Subject) -> bool:
    """Whether its new text is the old one, however it was changed."""
    before = subject.before
    return before is not None and judge(subject.text, {0: comparable(before, "", before.committed_at)}) is not None
