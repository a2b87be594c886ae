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
NOISE = ("captions", "read also", "boilerplate", "bullets", "synonyms", "reordered", "shortened", "live page")
VISITS = ("another visit", "another visit")
LOSE_FIGURES = ("cut in the middle", "paragraph dropped")  # behind the lead, where a series has its figures
KEEPS_TITLE = "translated headline"


def copied(paper: Paper, story: Story, count: int, without: tuple[str, ...] = ()) -> None:
    """So many kinds of copies by other outlets, minutes to hours later."""
    kinds = paper.chance.sample([kind for kind in EDITS if kind not in without], len(EDITS) - len(without))
    made = ((kind, EDITS[kind](story.desk)) for kind in kinds)
    for kind, draft in [(kind, draft) for kind, draft in made if draft][:count]:
        title = draft.title if kind == KEEPS_TITLE else paper.headline(story.desk, draft)
        minute = story.minute + paper.chance.randint(5, LONGEST_DELAY)
        outlet = paper.outlet(story.outlet)
        paper.publish(story.desk, replace(draft, title=title), kind, minute, group=story.group, outlet=outlet)


def twinned(paper: Paper, story: Story, count: int) -> None:
    """So many kinds of other news in the same words, no two about the same facts, by the same outlet or another."""
    kinds = paper.chance.sample(sorted(TWINS), len(TWINS))
    told = [story.desk.wire]
    for kind in kinds if "leader" not in story.desk.wire.facts else [*VISITS, *kinds]:
        wire = TWINS[kind](paper.room, paper.chance, story.desk.wire)
        if wire and len(told) <= count and all(wire.facts != other.facts for other in told):
            _twin(paper, story, kind, wire)
            told.append(wire)


def next_issues(paper: Paper, told: Mapping[str, Any]) -> None:
    """A series: three issues of it, copies of the first, and a copy of the second, which is not one of the first."""
    first = paper.first(paper.room.wire(told, paragraphs_of(told["text"]), paper.chance), latest=20 * 60)
    copied(paper, first, 5, LOSE_FIGURES)
    twinned(paper, first, 1)
    story, hours = first, int(told["every"])
    for _ in range(2):
        is_slight = bool(told.get("same_outlet")) and paper.chance.random() < 0.4
        make = twins.one_figure if is_slight else twins.next_of_series
        wire = make(paper.room, paper.chance, story.desk.wire)
        minute = story.minute + hours * 60 + paper.chance.randint(-8, 8)
        outlet = first.outlet if told.get("same_outlet") or paper.chance.random() < 0.4 else paper.outlet(first.outlet)
        desk = story.desk.about(wire) if outlet == first.outlet else desk_for(paper.room, paper.chance, wire)
        kind = "series: one figure" if is_slight else f"series: {told['id']}"
        story = paper.publish(desk, desk.draft(), "twin", minute, outlet=outlet, twin_kind=kind)
    copied(paper, story, 1, LOSE_FIGURES)


def joined_wires(paper: Paper, count: int) -> None:
    """One article that prints two stories, of which both or only the first were told before."""
    for _ in range(count):
        topics = paper.chance.sample(paper.room.topics, 2)
        one, other = (one_composed(paper.room, paper.chance, topic, ()) for topic in topics)
        story = paper.first(one)
        told = [paper.first(other)] if paper.chance.random() < 0.6 else []
        second = told[0].draft if told else desk_for(paper.room, paper.chance, other).draft()
        pair = paper.chance.sample([story.draft, second], 2)
        minute = max(story.minute, *(one.minute for one in told), 0) + paper.chance.randint(5, LONGEST_DELAY)
        groups = [one.group for one in told]
        paper.publish(story.desk, joined(*pair), TWO_WIRES, minute, group=story.group, also=groups)


def shared_backgrounds(paper: Paper, count: int) -> None:
    """Two stories of different topics that end with the same two paragraphs."""
    for _ in range(count):
        ending = tuple(paper.room.backgrounds(paper.chance, 2))
        topics = paper.chance.sample(paper.room.topics, 2)
        one, other = (one_composed(paper.room, paper.chance, topic, ending) for topic in topics)
        story = paper.first(one)
        _twin(paper, story, "shared background", other)


def _twin(paper: Paper, story: Story, kind: str, wire: Wire) -> None:
    is_same = paper.chance.random() < 0.4
    desk = replace(story.desk.about(wire), dateline="") if is_same else desk_for(paper.room, paper.chance, wire)
    outlet = story.outlet if is_same else paper.outlet(story.outlet)
    minute = story.minute + paper.chance.randint(60, LONGEST_DELAY)
    edit = paper.chance.choice(NOISE) if paper.chance.random() < 0.35 else None
    draft = (EDITS[edit](desk) if edit else None) or desk.draft()
    twin = paper.publish(desk, draft, "twin", minute, outlet=outlet, twin_kind=kind)
    if paper.chance.random() < 0.3:
        copied(paper, twin, 1)
