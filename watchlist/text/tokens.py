"""Tokens: runs of letters or of digits, split where the script changes (``iconقوات`` is two tokens)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchlist.text.characters import (
    DOUBLE_QUOTES,
    INVISIBLE,
    KNOWN_LETTERS,
    LETTERS,
    SINGLE_QUOTES,
    WORD_MARKS,
    Script,
)

_RUNS = [f"[{letters}][{letters}{WORD_MARKS}]*" for letters in LETTERS.values()]
# The apostrophe of Ukrainian, U+02BC, is a letter to Python; the marks with which scripts of South and South-East Asia
# write vowels are no word characters to it.
_OTHER = rf"(?:[^\W\d_{KNOWN_LETTERS}{SINGLE_QUOTES}]|[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f])[{WORD_MARKS}]*"
_TOKEN = re.compile("|".join([*_RUNS, rf"\d[\d{WORD_MARKS}]*", f"(?:{_OTHER})+"]))
# The same of a text without any other letters.
_ASCII_TOKEN = re.compile("[A-Za-z]+|[0-9]+")

_SCRIPT_OF_FIRST = [(re.compile(f"[{letters}]"), script) for script, letters in LETTERS.items()]

# Persian and Kurdish join parts of a word with U+200C; Hebrew marks an abbreviation before its last letter; an
# apostrophe is a part of Ukrainian words.
_HEBREW, _CYRILLIC = LETTERS[Script.HEBREW], LETTERS[Script.CYRILLIC]
_JOINT = re.compile(
    rf"[{INVISIBLE}]{{1,3}}|(?<=[{_HEBREW}])(?:''|[\"'״׳’”“„`])(?=[{_HEBREW}])"
    rf"|(?<=[{_CYRILLIC}])[{SINGLE_QUOTES}](?=[{_CYRILLIC}])"
)
# Without one of these there is none; most texts and names are through with one look.
_IN_JOINTS = re.compile(f"[{INVISIBLE}{SINGLE_QUOTES}{DOUBLE_QUOTES}]")
_LONGEST_JOIN = 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: ``text[starts[i]:ends[i]] == words[i]``.

    ``joins[i]`` are the indexes of last tokens up to which token ``i`` may also be read as one word.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    joins: dict[int, range]

    def word(self, first: int, last: int) -> str:
        """Tokens ``first`` to ``last`` as one word, with whatever stands between them."""
        return self.words[first] if first == last else self.text[self.starts[first] : self.ends[last]]


def tokenise(text: str) -> Tokens:
    """The tokens of ``text`` in order."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    joins = _joins(text, starts, ends) if may_hold_joints(text) else {}
    return Tokens(text, [text[start:end] for start, end in spans], starts, ends, joins)


def words_of(text: str) -> list[str]:
    """The tokens of ``text`` without their places."""
    return _ASCII_TOKEN.findall(text) if text.isascii() else _TOKEN.findall(text)


def may_hold_joints(text: str) -> bool:
    """Whether some pieces of this text may also be read as one word."""
    return not text.isascii() and _IN_JOINTS.search(text) is not None and _JOINT.search(text) is not None


def _joins(text: str, starts: list[int], ends: list[int]) -> dict[int, range]:
    """For each token that a joint follows, the tokens up to which it may be read on."""
    joins: dict[int, range] = {}
    last = len(starts) - 1
    for first in range(last - 1, -1, -1):
        if not _is_joint(text, ends[first], starts[first + 1]):
            continue
        reach = joins[first + 1].stop - 1 if first + 1 in joins else first + 1
        joins[first] = range(first + 1, min(reach, first + _LONGEST_JOIN) + 1)
    return joins


def _is_joint(text: str, start: int, end: int) -> bool:
    joint = _JOINT.match(text, start) if start < end else None
    return joint is not None and joint.end() == end


class _Scripts(dict[str, Script]):
    """Scripts by a token's first character, each worked out when first met."""

    def __missing__(self, first: str) -> Script:
        script = self[first] = _script_of(first)
        return script


def _script_of(first: str) -> Script:
    for letter, script in _SCRIPT_OF_FIRST:
        if letter.match(first):
            return script
    return Script.DIGITS if first.isdecimal() else Script.OTHER


_SCRIPTS = _Scripts()


def script_of(word: str) -> Script:
    """The script of a token, told by its first character."""
    return _SCRIPTS[word[:1]]
