"""What Persian newsrooms write onto names and how they spell them, and the words that only look like it."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

ZWNJ = "\u200c"

FOUND = [
    ("اتحادیه اروپا", f"اتحادیه{ZWNJ}ی اروپا", f"اتحادیه{ZWNJ}ی اروپا"),
    ("اتحادیه اروپا", "اتحادیه ی اروپا", "اتحادیه ی اروپا"),
    ("اتحادیه اروپا", "اتحادیهٔ اروپا", "اتحادیهٔ اروپا"),
    (f"اتحادیه{ZWNJ}ی اروپا", "اتحاديه اروپا", "اتحاديه اروپا"),
    ("جمهوری اسلامی ایران", "جمهوري اسلامي ايران", "جمهوري اسلامي ايران"),
    (f"بی{ZWNJ}بی{ZWNJ}سی", "بی بی سی", "بی بی سی"),
    ("گروه 1+5", "گروه ۱+۵", "گروه ۱+۵"),
    ("گروه 1+5", "گروه 1 + 5", "گروه 1 + 5"),
    ("هیئت دولت", "هیأت دولت", "هیأت دولت"),
    ("مسئولان", "مسؤولان", "مسؤولان"),
    ("آسیا", "آسیای میانه", "آسیای"),
    ("ایران", f"ایران{ZWNJ}مان", "ایران"),
    ("تهران", f"تهران{ZWNJ}است", "تهران"),
]

LEFT_ALONE = [
    ("کرمانشاه", "کرمانشاهی"),
    ("گروه", "گروهی"),
    ("ایران", "ایرانی و ایرانیان"),
    ("تهران", f"تهران{ZWNJ}نشین"),
    ("اتحادیه اروپا", "اتحادیه، ی اروپا"),
    ("بم", "بمب و بمی"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_written_name_is_found(name: str, text: str, surface: str) -> None:
    """A mention that is missed is an alert that never comes."""
    assert surfaces(watching(name, language="fa"), text) == [surface]


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_near_miss_is_left_alone(name: str, text: str) -> None:
    """People of a place and other words are no mention of it."""
    assert surfaces(watching(name, language="fa"), text) == []


def test_link_is_persian() -> None:
    """An Arabic name has no such link within it."""
    assert surfaces(watching("رابطة أدباء", language="ar"), "رابطه ی أدباء") == []
