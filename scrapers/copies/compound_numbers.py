"""Numbers that German and Spanish write as one word, or by other steps; each as ``#`` and its value."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST: Final = 1_000
_DE_UNITS: Final = "ein zwei drei vier fünf sechs sieben acht neun".split()  # noqa: SIM905 - words to read
_DE_TENS: Final = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()  # noqa: SIM905 - as above
_DE_TEENS: Final = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()  # noqa: SIM905
_ES_UNITS: Final = "uno dos tres cuatro cinco seis siete ocho nueve".split()  # noqa: SIM905 - as above
_ES_HUNDREDS: Final = "dos tres cuatro quin seis sete ocho nove".split()  # noqa: SIM905 - as above
_EN_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_EN_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand".split()  # noqa: SIM905
_EN_UNITS: Final = "one two three four five six seven eight nine".split()  # noqa: SIM905 - as above


def numeral_word(value: int) -> str:
    """The word by which counting knows a number."""
    return f"#{value}"


NUMERAL_WORDS: Final = {numeral_word(value): value for value in (*range(_LARGEST), *range(_LARGEST, 100_000, _LARGEST))}


def _german() -> dict[str, str]:
    below = dict(enumerate((*_DE_UNITS, *_DE_TEENS), 1))
    for ten, name in enumerate(_DE_TENS, 2):
        below[10 * ten] = name
        below |= {10 * ten + unit: f"{one}und{name}" for unit, one in enumerate(_DE_UNITS, 1)}
    hundreds = {
        100 * hundred + rest: f"{one}hundert{below.get(rest, '')}"
        for hundred, one in enumerate(_DE_UNITS, 1)
        for rest in (0, *below)
    }
    thousands = {_LARGEST * value: f"{name}tausend" for value, name in below.items()}
    compounds = {value: name for value, name in below.items() if value > len(_DE_UNITS)}
    return {name: numeral_word(value) for value, name in (compounds | hundreds | thousands).items()}


def _spanish() -> dict[str, str]:
    found = {f"veinti{one}": numeral_word(20 + unit) for unit, one in enumerate(_ES_UNITS, 1)}
    found |= {"veintiun": numeral_word(21), "veintiuna": numeral_word(21)}
    for hundred, name in enumerate(_ES_HUNDREDS, 2):
        root = "quinient" if name == "quin" else f"{name}cient"
        found |= {f"{root}{end}": numeral_word(100 * hundred) for end in ("os", "as")}
    return found


GERMAN: Final = _german()
SPANISH: Final = _spanish()


def french(words: Sequence[str]) -> list[str]:
    """By tens: "quatre vingt dix sept" is ninety and seven; words that are used up count nothing."""
    found = list(words)
    for at, word in enumerate(found):
        after = at + 1
        if word == "four" and found[after : after + 1] == ["twenty"]:
            found[at], found[after] = numeral_word(80), numeral_word(0)
            _with_teen(found, at, after + 1, 90)
        elif word == "sixty":
            _with_teen(found, at, after, 70)
        elif word == "ten" and found[after : after + 1] and found[after] in _EN_UNITS[6:]:
            found[at], found[after] = numeral_word(11 + _EN_UNITS.index(found[after])), numeral_word(0)
    return found


def turkish(words: Sequence[str]) -> list[str]:
    """Where ten stands before a unit it is one number; "bir" is an article, unless a number stands before it."""
    found = list(words)
    for at, (word, after) in enumerate(pairwise(words)):
        unit = "one" if after == "bir" else after
        if word == "ten" and unit in _EN_UNITS:
            found[at], found[at + 1] = numeral_word(11 + _EN_UNITS.index(unit)), numeral_word(0)
        elif word == "ten" and after == "thousands":
            found[at] = "dozens"
        elif after == "bir" and word in _EN_TENS:
            found[at + 1] = "one"
    return found


def _with_teen(found: list[str], at: int, teen: int, tens: int) -> None:
    """Where a number from ten to nineteen follows, the tens are one more and it is one less."""
    teen += int(found[teen : teen + 1] == ["and"])
    if found[teen : teen + 1] and found[teen] in _EN_TEENS:
        found[at], found[teen] = numeral_word(tens), numeral_word(_EN_TEENS.index(found[teen]))
