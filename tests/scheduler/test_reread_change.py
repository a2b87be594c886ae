"""What differs between an article and its page as it is read today; what the archive cannot hold is no difference."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from archive.nouns import Article
from scheduler.rereading.change import change_of, gained_and_lost
from tests.archive.world import MENTION, NOON, draft

DRAFT = draft("قال مصدر\nفي هجين")


def archived(**said: object) -> Article:
    """The article of the draft, but for what is said."""
    plain = asdict(DRAFT) | {"origins": DRAFT.origins, "body_source": DRAFT.body_source} | said
    return Article(id=1, entry_id=1, feed_id=1, group_id=1, committed_at=NOON, **plain)


def test_same_article_is_no_change() -> None:
    """Nothing is written for nothing."""
    assert change_of(archived(), DRAFT) is None


@pytest.mark.parametrize(("part", "text"), [("body", "قال\0 مصدر"), ("title", "\ud800"), ("author", "\0")])
def test_unholdable_text_is_no_change(part: str, text: str) -> None:
    """Else each run would find it changed, for ever."""
    held = archived(**{part: text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")})
    assert change_of(held, replace(DRAFT, **{part: text})) is None


def test_lines_that_go_and_come() -> None:
    """A line that only moves does neither; one that stood twice and stands once goes once."""
    change = change_of(
        archived(body="قال مصدر\nشارك\nشارك\nفي هجين"), replace(DRAFT, body="في هجين\nشارك\nقال مصدر\nجديد")
    )
    assert change is not None
    assert (change.is_of_text, change.parts, change.gone, change.came) == (True, ("body",), ("شارك",), ("جديد",))


def test_facts_are_no_text() -> None:
    """Whoever only learns its section need not look at the lines."""
    change = change_of(archived(section=None), DRAFT)
    assert change is not None
    assert (change.is_of_text, change.parts, change.gone) == (False, ("section",), ())


def test_mention_that_moves_is_neither_gained_nor_lost() -> None:
    """Its offsets are others, its name and words are the same."""
    moved, other = replace(MENTION, start=0, end=4), replace(MENTION, name_id="sdf")
    assert gained_and_lost([MENTION, MENTION], [moved, other]) == (1, 1)  # type: ignore[list-item]
