"""The demo's scenario holds what it promises to show, and its oracle agrees with its texts."""

from __future__ import annotations

from itertools import islice

import pytest

from scheduler.demo.bulletins import bulletin
from scheduler.demo.nouns import ExpectedAlert, Publication, Republication, Story
from scheduler.demo.scenario import OUTLETS, endless, expected_alerts, once
from scheduler.demo.stage import FLOOD
from scheduler.demo.stories import stories

WRITTEN = {
    "deir-ez-zor": ("دير الزور", "Deir ez-Zor", "Deir al-Zor"),
    "hajin": ("مدينة هجين", "Hajin"),
    "raqqa": ("الرقة", "Raqqa"),
    "hasakah": ("الحسكة",),
    "mosul": ("الموصل", "Mosul"),
    "sinjar": ("سنجار", "Sinjar"),
    "sdf": ("قسد", "قوات سوريا الديمقراطية", "SDF", "Syrian Democratic Forces"),
}
ALL_STORIES = [*stories().values(), *(bulletin(number) for number in range(16))]


@pytest.mark.parametrize("story", ALL_STORIES, ids=lambda story: story.key)
def test_story_names_what_it_says(story: Story) -> None:
    """The expected alerts are written by hand beside the text; they must be the names that stand in it."""
    text = " ".join((story.title, story.summary, *story.paragraphs))
    assert story.names == {name for name, forms in WRITTEN.items() if any(form in text for form in forms)}


def test_hybrid_crops_alert_nobody() -> None:
    """The bare word هجين is in the watchlist with a need for context; here it means hybrid."""
    hybrids = [story for story in stories().values() if "هجين" in story.title and not story.names]
    assert hybrids


def test_copies_expect_one_alert() -> None:
    """A syndicated story is expected once a name, whichever outlet shows it first."""
    carried = [event.outlet for event in once() if isinstance(event, Publication) and event.story.key == "bakery"]
    assert carried == ["banks", "port"]
    bakery = {alert for alert in expected_alerts(once()) if alert.story == "bakery"}
    assert bakery == {ExpectedAlert("bakery", "hajin"), ExpectedAlert("bakery", "deir-ez-zor")}


def test_other_words_expect_what_is_new_in_them() -> None:
    """A reprint in other words is silent, one that adds a name tells that name, other news in the same words alerts."""
    told = expected_alerts(once())
    assert not [alert for alert in told if alert.story == "bridge-reprint"]
    assert ExpectedAlert("bridge-longer", "hasakah") in told
    assert ExpectedAlert("bridge-longer", "deir-ez-zor") not in told
    assert ExpectedAlert("ferry-raqqa", "raqqa") in told
    assert {alert.name for alert in told if alert.story == "grain-talks-edited"} == {"sinjar"}


def test_flood_is_more_than_is_told_one_by_one() -> None:
    """Of the two dozen bulletins at once, those that name something are more than the demo's limit."""
    at_once = [event for event in once() if event.outlet == "siren" and isinstance(event, Publication) and event.names]
    assert len(at_once) > FLOOD["alerts"]


def test_old_items_alert_nobody() -> None:
    """What stood in a feed long before its first poll must not flood anyone."""
    assert not [alert for alert in expected_alerts(once()) if alert.story == "dam-survey"]


def test_scenario_shows_every_fault() -> None:
    """The demo promises a broken page, renewed guids, windows-1256 and both languages."""
    played = {event.outlet for event in once()}
    assert played == {outlet.key for outlet in OUTLETS}
    assert any(isinstance(event, Republication) for event in once())
    assert {outlet.charset for outlet in OUTLETS} == {"utf-8", "windows-1256"}
    assert "broken" in {outlet.pages for outlet in OUTLETS}


def test_endless_demo_goes_on() -> None:
    """`marsad demo` publishes until it is stopped, in order of time."""
    events = list(islice(endless(), 200))
    assert [event.at_seconds for event in events] == sorted(event.at_seconds for event in events)
    assert len(expected_alerts(events)) > len(expected_alerts(once()))
