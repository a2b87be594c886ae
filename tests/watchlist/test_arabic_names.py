"""Arabic names are found behind their proclitics, and words that only look like them are left alone."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("دير الزور", "وبدير الزور", "دير الزور"),
    ("دير الزور", "في دَيْر الزَّوْر اليوم", "دَيْر الزَّوْر"),
    ("دير الزور", "ديـــر الزور", "ديـــر الزور"),
    ("دير الزور", "ﺩﻳﺮ ﺍﻟﺰﻭﺭ", "ﺩﻳﺮ ﺍﻟﺰﻭﺭ"),
    ("دير الزور", "#دير_الزور", "دير_الزور"),
    ("دير الزور", "دير\nالزور", "دير\nالزور"),
    ("قسد", "لقسد", "قسد"),
    ("قسد", "وقسد،", "قسد"),
    ("قسد", "لـقسد", "قسد"),
    ("قسد", "القيادة لـ”قسد” وقادة", "قسد"),
    ("قسد", "قسدُ", "قسدُ"),
    ("التحالف الدولي", "للتحالف الدولي", "لتحالف الدولي"),
    ("التحالف الدولي", "وللتحالف الدولي", "لتحالف الدولي"),
    ("اللاذقية", "للاذقية", "لاذقية"),
    ("لبنان", "للبنان", "لبنان"),
    ("الرقة", "بالرقه", "الرقه"),
    ("الرقة", "للرقة", "لرقة"),
    ("الرقة", "والرقّة", "الرقّة"),
    ("الأمم المتحدة", "الامم المتحدة", "الامم المتحدة"),
    ("الأمم المتحدة", "الأمم\u200fالمتحدة", "الأمم\u200fالمتحدة"),
    ("تنظيم الدولة الإسلامية", "تنظيم «الدولة الإسلامية»", "تنظيم «الدولة الإسلامية»"),
    ("قوات سوريا الديمقراطية", "camera iconقوات سوريا الديمقراطية", "قوات سوريا الديمقراطية"),
    ("وهران", "وهران", "وهران"),
    ("بيان", "بيان", "بيان"),
    ("إب", "في إب", "إب"),
]

LEFT_ALONE = [
    ("الرقة", "فرقة"),
    ("الرقة", "ورقة"),
    ("رقة", "فرقة"),
    ("هجين", "هجينة"),
    ("هجين", "الهجين"),
    ("تنظيم الدولة", "رجال الدولة"),
    ("دير الزور", "دير، الزور"),
    ("قسد", "سيقسد"),
    ("يان", "بيان"),
    ("وان", "وأن"),
    ("العراق", "العراقي"),
    ("آي", "أي"),
    ("إب", "آب"),
    ("لبنان", "لبناني"),
    ("حوث", "بحوث علمية"),
    ("ريم", "كريم"),
]

ALIASES = ["شرقي الفرات", "شرق نهر الفرات", "قوات سورية الديموقراطية", "ديرالزور"]
AMBIGUOUS = [
    ("هجين", "زراعة بذور هجين"),
    ("الباب", "فتح الباب أمامهم"),
    ("الباب", "من الباب الأول"),
    ("صور", "نشر صور المكان"),
    ("حي", "مخلوق حي"),
    ("الشعب", "إرادة الشعب"),
    ("سنة", "قبل سنة"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_name_is_found(name: str, text: str, surface: str) -> None:
    """Whole-word search misses one Arabic place name in five; this must not."""
    assert surfaces(watching(name), text) == [surface]


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_other_word_stays(name: str, text: str) -> None:
    """Substring search is wrong four times in ten; this must not be."""
    assert surfaces(watching(name), text) == []


@pytest.mark.parametrize("alias", ALIASES)
def test_listed_alias_is_found(alias: str) -> None:
    """What no rule may guess, an entry may list."""
    assert surfaces(watching(alias), f"معارك في {alias} اليوم") == [alias]


@pytest.mark.parametrize(("name", "text"), AMBIGUOUS)
def test_ambiguous_word_waits_for_context(name: str, text: str) -> None:
    """A town named Door or Year needs a word beside it or another name in the article."""
    watchlist = watching({"text": name, "needs": "context"}, "دير الزور")
    assert surfaces(watchlist, text) == []
    assert surfaces(watchlist, f"{text}. معارك في دير الزور") == [name, "دير الزور"]


def test_common_word_matches_as_written() -> None:
    """A plain name is always a hit when found as written, even a common word."""
    assert surfaces(watching("باب", "اب"), "باب") == ["باب"]


def test_alias_covers_another_spelling() -> None:
    """Spellings that differ by a letter are listed, not guessed."""
    watchlist = watching("ديرالزور", "قوات سوريا الديموقراطية", "سورية")
    assert surfaces(watchlist, "ديرالزور وسورية") == ["ديرالزور", "سورية"]
