"""Names that newsrooms write in several ways: the other spellings of a listed name, each as exact as the listed one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchlist.text.normal_form import word_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Words = Sequence[str]

# عبدالله is عبد الله, أبوظبي is أبو ظبي, whose أبو is أبي after a preposition; شئون is شؤون, هیئت is هیأت.
# Persian links after ه and Sorani ones after ی are written or not; תקוה is תקווה.
# Each branch begins with one letter, by which a name is looked through at once.
_MAY_DIFFER = re.compile(
    "عبد|أبو|ابو|بن (?:(?<=^بن )|(?<= بن )|(?<=^ابن )|(?<= ابن ))|الله|الدين|ؤو|ئو|ه[يی][ئأا]|ه[ \u200c]ی |ە[ \u200c]ی "
    "|ە.*ی |ێ.*ی |ۆ.*ی |ڕ.*ی |ڵ.*ی |יי|וו|וה"
)
_ONE_WORD = re.compile(r"\b(?:(عبد|ابو) (?=\w{3})|(\w{2,5}) (?=(?:الله|الدين)\b))")
_TWO_WORDS = re.compile(r"\b(?:(عبد(?=ال\w)|ابو(?=\w{3}))|(\w{2,5})(?=(?:الله|الدين)\b))")
_FIRST_WORDS = {"ابو": ("ابي", "ابا"), "بن": ("ابن",), "ابن": ("بن",)}
_LINK = re.compile("(?<=ه) ي(?= )")
_SORANI = re.compile("[ەێۆڕڵ]")
_SEAT = re.compile(r"(?<=هي)[يا](?=[ته]\b)")
_HAMZAS = {"ؤو": "ئو", "ئو": "ؤو"}
_HAMZA = re.compile("|".join(_HAMZAS))
_SINGLED, _DOUBLED = re.compile("(?<=.)([וי])\\1"), re.compile(r"(?<=\w\w)ו(?=ה\b)(?<!וו)")
_SHORTEST_HEBREW = 5


def may_differ(text: str) -> bool:
    """Whether a name may have another spelling; most have none, and are through with one look."""
    return _MAY_DIFFER.search(text) is not None


def other_spellings(text: str, words: Words) -> Iterator[tuple[str, ...]]:
    """The normal forms of the other ways to write a name of these words, perhaps with its own among them."""
    if not may_differ(text):
        return
    forms = " ".join(map(word_form, words))
    yield from (tuple(spelling.split(" ")) for spelling in _spellings(forms) if spelling != forms)
    if _SORANI.search(text):
        yield tuple(re.sub("يي$", "ي", form) for form in forms.split(" "))
        yield tuple(re.sub("(?<!ي)ي$", "يي", form) for form in forms.split(" "))
    if _HAMZA.search(text):
        yield tuple(word_form(_HAMZA.sub(lambda pair: _HAMZAS[pair[0]], word)) for word in words)


def _spellings(forms: str) -> Iterator[str]:
    apart = _TWO_WORDS.sub(r"\g<0> ", forms)
    yield _LINK.sub("", forms)
    yield _SEAT.sub(lambda seat: "ا" if seat[0] == "ي" else "ي", forms)
    yield _ONE_WORD.sub(r"\1\2", forms)
    yield apart
    first, _, rest = apart.partition(" ")
    if rest:
        yield from (f"{other} {rest}" for other in _FIRST_WORDS.get(first, ()))
    for other in (_SINGLED.sub(r"\1", forms), _DOUBLED.sub("וו", forms)):
        if len(other) >= _SHORTEST_HEBREW:
            yield other
