"""What a text says that texts before it have not said: sentence by sentence, by the pairs of words in it. Pure.

A sentence is as new as its pairs of neighbouring words are, wherever the others stood: so that cutting, joining and
moving sentences makes none new. Numbers are alike here, for figures are weighed by themselves.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.normal_words import normal_words
from scrapers.revising.compared_words import compared_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.revising.deciding import Version

_TABLE = Path(__file__).with_name("denial_words.tsv")
_NUMBER = "0"
# Two words side by side that are others make three new pairs; in a short sentence one word is enough.
_MANY, _FEW, _SHARE = 3, 2, 0.2

_Pairs = frozenset[tuple[str, ...]]

DENIAL_WORDS = frozenset(
    word
    for line in _TABLE.read_text(encoding="utf-8").splitlines()
    for word in normal_words(line.partition("\t")[2].replace("|", " "))
)


class Said:
    """What some texts say, to be asked which sentences of another one say more."""

    def __init__(self, texts: Iterable[Version]) -> None:
        self._each = [_pairs_of(text.title) | _pairs_of(text.body) for text in texts]
        pairs = _Pairs().union(*self._each)
        self._known = pairs | {(word,) for pair in pairs for word in pair}

    def lacks(self, sentence: str) -> bool:
        """Whether a sentence says something else: in enough words, or by a word that denies."""
        pairs = _pairs_of(sentence)
        fresh = pairs - self._known
        if not fresh:
            return False
        is_much = len(fresh) >= _MANY or len(fresh) == len(pairs)
        is_share = len(fresh) >= _FEW and len(fresh) >= _SHARE * len(pairs)
        return is_much or is_share or any(word in DENIAL_WORDS for pair in fresh for word in pair)

    def is_replaced_in(self, text: Version) -> bool:
        """Whether some of each of the texts is gone: what is new did not only come to it."""
        now = _pairs_of(text.title) | _pairs_of(text.body)
        return all(len(pairs - now) >= _MANY for pairs in self._each)


def _pairs_of(text: str) -> _Pairs:
    """The pairs of neighbouring words; of a single word, that alone."""
    words = [_NUMBER if word.isdigit() else word for word in compared_words(text)]
    return frozenset(pairwise(words)) or frozenset((word,) for word in words)
