"""Mistakes in the configuration name their line, what is wrong and the nearest valid key, in a user's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alerts.settings import AlertsSettings
from scheduler.configuration.files import parse_settings
from scheduler.configuration.findings import MOST_FINDINGS, ConfigurationProblem, Finding
from scrapers.settings import FeedsSettings
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from pydantic import BaseModel


def complaints(text: str, model: type[BaseModel]) -> list[str]:
    """What is said about a file, a finding each."""
    with pytest.raises(ConfigurationProblem) as caught:
        parse_settings("file.yaml", text.encode(), model)
    return [str(finding) for finding in caught.value.findings]


PLACE = "places:\n  - id: hajin\n    name: Hajin\n    names:\n"


@pytest.mark.parametrize(
    ("text", "model", "said"),
    [
        ("place: []\n", WatchlistSettings, ["1: error: unknown key 'place' (did you mean 'places'?)"]),
        (
            PLACE + "      ar: [{text: هجين, need: context}]\n",
            WatchlistSettings,
            ["5: error: unknown key 'need' (did you mean 'needs'?)"],
        ),
        (
            "feeds:\n  - url: https://a.example/\n    interval: {mni: 2m}\n",
            FeedsSettings,
            ["3: error: unknown key 'mni' (did you mean 'min'?)"],
        ),
        (
            "operator: {email: a@b.example}\nchannels:\n  email: {form: a@b.example}\n",
            AlertsSettings,
            ["3: error: unknown key 'form' (did you mean 'from'?)"],
        ),
        (
            "operator: {email: a@b.example}\nchannels:\n  webhooks:\n    - id: x\n      url_flie: y\n",
            AlertsSettings,
            ["5: error: unknown key 'url_flie' (did you mean 'url_file'?)"],
        ),
    ],
)
def test_unknown_key_names_the_nearest(text: str, model: type[BaseModel], said: list[str]) -> None:
    """At the top, in lists, in nested models and in one of several forms of a value."""
    assert complaints(text, model) == [f"file.yaml:{line}" for line in said]


def test_far_off_key_lists_the_known() -> None:
    """Where nothing is near, the user sees what there is."""
    assert complaints("interval: {zzz: 1}\n", FeedsSettings) == [
        "file.yaml:1: error: unknown key 'zzz' (known keys: max, min)"
    ]


def test_missing_key_is_asked_for() -> None:
    """The line is that of the mapping in which it is missing."""
    assert complaints("\nplaces:\n  - id: hajin\n    names: {ar: [هجين]}\n", WatchlistSettings) == [
        "file.yaml:3: error: places.name: this key is required (add 'name')"
    ]


def test_key_without_a_value_is_told() -> None:
    """Whoever takes all entries out of a list leaves its key behind."""
    said = "places: this key has no value (give it one, or take it out)"
    assert complaints("rules: []\nplaces:\n#  - id: hajin\n", WatchlistSettings) == [f"file.yaml:2: error: {said}"]


def test_value_of_no_allowed_form_is_one_finding() -> None:
    """A name may be text or a mapping; one mistake is one line, without the names of our classes."""
    text = "write text, in quotation marks if it looks like a number or is yes, no, on or off"
    said = f"places.names.ar: {text}, or: write keys with values: {{key: value}}"
    assert complaints(PLACE + "      ar: [[هجين]]\n", WatchlistSettings) == [f"file.yaml:5: error: {said}"]


def test_the_form_that_was_meant_is_named() -> None:
    """A mistake within one of many forms is not answered with the rules of all of them."""
    said = complaints(PLACE + "      ar: [{text: هجين, needs: {words: 3}}]\n", WatchlistSettings)
    assert said == [
        "file.yaml:5: error: places.names.ar.needs: say what the name needs: cues, names, quotes or count; or `nothing`"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLACE + "      ar: [هجين, '', مدينة هجين]\n", "5: error: places.names.ar number 2: it is empty"),
        (
            PLACE + "      ar: [هجين, {text: الباب, unless: [باب, '']}]\n",
            "5: error: places.names.ar number 2, unless number 2: it is empty",
        ),
        (
            '{"places": [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "names": {"ar": ["x", ""]}}]}',
            "1: error: places number 2 ('b'), names.ar number 2: it is empty",
        ),
        ('{"places": [{"id": "a", "name": ""}]}', "1: error: places ('a'), name: it is empty"),
        ('{"places": [{}, {"id": "b", "nam": "B"}]}', "1: error: places number 2 ('b'): unknown key 'nam'"),
    ],
)
def test_item_is_told_by_its_number(text: str, said: str) -> None:
    """Twenty names may stand on one line; JSON has no lines, so that the entry is named."""
    assert [each for each in complaints(text, WatchlistSettings) if each.startswith(f"file.yaml:{said}")]


def test_custom_messages_stay_whole() -> None:
    """The rooms' own validators speak to the user."""
    (said,) = complaints("first_poll_alert_age: soon\n", FeedsSettings)
    assert said.endswith("'all' or 'none', or: write a time as a number with its unit, like 90s, 5m, 6h or 2d")


def test_every_mistake_is_told_at_once() -> None:
    """Nobody wants to run the check once for each typo."""
    text = "feeds:\n  - url: ftp://a.example/\n  - url: https://b.example/\n    nam: ب\n  - {}\n"
    assert [said.split(":")[1] for said in complaints(text, FeedsSettings)] == ["2", "4", "5"]


@pytest.mark.timeout(20)
def test_report_stays_readable() -> None:
    """A log file in the place of the list has a mistake on every line: the first ones and a count are enough."""
    found = complaints("".join(f"key{number}: 1\n" for number in range(5000)), FeedsSettings)
    assert len(found) == MOST_FINDINGS + 1
    assert found[-1] == "file.yaml:201: error: 4800 more mistakes; correct the first ones and look again"


def test_keys_of_mappings_are_checked() -> None:
    """A language code stands where a key stands; its mistake is found there."""
    assert complaints(PLACE + "      'not a code': [هجين]\n", WatchlistSettings)[0].startswith("file.yaml:5: error:")


def test_unreadable_document_is_one_finding() -> None:
    """A file that is no YAML at all has one mistake."""
    assert complaints("feeds: [\n", FeedsSettings)[0].startswith("file.yaml:2: error: not valid YAML")


def test_finding_reads_like_a_compiler() -> None:
    """Editors jump to file:line."""
    finding = Finding("feeds.yaml", 7, "no feed is enabled", "add one", "warning")
    assert str(finding) == "feeds.yaml:7: warning: no feed is enabled (add one)"
    assert str(Finding("MARSAD_SMTP_TLS", 0, "it is none")) == "MARSAD_SMTP_TLS: error: it is none"
