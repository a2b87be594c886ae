"""Names out of GeoNames, which tells no language: what is a name, of which language, and which are the place's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.gazetteer.draft import Draft, distinct, entry
from scheduler.gazetteer.geonames import Town
from scheduler.gazetteer.ids import readable_ids, slug
from scheduler.gazetteer.junk import is_a_name
from scheduler.gazetteer.latin_letters import plain
from scheduler.gazetteer.name_languages import LANGUAGES, languages_of
from scheduler.gazetteer.skeleton import skeleton
from scheduler.gazetteer.spellings import names_of_town

SYRIA = ("ar", "ku", "hy", "arc", "fr", "en")


@pytest.mark.parametrize(
    "text", ["هجين", "Deir ez-Zor", "‘Ayn al ‘Arab", "Київ", "קמישלי", "قم", "Şam", "Saint-Étienne"]
)
def test_names_are_kept(text: str) -> None:
    """In every script of ours, with marks, of two letters."""
    assert is_a_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "DEZ",
        "DAM",
        "dyr alzwr",
        "hjyn",
        "Dajr-ehz-Zor",
        "Eht-Tell'-ehl'-Ab'jad",
        "12345",
        "Hajin (town)",
        "د مشق",
        "-",
        "",
    ],
)
def test_codes_and_romanisations_are_dropped(text: str) -> None:
    """An airport's code in capitals would be found in every second headline."""
    assert not is_a_name(text)


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("هجين", ("ar",)),
        ("الرقة", ("ar",)),
        ("دیرالزور", ("fa",)),
        ("ڕەققە", ("ckb",)),
        ("دەمەشىق", ()),
        ("دمښق", ()),
        ("Дамаск", ("ru", "uk")),
        ("Дейр-эз-Зор", ("ru",)),
        ("Київ", ("uk",)),
        ("Дамаскъ", ()),
        ("Раққа", ()),
        ("דמשק", ("he",)),
        ("Dêrezor", ("ku",)),
        ("Ayıntap", ("tr",)),
        ("Şam", ("tr", "ku")),
        ("Soubeïkhâne", ("fr",)),
        ("Deyrizor", ("und",)),
        ("Dəməşq", ()),
        ("대마", ()),
    ],
)
def test_letters_tell_the_language(name: str, languages: tuple[str, ...]) -> None:
    """A guess would add the endings of a language that nobody wrote the name in."""
    assert languages_of(name, SYRIA, LANGUAGES) == languages


def test_shared_letters_follow_the_place() -> None:
    """The same letters are Persian in Iran, and whatever is wanted when only one language is."""
    assert languages_of("دماوند", ("fa", "ckb"), LANGUAGES) == ("fa",)
    assert languages_of("دمشق", SYRIA, ("fa",)) == ("fa",)
    assert languages_of("دمشق", SYRIA, ("ru",)) == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ḩajīn", "Hajin"),
        ("Al Başrah", "Al Basrah"),
        ("Ma‘dān", "Madan"),
        ("Şam", "Şam"),
        ("Dêrik", "Dêrik"),
        ("Győr", "Győr"),
    ],
)
def test_marks_of_romanisation_are_taken_off(written: str, read: str) -> None:
    """No newspaper prints them; Turkish and Kurdish letters are no such marks."""
    assert plain(written, in_arabic=True) == read


def test_article_belongs_to_the_names_that_have_it() -> None:
    """ثورة is a revolution and no town, but Tyre is صور, whatever GeoNames lists beside it."""
    tabqa = Town(1, "Al-Tabqa", ("Al-Thawra", "الثورة", "ثورة", "الطبقة"), (35.8, 38.5), "SY", "SY.04", 87_880)
    tyre = Town(2, "Tyre", ("الصور", "صور", "TYR"), (33.3, 35.2), "LB", "LB.06", 117_000)
    assert sorted(names_of_town(tabqa, SYRIA, LANGUAGES, {})["ar"]) == ["الثورة", "الطبقة"]
    assert sorted(names_of_town(tyre, SYRIA, LANGUAGES, {})["ar"]) == ["الصور", "صور"]


def test_skeleton_tells_own_names_from_others() -> None:
    """Spellings of one name have the same consonants, in Latin letters and in Arabic ones."""
    assert skeleton("Rakka") == skeleton("Ar Raqqah") == skeleton("الرقة")
    assert skeleton("Dayr az Zawr") == skeleton("Deir Ezzor") == skeleton("دير الزور")
    assert skeleton("Callinicum") != skeleton("Rakka")


def test_spellings_that_match_alike_are_listed_once() -> None:
    """Accents make no other name; Persian adds none to the Arabic spelling, but Kurdish has endings of its own."""
    names = {"ar": ["دمشق"], "fa": ["دمشق"], "tr": ["Şam"], "ku": ["Şam"], "en": ["Hajin", "Hajīn"], "und": ["Hajin"]}
    assert distinct(names) == {"ar": ["دمشق"], "tr": ["Şam"], "ku": ["Şam"], "en": ["Hajin"]}


def test_common_words_get_a_context() -> None:
    """هجين is "hybrid"; a large town called "the door" is doubted all the same, and Riyadh is not."""
    in_doubt = {"text": "هجين", "needs": "context"}
    assert entry(Draft("hajin", "Hajin", {"ar": ["هجين", "مدينة هجين"]}))["names"]["ar"] == [in_doubt, "مدينة هجين"]
    assert entry(Draft("bab", "Bab", {"ar": ["الباب"]}, population=130_000))["names"]["ar"][0]["needs"] == "context"
    assert entry(Draft("tyre", "Tyre", {"ar": ["صور"]}, population=117_000))["names"]["ar"][0]["needs"] == "context"
    large = ["الرياض", "حمص", "دمشق"]
    assert entry(Draft("large", "Large", {"ar": large}, population=7_000_000))["names"]["ar"] == large


@pytest.mark.parametrize(("text", "spoken"), [("Merkez", "tr"), ("Pazar", "tr"), ("Güney", "tr"), ("Sens", "fr")])
def test_common_words_of_the_country_get_a_context(text: str, spoken: str) -> None:
    """A Turkish or French town has its spelling under en, and Merkez Bankası is the central bank in every text."""
    town = Draft("town", text, {"en": [text]}, spoken=(spoken,))
    assert entry(town)["names"]["en"] == [{"text": text, "needs": "context"}]
    assert entry(replace(town, population=100_000))["names"]["en"] == [text]


def test_names_that_another_country_speaks_of_are_left_alone() -> None:
    """Turkish news writes of Afrin so often that it counts as a word there."""
    assert entry(Draft("afrin", "Afrin", {"en": ["Afrin"]}, spoken=("ar", "ku", "fr")))["names"]["en"] == ["Afrin"]


def test_ids_are_readable_and_unique() -> None:
    """Whoever shares a name carries GeoNames' number, both of them, so that neither changes when the other comes."""
    assert [slug("Hajīn"), slug("دير الزور"), slug("Запоріжжя")] == ["hajin", "dyr-alzwr", "zaporizhzhia"]
    assert slug("東京") == slug("東京") != slug("大阪")
    wanted = {"1": "sy-hajin", "2": "sy-susa", "3": "sy-susa", "RU.47": "ru-moscow-region", "RU.48": "ru-moscow-region"}
    made = ["sy-hajin", "sy-susa-2", "sy-susa-3", "ru-moscow-region-47", "ru-moscow-region-48"]
    assert list(readable_ids(wanted).values()) == made
