"""Names that hold signs, quotation marks or brackets: what the list has is found as it stands there, and no more."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

AS_LISTED = [
    "AT&T",
    "مجموعة 5+1",
    "الاتحاد الديمقراطي (PYD)",
    "وكالة الأنباء : رويترز",
    "م . ت . ف",
    "(أ ف ب)",
    "« الجزيرة نت »",
    '"الجزيرة"',
    'הפועל (ת"א)',
    '"אל על"',
]

SAME_NAME = [
    ("م.ت.ف", "قال م . ت . ف أمس", "م . ت . ف"),
    ("مجموعة ال5+1", "مجموعة ال5 + 1 أمس", "مجموعة ال5 + 1"),
    ("تنظيم الدولة", "تنظيم «الدولة» أمس", "تنظيم «الدولة»"),
    ("تنظيم الدولة", 'تنظيم " الدولة " أمس', 'تنظيم " الدولة "'),
    ("تنظيم الدولة", "«تنظيم الدولة» أمس", "تنظيم الدولة"),
    ("تنظيم الدولة", "تنظيم الدولة «داعش»", "تنظيم الدولة"),
    ("מעריב היום", 'ב"מעריב היום" נכתב', "מעריב היום"),
    ('"אל על"', "חברת אל על", "אל על"),
    ('"אל על"', "חברת ״אל על״ טסה", "״אל על״"),
    ("תנועת שלום עכשיו", "תנועת ''שלום עכשיו'' הפגינה", "תנועת ''שלום עכשיו''"),
    ("تنظيم الدولة (داعش)", "تنظيم الدولة ( داعش ) أمس", "تنظيم الدولة ( داعش )"),
]

OTHERS = [
    ("دير الزور", "دير ، الزور"),
    ("دير الزور", "دير (الزور)"),
    ("Washington, D.C.", "Washington: D.C."),
    ("م.ت.ف", "م ، ت ، ف"),
]


@pytest.mark.parametrize("name", AS_LISTED)
def test_listed_signs_belong_to_a_name(name: str) -> None:
    """A plain name is a hit wherever it is written as it is listed, whatever stands between its words."""
    assert surfaces(watching(name), f"قال {name} أمس") == [name]


@pytest.mark.parametrize(("name", "text", "surface"), SAME_NAME)
def test_spacing_and_quotes_make_no_other_name(name: str, text: str, surface: str) -> None:
    """Newsrooms put a part of a name in quotes and agencies set spaces around signs."""
    assert surfaces(watching(name), text) == [surface]


@pytest.mark.parametrize(("name", "text"), OTHERS)
def test_other_signs_part_words(name: str, text: str) -> None:
    """Two words of a list are no name."""
    assert surfaces(watching(name), text) == []
