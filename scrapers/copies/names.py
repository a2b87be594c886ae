"""How surely words are the name of a place or a person.

Scripts with capitals show it by them. In Arabic script a word is taken for a name unless it is an ordinary word of the
language, one that is met with the article, the plurals or the persons of a verb, which names do not take; places that
are called by ordinary words are known by a list, or by the word before them. Both lists are made from word frequencies,
CLDR and GeoNames by tools.ordinary_words.py.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.day_words import WEEKDAYS
from scrapers.copies.folding import folded_words
from scrapers.copies.uncased import is_uncased, is_uncased_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.copies.wording import Wording

_FOLDER: Final = Path(__file__).parent
_PREFIXES: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "وال", "بال", "لل", "س", "مي", "نمي")
_SUFFIXES: Final = ("ها", "هم", "نا", "ين", "ون", "ات", "وا", "ت", "هاي", "تم")
_JOINED: Final = "وبلفك"
_ARTICLE: Final = "ال"
_SHORTEST_STEM: Final = 3
_SHORTEST_NAME: Final = 2
_REMEMBERED: Final = 1 << 14

# What Arabic and Persian say before a place's or a person's name.
_INTRODUCTIONS: Final = folded_words(
    "مدينة بلدة قرية محافظة ولاية منطقة معتمدية ناحية قضاء حي مخيم ريف قرب محيط محور جبهة شارع إقليم مقاطعة",
    "الرئيس رئيس الوزير السيد السيدة الشيخ الدكتور العقيد العميد اللواء المدير النائب",
    "الفنان الفنانة الشهيد المتهم المدعو",
    "شهر شهرستان استان روستای روستا آقای خانم دکتر سردار حجت الاسلام آیت الله",
)
# What a word with the article is the name of, for no adjective follows with it.
_PLACES_OF_A_NAME: Final = folded_words("مدينة بلدة قرية محافظة ولاية ناحية قضاء حي مخيم بمدينة ببلدة بقرية بحي بمخيم")

_NEVER_IN_NAMES: Final = folded_words(
    "الذي التي الذين هذا هذه ذلك تلك هو هي هم وهو وهي وهم لم لن لا ما إن أن أنه أنها لأن قد لقد وقد سوف كما ثم",
    "أو إذا لو",
    "من إلى عن في مع منذ خلال بين بعد قبل دون ضد نحو لدى عبر إثر غير كل بعض أي ومن وفي وعن وإلى قال وقال",
    "كان كانت يكون ليس ليست اليوم أمس غدا منه منها فيه فيها به بها له لها",
    "این به با در بر را که تا برای است بود شد هم نیز اما ولی یا اگر هر وی او",
)
_FULL_NAME: Final = 2


class Surety(IntEnum):
    """That a name stands there."""

    NONE = 0
    POSSIBLE = 1
    PERHAPS = 2
    SURE = 3


def name_surety(wording: Wording, start: int, end: int) -> Surety:
    """Of the words from ``start`` to ``end``; their neighbours may belong to the name or introduce it."""
    words = wording.words[start:end]
    if is_uncased(words[0]):
        return Surety.SURE if is_uncased_name(wording, start, end) else Surety.NONE
    if not _NEVER_IN_NAMES.isdisjoint(words):
        return Surety.NONE
    named = sum(_is_name(wording, at) for at in range(start, end))
    if 2 * named >= len(words) or _is_known_phrase(wording, start, end):
        return Surety.SURE
    if not all(map(is_arabic, words)):
        return Surety.SURE if named else Surety.NONE
    return _by_the_word_before(wording.words[start - 1] if start else "", words)


def _by_the_word_before(before: str, words: Sequence[str]) -> Surety:
    """Of words in Arabic script that are ordinary ones."""
    if before in _PLACES_OF_A_NAME and words[0].startswith(_ARTICLE):
        return Surety.SURE
    introduced = before in _INTRODUCTIONS or before[1:] in _INTRODUCTIONS
    called = len(words) == 1 and not _bare(words[0]).isdisjoint(_place_names())
    if introduced or called:
        return Surety.SURE if introduced and called else Surety.PERHAPS
    return Surety.POSSIBLE if len(words) == _FULL_NAME else Surety.NONE


def _is_name(wording: Wording, at: int) -> bool:
    shown, word = wording.shown[at], wording.words[at]
    if is_arabic(word):
        return len(word) >= _SHORTEST_NAME and not is_ordinary(word)
    if not shown[0].isupper() or word in WEEKDAYS:
        return False
    return at not in wording.openings or word in _capitalised(wording)


def _is_known_phrase(wording: Wording, start: int, end: int) -> bool:
    """Whether a place is called by these words, alone or with a neighbour of theirs."""
    for first, last in ((start, end), (start - 1, end), (start, end + 1)):
        words = wording.words[max(first, 0) : last]
        if len(words) > 1 and any(" ".join([bare, *words[1:]]) in _place_names() for bare in _bare(words[0])):
            return True
    return False


def is_arabic(word: str) -> bool:
    """Whether it is written in Arabic script."""
    return "\u0600" <= word[0] <= "\u06ff"


@lru_cache(_REMEMBERED)
def is_ordinary(word: str) -> bool:
    """Whether it is an ordinary word of Arabic or Persian, also with what is joined to it."""
    return word in ordinary_words() or any(
        stem in ordinary_words()
        for prefix in ("", *_PREFIXES)
        if word.startswith(prefix) and len(bare := word.removeprefix(prefix)) >= _SHORTEST_STEM
        for stem in (bare, *(bare.removesuffix(suffix) for suffix in _SUFFIXES if bare.endswith(suffix)))
        if len(stem) >= _SHORTEST_STEM
    )


def _bare(word: str) -> frozenset[str]:
    """The word, and without what Arabic joins to it."""
    return frozenset({word, word[1:]} if word[0] in _JOINED else {word})


@lru_cache(8)
def _capitalised(wording: Wording) -> frozenset[str]:
    """Words that have a capital where no sentence begins."""
    return frozenset(
        word
        for at, (word, shown) in enumerate(zip(wording.words, wording.shown, strict=True))
        if at not in wording.openings and shown[0].isupper()
    )


@cache
def ordinary_words() -> frozenset[str]:
    """Of Arabic and Persian, as they are compared."""
    return _lines("ordinary_words.txt")


@cache
def _place_names() -> frozenset[str]:
    return _lines("place_names.txt")


def _lines(file: str) -> frozenset[str]:
    lines = (_FOLDER / file).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
