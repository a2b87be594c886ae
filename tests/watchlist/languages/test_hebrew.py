"""What Hebrew newsrooms write onto names and how they spell them, and the words that only look like it."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("חיפה", "ושבחיפה", "חיפה"),
    ("הכנסת", "בכנסת נערך דיון", "כנסת"),
    ("הליכוד", "נמסר שלליכוד", "ליכוד"),
    ("הבנק המרכזי", "ובבנק המרכזי", "בנק המרכזי"),
    ("הים התיכון", "בים התיכון", "ים התיכון"),
    ("העבודה הלאומית", "בעבודה הלאומית", "עבודה הלאומית"),
    ("ורשה", "בוורשה", "ורשה"),
    ("וושינגטון", "בושינגטון", "ושינגטון"),
    ("הוועד האולימפי", "בועד האולימפי", "ועד האולימפי"),
    ('האו"ם', "ולאו״ם", "או״ם"),
    ('ת"א', 'בת"א', 'ת"א'),
    ('ת"א', "לת''א", "ת''א"),
    ('ש"ס', "שבש״ס", "ש״ס"),
    ('צה"ל', "ושבצה“ל", "צה“ל"),
    ('צה"ל', "בצה''ל", "צה''ל"),
    ("ג'נין", "לג׳נין", "ג׳נין"),
    ("פתח תקווה", "בפתח תקוה", "פתח תקוה"),
    ("ע.ג. הפקות", "בע.ג. הפקות", "ע.ג. הפקות"),
    ("בן גוריון", "לבן גוריון", "בן גוריון"),
    ("תל אביב", "שבתל־אביב", "תל־אביב"),
]

LEFT_ALONE = [
    ("הארץ", "גר בארץ"),
    ("העבודה", "הלך לעבודה"),
    ("הפועל", "בפועל לא"),
    ("בר", "כבר נאמר"),
    ("טבע", "מטבע חזק"),
    ("ליון", "מליון שקל"),
    ("אל", "משמאל ושאל ושמשמאל"),
    ('ת"א', "תא קטן"),
    ('ת"א', "בתא קטן"),
    ("ישראל", "ישראלי וישראלים"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_written_name_is_found(name: str, text: str, surface: str) -> None:
    """A mention that is missed is an alert that never comes."""
    assert surfaces(watching(name, language="he"), text) == [surface]


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_near_miss_is_left_alone(name: str, text: str) -> None:
    """Words of every day and people of a place are no mention of it."""
    assert surfaces(watching(name, language="he"), text) == []
