"""What Sorani newsrooms write onto names and how they spell them."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("هەولێر", "لە هەولێرەوە", "هەولێرەوە"),
    ("تورکیا", "لە تورکیاوە", "تورکیاوە"),
    ("پەکەکە", "پەکەکەش", "پەکەکەش"),
    ("کۆبانێ", "لە کۆبانێدا", "کۆبانێدا"),
    ("ڕۆژاوا", "رۆژاوا", "رۆژاوا"),
    ("هەڵەبجە", "هه\u200cله\u200cبجه", "هه\u200cله\u200cبجه"),
    ("یەکێتی نیشتمانی کوردستان", "یەکێتیی نیشتمانیی کوردستان", "یەکێتیی نیشتمانیی کوردستان"),
    ("یەکێتیی نیشتمانیی کوردستان", "یەکێتی نیشتمانی کوردستان", "یەکێتی نیشتمانی کوردستان"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_written_name_is_found(name: str, text: str, surface: str) -> None:
    """Endings, letters that a keyboard lacks, and links that are written or not."""
    assert surfaces(watching(name, language="ckb"), text) == [surface]
