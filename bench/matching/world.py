"""Names, articles and rules made from a seed; no text of anybody else.

Half the names are Arabic, half English, of one to three words. Names and words are met as news has them: the nth about
1/n as often as the first. An article of 4 kB mentions a dozen names.
"""

from __future__ import annotations

import json
import random
from itertools import accumulate
from typing import TYPE_CHECKING

from watchlist.mentions import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE_BYTES = 4_000
MENTIONS = 12
_VOCABULARY = 30_000
_DISTRICT = 100  # one place in so many holds those that follow it
_LETTERS = "ابتجحدرزسشصعفقكلمنهوي"
_SYLLABLES = [first + vowel for first in "bdfghjklmnprstvz" for vowel in "aeiou"]
_FORMS = (
    "{p} AND {a}",
    "under:{d} AND {a}",
    "{p} AND ({a} OR {b})",
    "{a} NEAR/10 {p}",
    "{a} ONEAR/5 {b} AND NOT {p}",
    'title:{p} AND "{w}"',
    "atleast/2 {p} AND {a} AND lang:ar",
    "{p} AND {w}* AND NOT {b}",
    "within:25km@34.6,40.8 AND {a}",
    '{p} NEAR/8 ("{w}" OR {a}) AND NOT source:example.net',
)


class World:
    """So many names, the first two thirds of them places."""

    def __init__(self, names: int) -> None:
        chance = random.Random(1)  # noqa: S311 - a world, no secret
        self.names = [_name(chance, at) for at in range(names)]
        self._vocabularies = [[_word(chance, side) for _ in range(_VOCABULARY)] for side in (0, 1)]

    def lines(self) -> Iterator[bytes]:
        """The names as lines of a ``.jsonl`` list."""
        places = len(self.names) * 2 // 3
        for at, name in enumerate(self.names):
            line = {"id": f"n{at}", "kind": "place" if at < places else "actor", "name": name}
            line["names"] = {"en" if name.isascii() else "ar": [name]}
            if at < places and at % _DISTRICT:
                line["within"] = f"n{at // _DISTRICT * _DISTRICT}"
            yield json.dumps(line, ensure_ascii=False).encode() + b"\n"

    def articles(self, count: int) -> list[Text]:
        """Articles of 4 kB in turn in Arabic and in English."""
        chance = random.Random(2)  # noqa: S311 - as above
        names = [_Popular([name for name in self.names if name.isascii() == bool(side)]) for side in (0, 1)]
        words = [_Popular(vocabulary) for vocabulary in self._vocabularies]
        return [_article(chance, names[at % 2], words[at % 2], ("ar", "en")[at % 2]) for at in range(count)]

    def rules(self, count: int) -> list[dict[str, str]]:
        """Rules over these names, of the forms that desks write."""
        chance = random.Random(3)  # noqa: S311 - as above
        words = [word for word in self._vocabularies[0] if len(word) > 4]
        places = len(self.names) * 2 // 3

        def rule(at: int) -> str:
            place = _popular(chance, places)
            one, other = (places + _popular(chance, len(self.names) - places) for _ in range(2))
            district = place // _DISTRICT * _DISTRICT
            return _FORMS[at % len(_FORMS)].format(
                p=f"n{place}", d=f"n{district}", a=f"n{one}", b=f"n{other}", w=chance.choice(words)
            )

        return [{"id": f"r{at}", "when": rule(at)} for at in range(count)]


class _Popular:
    """Words of which the nth is drawn 1/n as often as the first."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (at + 1) for at in range(len(words))))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._words, cum_weights=self._weights, k=count)


def _article(chance: random.Random, names: _Popular, vocabulary: _Popular, language: str) -> Text:
    words = names.draw(chance, MENTIONS)
    length = sum(len(word.encode()) + 1 for word in words)
    for word in vocabulary.draw(chance, ARTICLE_BYTES):
        length += len(word.encode()) + 1
        if length > ARTICLE_BYTES:
            break
        words.insert(chance.randrange(len(words)), word)
    return Text(" ".join(words[:10]), " ".join(words[10:]), language, ("example.org",))


def _popular(chance: random.Random, count: int) -> int:
    return min(int(count ** chance.random()) - 1, count - 1)


def _name(chance: random.Random, at: int) -> str:
    count = chance.choice((1, 2, 2, 3))
    words = [_word(chance, at % 2, shortest=3 if count == 1 else 1) for _ in range(count)]
    return " ".join(words) if at % 2 == 0 else " ".join(words).title()


def _word(chance: random.Random, side: int, *, shortest: int = 1) -> str:
    """A word of so many syllables at least; a name of one word is rarely the word for something else."""
    if side == 0:
        return "".join(chance.choices(_LETTERS, k=chance.randint(shortest + 2, 7)))
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(shortest, 4)))
