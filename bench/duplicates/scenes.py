"""What happens to a story in a stream: it is copied, it has twins, it is one of a series, it shares a background."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench.duplicates import twins
from bench.duplicates.composing import one_composed
from bench.duplicates.desk import desk_for
from bench.duplicates.edits.cuts import joined
from bench.duplicates.edits.kinds import EDITS, TWO_WIRES
from bench.duplicates.newsroom import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.duplicates.publishing import Paper, Story
    from bench.duplicates.wire import Wire

LONGEST_DELAY = 1200
TWINS = {
    "place only": twins.one_place,
    "name only": twins.one_name,
    "number only": twins.one_number,
    "elsewhere": twins.elsewhere,
    "follow-up toll": twins.follow_up,
    "another visit": twins.another_visit,
}
KEEPS_TITLE = "translated headline"


def copied(paper: Paper, story: Story, count: int) -> None:
    """So many kinds of copies by other outlets, minutes to hours later."""
    kinds = paper.chance.sample(sorted(EDITS), len(EDITS))
    made = ((kind, EDITS[kind](story.desk)) for kind in kinds)
    for kind, draft in [(kind, draft) for kind, draft in made if draft][:count]:
        title = draft.title if kind == KEEPS_TITLE else paper.headline(story.desk, draft)
        outlet = paper.outlet(story.outlet)
        _later(paper, story, kind, replace(draft, title=title), outlet)


def twinned(paper: Paper, story: Story, count: int) -> None:
    """So many kinds of other news in the same words, by the same outlet or another."""
    kinds = paper.chance.sample(sorted(TWINS), len(TWINS))
    made = ((kind, TWINS[kind](paper.room, paper.chance, story.desk.wire)) for kind in kinds)
    for kind, wire in [(kind, wire) for kind, wire in made if wire][:count]:
        _twin(paper, story, kind, wire)


def next_issues(paper: Paper, told: Mapping[str, Any]) -> None:
    """A series: three issues of it, copies of the first, and a copy of the second, which is not one of the first."""
    first = paper.first(paper.room.wire(told, paragraphs_of(told["text"]), paper.chance), latest=20 * 60)
    copied(paper, first, 4)
    story, hours = first, int(told["every"])
    for _ in range(2):
        wire = twins.next_of_series(paper.room, paper.chance, story.desk.wire)
        minute = story.minute + hours * 60 + paper.chance.randint(-8, 8)
        outlet = first.outlet if told.get("same_outlet") or paper.chance.random() < 0.4 else paper.outlet(first.outlet)
        desk = story.desk.about(wire) if outlet == first.outlet else desk_for(paper.room, paper.chance, wire)
        story = paper.publish(desk, desk.draft(), "twin", minute, outlet=outlet, twin_kind=f"series: {told['id']}")
    copied(paper, story, 1)


def joined_wires(paper: Paper, count: int) -> None:
    """Two stories, then one article that prints both."""
    for _ in range(count):
        topics = paper.chance.sample(paper.room.topics, 2)
        one, other = (paper.first(one_composed(paper.room, paper.chance, topic, ())) for topic in topics)
        earlier, later = sorted((one, other), key=lambda story: story.minute)
        draft = joined(one.draft, other.draft)
        minute = later.minute + paper.chance.randint(5, LONGEST_DELAY)
        paper.publish(one.desk, draft, TWO_WIRES, minute, group=earlier.group, also=[later.group])


def shared_backgrounds(paper: Paper, count: int) -> None:
    """Two stories of different topics that end with the same two paragraphs."""
    for _ in range(count):
        ending = tuple(tuple(one.split("|")) for one in paper.chance.sample(paper.room.pieces["backgrounds"], 2))
        topics = paper.chance.sample(paper.room.topics, 2)
        one, other = (one_composed(paper.room, paper.chance, topic, ending) for topic in topics)
        story = paper.first(one)
        _twin(paper, story, "shared background", other)


def _twin(paper: Paper, story: Story, kind: str, wire: Wire) -> None:
    is_same = paper.chance.random() < 0.4
    desk = replace(story.desk.about(wire), dateline="") if is_same else desk_for(paper.room, paper.chance, wire)
    outlet = story.outlet if is_same else paper.outlet(story.outlet)
    minute = story.minute + paper.chance.randint(60, LONGEST_DELAY)
    twin = paper.publish(desk, desk.draft(), "twin", minute, outlet=outlet, twin_kind=kind)
    if paper.chance.random() < 0.3:
        copied(paper, twin, 1)


def _later(paper: Paper, story: Story, kind: str, draft: Any, outlet: str) -> None:  # noqa: ANN401
    minute = min(story.minute + paper.chance.randint(5, LONGEST_DELAY), story.minute + LONGEST_DELAY)
    paper.publish(story.desk, draft, kind, minute, group=story.group, outlet=outlet)
