"""The counts of a page as a poor extractor leaves it, with furniture, quotation marks and a glued icon name."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.watchlist.world import watchlist_of
from watchlist.mentions import Text

if TYPE_CHECKING:
    from watchlist.watchlist import Watchlist

NAMES = {
    "hajin": ["هجين"],
    "deir-ez-zor": ["دير الزور"],
    "east-bank": ["شرق الفرات"],
    "sdf-short": ["قسد"],
    "sdf": ["قوات سوريا الديمقراطية"],
    "islamic-state": ["تنظيم الدولة", "تنظيم الدولة الإسلامية"],
    "coalition": ["التحالف الدولي"],
}

PAGE = """قصف واشتباكات بين “قسد” وتنظيم “الدولة” شرق الفرات

photo iconقوات سوريا الديمقراطية قرب هجين (مراسل)

أ أ أ شارك

قالت مصادر محلية إن مقاتلي تنظيم “الدولة الإسلامية” هاجموا مواقع لـ”قسد” في ريف دير الزور،
وردّت طائرات التحالف\u00a0الدولي.

وأضافت أن غارات للتحالف الدولي أصابت جيب هَجين، بينما نفى المتحدث باسم التحالف
الدولي ذلك. وقسد تنفي، أما سكان بلدة هجين فيغادرون إلى شرقي دير الزور وشرق الفرات.

الهجين ليس هجينة، ورجال الدولة في دير، الزور مدينة أخرى.

ادعموا الموقع
"""

COUNTS = {
    "hajin": 3,
    "deir-ez-zor": 2,
    "east-bank": 2,
    "sdf-short": 3,
    "sdf": 1,
    "islamic-state": 2,
    "coalition": 3,
}


@pytest.fixture
def watchlist() -> Watchlist:
    """The names that were counted by hand."""
    return watchlist_of({"actors": [{"id": key, "name": key, "names": {"ar": names}} for key, names in NAMES.items()]})


def counted(watchlist: Watchlist, text: str) -> Counter[str]:
    """How often each entity counts in a text, offsets checked."""
    mentions = watchlist.match(Text("", text, "ar"))
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)
    return Counter(mention.name_id for mention in mentions if mention.counts)


def test_furnished_page_counts(watchlist: Watchlist) -> None:
    """What a reader counts is what the matcher finds."""
    assert counted(watchlist, PAGE) == COUNTS


def test_shared_sample_counts(watchlist: Watchlist) -> None:
    """The same on a real page, where the samples are at hand."""
    folder = Path(os.environ.get("MARSAD_SAMPLES") or Path(__file__).parents[3] / "shared" / "samples")
    sample = folder / "enab-baladi-hajin.txt"
    if not sample.exists():
        pytest.skip("no sample page here: set MARSAD_SAMPLES to its folder")
    expected = {
        "hajin": 5,
        "deir-ez-zor": 2,
        "east-bank": 5,
        "sdf-short": 6,
        "sdf": 2,
        "islamic-state": 3,
        "coalition": 5,
    }
    assert counted(watchlist, sample.read_text(encoding="utf-8")) == expected
