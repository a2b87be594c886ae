"""Numbers in words, as news tell them."""

from __future__ import annotations

import pytest

from scrapers.copies.nouns import Relation
from scrapers.copies.wording import wording_of
from tests.scrapers.copies.reports import ARABIC, is_copy, verdict_on


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("اثنا عشر قتيلا", "12 قتيلا"),
        ("مقتل اثني عشر مدنيا واثنتي عشرة امرأة", "مقتل 12 مدنيا 12 امراه"),
        ("اثنتا عشرة طفلة", "12 طفله"),
        ("مئة وثمانية عشر قتيلا، مئتان وخمس عشرة غارة", "118 قتيلا 215 غاره"),
        ("ألف وثلاثمئة وسبعة عشر، مئة واثنا عشر، مئة وأحد عشر", "1317 112 111"),
        ("أثناء القصف وأثناء الليل قتل اثنا عشر", "اثنا القصف واثنا الليل قتل 12"),
        ("ثمانية بالمائة، 8 بالمائة، عشرة في المائة", "8 بالمايه 8 بالمايه 10 في المايه"),
        ("بمائة قتيل ومائة جريح", "100 قتيل 100 جريح"),
        ("twelve hundred homes, thirty-two hundred and fifty", "1200 homes 3250"),
        ("twenty hundred, one hundred", "20 100 100"),
        ("ألفا نازح", "2000 نازح"),
        ("ألفا قتيل في عشرين ألفا", "2000 قتيل في 20000"),
        ("ألفان ومئة", "2100"),
        ("بلغ ألفاً ومئتين", "بلغ 1200"),
        ("مليونان ومليوني نازح", "2000000 2000000 نازح"),
        ("مليونين", "2000000"),
        ("ثلاثة وعشرون ألفا نازح", "23000 نازح"),
        ("مليون ونصف نازح", "1500000 نازح"),
        ("مليون ونصف المليون نازح", "1500000 نازح"),
        ("نصف مليون", "500000"),
        ("ربع مليون", "250000"),
        ("یک و نیم میلیون نفر", "1500000 نفر"),
        ("half a million people, a quarter of a million", "500000 people a 250000"),
        ("two and a half million", "2500000"),
        ("полтора миллиона и полмиллиона", "1500000 и 500000"),
        ("عشرات الآلاف", "10000+"),
        ("آلاف النازحين", "1000+ النازحين"),
        ("tens of thousands", "10000+"),
        ("десятки тысяч людей", "10000+ людеи"),
        ("около тысячи людей", "около 1000 людеи"),
        ("ده‌ها هزار نفر", "10000+ نفر"),
        ("dozens and scores of people, hundreds", "10+ and 10+ of people 100+"),
        ("مئات الجرحى وعشرات القتلى", "100+ الجرحي 10+ القتلي"),
        ("مقتل شخصين وجنديان وطفلين اثنين", "مقتل 2 2 2"),
        ("مقتل شخص واحد وإصابة طفل", "مقتل 1 واصابه 1"),
        ("وصل شخص من المدنيين", "وصل شخص من المدنيين"),
        ("üç kişi öldü ve on iki kişi yaralandı, yirmi bir bin", "3 kisi oldu ve 12 kisi yaralandi 21000"),
        ("bir kişi için yüz elli bin", "bir kisi icin 150000"),
        ("için onlarca ve yüzlerce, on binlerce kişi", "icin 10+ ve 100+ 10000+ kisi"),
        ("sê kes li bajêr û li gundê bîst û pênc hezar", "3 kes li bajer u li gunde 25000"),
        ("trois morts et quatre-vingt-dix-sept blessés dans la ville", "3 morts et 97 blesses dans la ville"),
        ("soixante et onze, dix-sept, deux cent mille dans les", "71 17 200000 dans les"),
        ("des dizaines de milliers de morts dans la", "des 10000+ de morts dans la"),
        ("tres muertos y veinticinco en la casa, doscientos mil", "3 muertos y 25 en la casa 200000"),
        ("treinta y cinco en el, once", "35 en el 11"),
        ("drei Tote und fünfundzwanzig in der, zweihundertfünfzig", "3 tote und 25 in der 250"),
        ("once on the road", "once on the road"),
        ("שלושה הרוגים ועשרים וחמישה פצועים", "3 הרוגים 25 פצועים"),
        ("חמישה עשר, אלפיים, שלוש מאות, עשרות אלפי", "15 2000 300 10000+"),
        ("ביום שני בבאר שבע", "ביום שני בבאר שבע"),
        ("троє загиблих, п'ятеро поранених, двадцять п’ять тисяч", "3 загиблих 5 поранених 25000"),
        ("سێ کەس، نۆ کەس و بیست و پێنج هەزار", "3 كهس 9 كهس و 25000"),
        ("half of them, نصف السكان", "half of them نصف السكان"),
    ],
)
def test_number_words(written: str, words: str) -> None:
    """A number has one form, and many thousands are no number."""
    assert " ".join(wording_of(written).words) == words


def test_number_in_words_is_a_copy() -> None:
    """Desks differ in what they spell out."""
    assert is_copy(ARABIC.replace("12 آخرين", "اثني عشر آخرين"), ARABIC)


def test_ten_is_not_twelve() -> None:
    """The second half of a number in words is another number."""
    ten, twelve = (ARABIC.replace("12 آخرين", f"{number} آخرين") for number in ("عشرة", "اثني عشر"))
    assert verdict_on(twelve, ten).relation is Relation.OTHER_FACTS


@pytest.mark.parametrize(("told", "elders"), [("عشرة", "اثنتا عشرة"), ("عشرون", "ثلاثة وعشرون")])
def test_a_word_less_is_another_number(told: str, elders: str) -> None:
    """Twelve is no ten of which a word was left out."""
    here, there = (ARABIC.replace("12 آخرين", f"{number} طفلة") for number in (told, elders))
    assert verdict_on(here, there).relation is Relation.OTHER_FACTS


def test_scale_left_out_is_a_copy() -> None:
    """Who rewords drops a word; no toll falls from thousands to units within the same words."""
    here, there = (ARABIC.replace("12 آخرين", f"{number} آخرين") for number in ("34", "34 ألف"))
    assert is_copy(here, there)


@pytest.mark.parametrize(
    ("told", "elders"),
    [("مقتل شخصين", "مقتل شخص"), ("مقتل مئات المدنيين", "مقتل عشرات المدنيين"), ("مقتل شخصين", "مقتل ثلاثة أشخاص")],
)
def test_forms_that_count_are_figures(told: str, elders: str) -> None:
    """Arabic counts one and two by the noun's form, and all languages count by size."""
    here, there = (ARABIC.replace("مقتل 3 مدنيين", toll) for toll in (told, elders))
    assert verdict_on(here, there).relation is Relation.OTHER_FACTS


@pytest.mark.parametrize(("told", "elders"), [("شخصين", "شخصين اثنين"), ("عشرات المدنيين", "42 مدنيا")])
def test_exact_and_vague_of_one_size_are_no_other_facts(told: str, elders: str) -> None:
    """One outlet says dozens where the other has the list."""
    here, there = (ARABIC.replace("مقتل 3 مدنيين", f"مقتل {toll}") for toll in (told, elders))
    assert is_copy(here, there)
