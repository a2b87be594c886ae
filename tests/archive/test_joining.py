"""Which copy group an article joins, and what it then may tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import articles
from archive.alert_rows import alerts_of_group
from archive.comparisons import UNCOMPARED, Comparison
from archive.replacing import reread_article
from tests.archive.world import MENTION, NOON, draft, once

if TYPE_CHECKING:
    from archive.nouns import Article, Committed
    from tests.archive.world import World


def copy_of(elder: Committed | None, **changes: object) -> Comparison:
    """A copy of this article in other words."""
    assert elder is not None
    fields: dict[str, object] = {"relation": "copy", "elder_id": elder.article_id, "shared": 0.8, "joins": True}
    return Comparison(**fields | changes)  # type: ignore[arg-type]


def article(world: World, committed: Committed | None) -> Article:
    """The article as the archive has it."""
    assert committed is not None
    found = world.archive.read_now(articles.get_article, committed.article_id)
    assert found is not None
    return found


def rereads(world: World, committed: Committed | None, text: str, comparison: Comparison) -> Committed:
    """The article's page gives another text by now."""
    before = article(world, committed)
    again = world.archive.write_now(reread_article, before, draft(text), [MENTION], once(), NOON, comparison)
    assert again is not None
    return again


def test_copy_in_other_words_joins_its_elder(world: World) -> None:
    """The same wire under another headline is no second alert; what it was compared with is kept."""
    first, second = world.claimed("1", "2")
    elder = world.commits(first)
    copy = world.commits(second, "النص نفسه بعنوان آخر", comparison=copy_of(elder, differing=("3 → 5",)))
    assert elder is not None
    assert copy is not None
    assert (copy.group_id, copy.is_copy, copy.alert_ids) == (elder.group_id, True, ())
    kept = article(world, copy)
    assert (kept.relation, kept.elder_id, kept.shared, kept.differing) == ("copy", elder.article_id, 0.8, ("3 → 5",))


def test_elder_told_of_silently_silences_nobody(world: World) -> None:
    """A group whose first article came with a new feed's backlog has no alert yet."""
    first, second = world.claimed("1", "2")
    elder = world.commits(first, decide=lambda _: ())
    copy = world.commits(second, "نصف النص", comparison=copy_of(elder))
    assert copy is not None
    assert (copy.is_copy, len(copy.alert_ids)) == (True, 1)


def test_very_text_goes_before_the_elder(world: World) -> None:
    """An exact copy belongs to the group of its text, whatever else it is like."""
    first, second, third = world.claimed("1", "2", "3")
    elder, other = world.commits(first, "نص"), world.commits(second, "نص آخر")
    assert other is not None
    copy = world.commits(third, "نص آخر", comparison=copy_of(elder))
    assert copy is not None
    assert copy.group_id == other.group_id


def test_forgotten_elder_leaves_a_group_of_its_own(world: World) -> None:
    """The article that it was compared with went meanwhile."""
    (entry,) = world.claimed("1")
    committed = world.commits(entry, comparison=Comparison(relation="copy", elder_id=4711, shared=0.9, joins=True))
    assert committed is not None
    assert not committed.is_copy


def test_series_stays_apart(world: World) -> None:
    """Tomorrow's weather is no copy of today's."""
    first, second = world.claimed("1", "2")
    elder = world.commits(first)
    other = world.commits(second, "طقس الغد", comparison=copy_of(elder, relation="series", joins=False))
    assert elder is not None
    assert other is not None
    assert (other.is_copy, len(other.alert_ids)) == (False, 1)
    assert article(world, other).relation == "series"


def test_edited_article_stays_in_its_group(world: World) -> None:
    """Its alerts stand for the copies of both its texts."""
    (entry,) = world.claimed("1")
    first = world.commits(entry)
    assert first is not None
    again = rereads(world, first, "النص بعد التحرير", Comparison(prints=b"", stays=True))
    assert (again.group_id, again.alert_ids) == (first.group_id, ())
    assert [alert.id for alert in world.archive.read_now(alerts_of_group, first.group_id)] == list(first.alert_ids)


def test_article_that_turns_out_a_copy_moves(world: World) -> None:
    """The page read at last is another outlet's wire, in other words."""
    first, second = world.claimed("1", "2")
    elder, late = world.commits(first), world.commits(second, "خبر قصير")
    assert elder is not None
    again = rereads(world, late, "الخبر كاملا", copy_of(elder, stays=True))
    assert (again.group_id, again.is_copy, again.alert_ids) == (elder.group_id, True, ())


def test_what_is_not_compared_keeps_what_is_known(world: World) -> None:
    """A reading that could not be compared takes nothing back."""
    first, second = world.claimed("1", "2")
    elder = world.commits(first)
    copy = world.commits(second, "نص آخر", comparison=copy_of(elder))
    rereads(world, copy, "نص آخر", UNCOMPARED)
    assert article(world, copy).relation == "copy"
