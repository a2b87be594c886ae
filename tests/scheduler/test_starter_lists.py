"""The starter lists of config/starter: sound, no doubt left open, and together they count what a reader counts."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from watchlist.check import problems
from watchlist.doubts import doubts
from watchlist.mentions import Text
from watchlist.settings import WatchlistSettings
from watchlist.watchlist import Watchlist

FOLDER = Path(__file__).parents[2] / "config" / "starter"
ACTORS, PLACES = "actors-syria-iraq.yaml", "places-deir-ez-zor.yaml"

REPORT = """تبادل “قسد” وتنظيم “الدولة الإسلامية” القصف شرق الفرات

photo iconقوات سوريا الديمقراطية في ناحية هجين (مراسل)

قال مجلس دير الزور العسكري إن طائرات للتحالف الدولي قصفت جيب هَجين والباغوز، وإن مقاتلين من التنظيم فرّوا إلى
البوكمال والقائم. ونفت قيادة “قسد” دخول الشحيل والبصيرة، وقالت إن مدينة هجين خالية من المدنيين.

وفي الرقة والحسكة رحّبت الأمم المتحدة بالهدنة، وعبرت قوات الحشد الشعبي معبر البوكمال نحو الأنبار.
"""
COUNTS = {
    "sdf": 3,
    "islamic-state": 1,
    "coalition": 1,
    "deir-ez-zor-military-council": 1,
    "pmf": 1,
    "united-nations": 1,
    "east-of-the-euphrates": 1,
    "hajin": 3,
    "al-baghuz": 1,
    "abu-kamal": 1,
    "abu-kamal-crossing": 1,
    "al-qaim": 1,
    "al-shuhayl": 1,
    "al-busayrah": 1,
    "raqqa": 1,
    "hasakah": 1,
    "anbar": 1,
}
OTHERWISE = """سيارة هجين من ثلاث فئات في المعرض. القائم بالأعمال زار قناة الميادين، وتحدث عن الطبقة الوسطى.
تحدث عن عيد الجلاء. فتح الباب، ثم قرأ قصة من أعماق البحر عن القاعدة الشعبية. She is a sham, and IT IS a hit. Rabia sang.
"""


@cache
def document(name: str) -> dict[str, Any]:
    """One of the files as plain values."""
    loaded = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@cache
def both() -> Watchlist:
    """Both files in one list, as a user joins them."""
    return Watchlist.from_settings(WatchlistSettings.model_validate(document(ACTORS) | document(PLACES)))


def counted(text: str) -> Counter[str]:
    """How often each entity counts in a text."""
    return Counter(mention.name_id for mention in both().match(Text("", text, "ar")) if mention.counts)


@pytest.mark.parametrize("name", [ACTORS, PLACES])
def test_list_is_sound_and_answers_every_doubt(name: str) -> None:
    """Whoever starts from it sees no warning that is not their own."""
    settings = WatchlistSettings.model_validate(document(name))
    assert [*problems(settings), *doubts(settings)] == []


def test_lists_can_be_joined() -> None:
    """No id and no name stands in both."""
    settings = WatchlistSettings.model_validate(document(ACTORS) | document(PLACES))
    assert len(settings.actors) > 60
    assert len(settings.places) > 100
    assert problems(settings) == []


def test_places_have_their_place() -> None:
    """Each town stands in the tree and, fields and crossings aside, on the map, near enough to what it lies in."""
    places = {place["id"]: place for place in document(PLACES)["places"]}
    assert [key for key, place in places.items() if "within" not in place] == ["syria", "iraq", "euphrates"]
    for place in places.values():
        outer = places.get(place.get("within"), {})
        if "at" in place and "at" in outer and outer["id"] not in ("syria", "iraq"):
            apart = max(abs(one - other) for one, other in zip(place["at"], outer["at"], strict=True))
            assert apart < 4.7, place["id"]  # Anbar reaches four degrees to the west of its seat


@pytest.mark.parametrize("language", ["ar", "en", "ku", "tr"])
def test_languages_of_the_region(language: str) -> None:
    """Most entries have a spelling in each of them; Arabic and English all have."""
    entities = [*document(ACTORS)["actors"], *document(PLACES)["places"]]
    having = sum(language in entity["names"] for entity in entities)
    assert having == len(entities) if language in ("ar", "en") else having > len(entities) / 3


def test_report_counts() -> None:
    """What a reader counts in a report, page furniture and quotation marks included."""
    assert counted(REPORT) == COUNTS


def test_ordinary_words_are_no_places() -> None:
    """Hybrid cars, the chargé d'affaires, the middle class."""
    assert counted(OTHERWISE) == {}


def test_shared_sample_counts() -> None:
    """The same on a real page, where the samples are at hand."""
    folder = Path(os.environ.get("MARSAD_SAMPLES") or Path(__file__).parents[3] / "shared" / "samples")
    sample = folder / "enab-baladi-hajin.txt"
    if not sample.exists():
        pytest.skip("no sample page here: set MARSAD_SAMPLES to its folder")
    found = counted(sample.read_text(encoding="utf-8"))
    wanted = {"hajin": 5, "deir-ez-zor": 2, "east-of-the-euphrates": 5, "sdf": 8, "islamic-state": 3, "coalition": 5}
    assert {key: found[key] for key in wanted} == wanted
