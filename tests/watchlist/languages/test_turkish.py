"""Turkish endings after names that end in a possessive, after figures, and behind each apostrophe."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("Dışişleri Bakanlığı", "Dışişleri Bakanlığına iletildi", "Dışişleri Bakanlığına"),
    ("Dışişleri Bakanlığı", "Dışişleri Bakanlığınca duyuruldu", "Dışişleri Bakanlığınca"),
    ("Boğaziçi Üniversitesi", "Boğaziçi Üniversitesindeki tören", "Boğaziçi Üniversitesindeki"),
    ("Merkez Bankası", "Merkez Bankasından yapılan açıklama", "Merkez Bankasından"),
    ("Özgür Suriye Ordusu", "Özgür Suriye Ordusunu destekledi", "Özgür Suriye Ordusunu"),
    ("Van Gölü", "Van Gölünde tekne battı", "Van Gölünde"),
    ("Cumhurbaşkanlığı", "CUMHURBAŞKANLIĞINDAN AÇIKLAMA", "CUMHURBAŞKANLIĞINDAN"),
    ("Ankara", "Ankara'dakilerin beklentisi", "Ankara'dakilerin"),
    ("Ankara", "Ankaraʼdan ses yok", "Ankaraʼdan"),
    ("Ankara", "Ankara´da toplandı", "Ankara´da"),
    ("F-16", "iki F-16'nın kalkışı", "F-16'nın"),
    ("S-400", "S-400’lerin teslimatı", "S-400’lerin"),
]

LEFT_ALONE = [
    ("Ada", "Adanda"),
    ("Ali", "Aline"),
    ("Van", "Vanası bozuk"),
    ("Batı", "Batinde"),
    ("Merkez Bankası", "Merkez Bankanda"),
    ("Türk", "Türkçe yayın"),
    ("Başkan", "Başkanlığına seçildi"),
    ("Cumhuriyet", "Cumhuriyetçi aday"),
    ("Umut", "Umutsuz bekleyiş"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_name_is_found_with_its_ending(name: str, text: str, surface: str) -> None:
    """Ministries, banks and lakes end in a possessive, which takes an n before most cases."""
    assert surfaces(watching(name, language="tr"), text) == [surface]


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_other_word_stays(name: str, text: str) -> None:
    """A short name that ends in a vowel has no possessive; languages, offices and followers are no names."""
    assert surfaces(watching(name, language="tr"), text) == []
