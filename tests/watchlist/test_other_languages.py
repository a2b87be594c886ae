"""Names in Hebrew, Latin and Cyrillic script, and the languages that write endings onto them."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("he", "ירושלים", "ושבירושלים", "ירושלים"),
    ("he", 'צה"ל', "צה״ל", "צה״ל"),
    ("he", 'צה"ל', "צהל", "צהל"),
    ("en", "Hajin", "in Hajin's centre", "Hajin's"),
    ("en", "Hajin", "HAJIN FALLS", "HAJIN"),
    ("en", "Deir ez-Zor", "Deir ez Zor", "Deir ez Zor"),
    ("en", "Qa'ida", "al-Qa’ida", "Qa’ida"),
    ("en", "F16", "an F-16 jet", "F-16"),
    ("en", "isis", "ISIS", "ISIS"),
    ("en", "U.S.", "the U.S. said", "U.S."),
    ("en", "U.S. Army", "the U.S. Army said", "U.S. Army"),
    ("en", "George W. Bush", "George W. Bush", "George W. Bush"),
    ("fr", "Euphrate", "à l’Euphrate", "Euphrate"),
    ("tr", "Türkiye", "Türkiye’nin", "Türkiye’nin"),
    ("tr", "İstanbul", "ISTANBUL", "ISTANBUL"),
    ("tr", "Türk", "Türklerin", "Türklerin"),
    ("ku", "Hindistan", "li Hindistanê", "Hindistanê"),
    ("ru", "Том", "Том сказал", "Том"),
    ("ru", "Орёл", "ОРЕЛ", "ОРЕЛ"),
    ("uk", "Об'єднання", "Об’єднання", "Об’єднання"),
    ("uk", "ВСУ", "ВСУ", "ВСУ"),
    ("ckb", "سلێمانی", "سلێمانی", "سلێمانی"),
    ("fa", "می\u200cخواهم", "میخواهم", "میخواهم"),
    ("fa", "می\u200cخواهم", "می خواهم", "می خواهم"),
    ("fa", "میخواهم", "می\u200cخواهم", "می\u200cخواهم"),
]

LEFT_ALONE = [
    ("he", "יוון", "כיוון"),
    ("he", "ארץ", "הארץ"),
    ("he", "אלה", "האלה"),
    ("ru", "Том", "том"),
    ("ru", "Дели", "деле"),
    ("ru", "РАН", "Ранее"),
    ("ru", "Рада", "ради"),
    ("ku", "Wan", "wan"),
    ("fr", "Est", "est"),
    ("en", "IS", "is"),
    ("en", "IS", "Is"),
    ("en", "Adam", "Adams"),
    ("en", "Mosul Dam", "in Mosul. Dam"),
    ("en", "Türk", "Türklerin"),
]


@pytest.mark.parametrize(("language", "name", "text", "surface"), FOUND)
def test_name_is_found(language: str, name: str, text: str, surface: str) -> None:
    """Each language's own way to write a name."""
    assert surfaces(watching(name, language=language), text) == [surface]


@pytest.mark.parametrize(("language", "name", "text"), LEFT_ALONE)
def test_other_word_stays(language: str, name: str, text: str) -> None:
    """Capitals and whole words keep ordinary words out."""
    assert surfaces(watching(name, language=language), text) == []


def test_every_name_in_every_text() -> None:
    """SDF stands in Arabic articles too."""
    assert surfaces(watching("SDF", language="en"), "قالت SDF إن") == ["SDF"]
