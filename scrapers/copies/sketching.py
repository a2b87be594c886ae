"""Fingerprints of a text: hashes of its word triples, and the few of them that the index keeps.

Kept are those with the smallest hashes, so that two texts choose the same ones of the triples that they share. The
first words have a share of their own, for what is cut short keeps them. All triples of a short text are kept.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from scrapers.copies.index import FEWEST_SHARED
from scrapers.copies.nouns import PRINT_LIMIT, Sketch
from scrapers.copies.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.copies.nouns import Candidate, Text

SHORTEST_WORDS: Final = 20
_LEAD_WORDS: Final = 40
_FAR_LESS: Final = 5
_LEAD_PRINTS: Final = 12
_MOST_PRINTS: Final = 40
_TRIPLES_A_PRINT: Final = 16  # of a very long text, so that a short one inside it is still found
_SHARE_OF_SKETCH: Final = 16

_FIRST_FACTOR: Final = 0x9E3779B97F4A7C15
_SECOND_FACTOR: Final = 0xC2B2AE3D27D4EB4F
_MIX: Final = 0xD6E8FEB86659FD93
_WORD: Final = (1 << 64) - 1
_SHIFT: Final = 64 - (PRINT_LIMIT - 1).bit_length()


_triples: WeakKeyDictionary[Wording, frozenset[int]] = WeakKeyDictionary()


def sketch_of(text: Text) -> Sketch:
    """The fingerprints by which the index finds this text; none for one under ``SHORTEST_WORDS`` words."""
    words = wording_of(text.body).words
    if len(words) < SHORTEST_WORDS:
        return Sketch(())
    prints = triples_of(text.body)
    most = max(_MOST_PRINTS, len(prints) // _TRIPLES_A_PRINT)
    if len(prints) <= most:
        return Sketch(tuple(sorted(prints)))
    lead = sorted(set(_hashes(words[:_LEAD_WORDS])))[:_LEAD_PRINTS]
    rest = sorted(prints.difference(lead))[: most - len(lead)]
    return Sketch(tuple(sorted([*lead, *rest])))


def triples_of(body: str) -> frozenset[int]:
    """The hashes of all three words in a row; made once for as long as somebody holds the wording."""
    wording = wording_of(body)
    known = _triples.get(wording)
    if known is None:
        known = _triples[wording] = frozenset(_hashes(wording.words))
    return known


def likeliest(candidates: Sequence[Candidate], sketch: Sketch) -> tuple[Candidate, ...]:
    """Those that are worth comparing: neither what shares by chance nor what shares far less than another."""
    most = max((each.shared for each in candidates), default=0)
    return tuple(each for each in candidates if shares_enough(each, sketch) and each.shared * _FAR_LESS >= most)


def _hashes(words: Sequence[str]) -> list[int]:
    hashes = [_word_hash(word) for word in words]
    return [
        ((((a * _FIRST_FACTOR + b) * _SECOND_FACTOR + c) & _WORD) * _MIX & _WORD) >> _SHIFT
        for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)
    ]


def shares_enough(candidate: Candidate, sketch: Sketch) -> bool:
    """Whether the texts behind them are worth comparing: chance alone shares less."""
    return candidate.shared >= max(FEWEST_SHARED, len(sketch.prints) // _SHARE_OF_SKETCH)


@lru_cache(1 << 16)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
