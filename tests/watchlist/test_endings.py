"""Endings that Persian, Kurdish and Turkish write onto a name, U+200C in both ways, and words that only look alike."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching
from watchlist.finder import Finder
from watchlist.names import watched_name

FOUND = [
    ("fa", "ایران", "در ایران\u200cها", "ایران\u200cها"),
    ("fa", "کرد", "کردها و کرد،", "کردها"),
    ("fa", "کرد", "نیروهای کرد\u200cهای سوریه", "کرد\u200cهای"),
    ("fa", "آمریکا", "آمریکای شمالی", "آمریکای"),
    ("fa", "سوریه", "سوریه\u200cی امروز", "سوریه\u200cی"),
    ("fa", "سوریه", "سوریهٔ امروز", "سوریهٔ"),
    ("fa", "حزب\u200cالله", "حزب الله لبنان", "حزب الله"),
    ("fa", "حزب\u200cالله", "حزبالله لبنان", "حزبالله"),
    ("fa", "حزب الله", "حزب\u200cالله لبنان", "حزب\u200cالله"),
    ("fa", "نیروهای دموکراتیک سوریه", "به نیروهای\u200cدموکراتیک سوریه", "نیروهای\u200cدموکراتیک سوریه"),
    ("fa", "کرمانشاه", "در كرمانشاه", "كرمانشاه"),
    ("ckb", "هەولێر", "لە هەولێرەوە", "هەولێرەوە"),
    ("ckb", "هەولێر", "له\u200c هه\u200cولێره\u200cوه\u200c", "هه\u200cولێره\u200cوه"),
    ("ckb", "کوردستان", "هەرێمی کوردستاندا", "کوردستاندا"),
    ("ckb", "کوردستان", "هەرێمی کوردستانی", "کوردستانی"),
    ("ckb", "سلێمانی", "لە سلێمانییەوە", "سلێمانییەوە"),
    ("ckb", "تورکیا", "تورکیاش", "تورکیاش"),
    ("ckb", "کەرکووک", "کەرکووک و دهۆک", "کەرکووک"),
    ("ckb", "حەشد", "حەشدەکان", "حەشدەکان"),
    ("ku", "هەولێر", "لە هەولێرەوە", "هەولێرەوە"),
    ("ku", "Kobanê", "li Kobanêyê", "Kobanêyê"),
    ("tr", "Halep", "Halebi geri aldı", "Halebi"),
    ("tr", "Irak", "Irağın kuzeyi", "Irağın"),
    ("tr", "Zonguldak", "Zonguldağa", "Zonguldağa"),
    ("tr", "Türkiye", "Turkiyenin", "Turkiyenin"),
    ("tr", "Deyrizor", "Deyrizordaki üs", "Deyrizordaki"),
    ("tr", "Suriye", "Suriyelilerin", "Suriyelilerin"),
    ("tr", "Suriye Demokratik Güçleri", "Suriye Demokratik Güçlerinin", "Suriye Demokratik Güçlerinin"),
    ("tr", "Ankara", "ANKARA’YA", "ANKARA’YA"),
    ("tr", "Cemaat", "Cemaati", "Cemaati"),
    ("en", "Hajin", "HAJIN'S FALL", "HAJIN'S"),
]

LEFT_ALONE = [
    ("fa", "ایران", "ایرانی"),
    ("fa", "آمریکا", "آمریکایی"),
    ("fa", "ترکیه", "ترکیه\u200cای"),
    ("fa", "کرد", "می\u200cکرد"),
    ("fa", "کرد", "نمی\u200cکردند"),
    ("fa", "آمل", "کامل"),
    ("fa", "ارس", "فارس"),
    ("fa", "شهر", "شهروند"),
    ("ckb", "شار", "بشار"),
    ("ckb", "هەولێر", "هەولێرستان"),
    ("tr", "SIM", "Şimdi"),
    ("tr", "YAŞ", "Yaşlı"),
    ("tr", "Acil", "Açılın"),
    ("tr", "Koç", "Koca"),
    ("tr", "Ada", "Adana"),
    ("tr", "Ada", "Adam"),
    ("tr", "Kars", "Karşı"),
    ("tr", "Devlet", "devletin"),
    ("tr", "Bolu", "Boluday"),
    ("tr", "Batı", "Batiden"),
]


@pytest.mark.parametrize(("language", "name", "text", "surface"), FOUND)
def test_name_is_found_with_its_ending(language: str, name: str, text: str, surface: str) -> None:
    """Writers leave out the apostrophe and U+200C as often as they set them."""
    assert surfaces(watching(name, language=language), text)[0] == surface


@pytest.mark.parametrize(("language", "name", "text"), LEFT_ALONE)
def test_other_word_stays(language: str, name: str, text: str) -> None:
    """A bare ی makes an Iranian of Iran; a chain of endings must fit the name letter by letter."""
    assert surfaces(watching(name, language=language), text) == []


STRIPPED = [
    ("ar", "قسد", "وقسد", "و-"),
    ("ar", "قسد", "قسد", ""),
    ("tr", "Türk", "Türklerin", "-lerin"),
    ("ru", "Новая Каховка", "в Новой Каховке", "→ новая каховка"),
    ("he", "ירושלים", "ושבירושלים", "ושב-"),
]


@pytest.mark.parametrize(("language", "name", "text", "stripped"), STRIPPED)
def test_what_was_stripped_is_told(language: str, name: str, text: str, stripped: str) -> None:
    """Who asks why a mention was found sees how the word was read."""
    (found,) = Finder([watched_name("x", "place", name, language=language)]).find(text)
    assert found.stripped == stripped
