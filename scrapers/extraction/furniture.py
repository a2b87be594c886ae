"""Whole short lines that sites write around their articles, in nine languages; ``furniture.toml`` has the phrases."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from scrapers.copies import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    Words = tuple[str, ...]

_LONGEST_WORDS = 30
_LONGEST_BYLINE_WORDS = 7
_LONGEST_PHRASE_WORDS = 6
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", "。", "۔")
_LABEL = re.compile(r"[^:：/]{2,40}(?=\s?[:：/])")
# Nothing but a mail address or the name of an account.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+")
# The letters that writers of Arabic script take for one another.
_ONE_FORM = str.maketrans("أإآٱىیکةەۀ", "ااااييكههه")


class _Phrases(NamedTuple):
    """The phrases of all languages, by what they are compared with."""

    whole: frozenset[Words]
    starts: frozenset[Words]
    labels: frozenset[Words]
    contains: frozenset[Words]
    invites: frozenset[Words]
    networks: frozenset[Words]
    bylines: frozenset[Words]


def is_furniture(line: str) -> bool:
    """Whether the line belongs to the site, wherever it stands."""
    words = _words(line)
    if len(words) > _LONGEST_WORDS:
        return False
    known = _phrases()
    is_phrase = words in known.whole or _begins(words, known.starts) or _label(line) in known.labels
    is_sign_off = any(_begins(words[place:], known.contains) for place in range(len(words)))
    return is_phrase or is_sign_off or _invites(words, known) or _ADDRESS.fullmatch(line.strip()) is not None


def is_byline(line: str) -> bool:
    """Whether a line that stands above the first paragraph names its writers."""
    words = _words(line)
    is_short = len(words) <= _LONGEST_BYLINE_WORDS and not line.rstrip().endswith(_SENTENCE_ENDS)
    return is_short and _begins(words, _phrases().bylines)


def _invites(words: Words, known: _Phrases) -> bool:
    """Whether it asks the reader to follow the site elsewhere."""
    return _begins(words, known.invites) and any((word,) in known.networks for word in words)


def _begins(words: Words, phrases: frozenset[Words]) -> bool:
    return any(words[:length] in phrases for length in range(1, min(_LONGEST_PHRASE_WORDS, len(words)) + 1))


def _label(line: str) -> Words:
    """What stands before a line's colon or slash."""
    found = _LABEL.match(line.strip())
    return _words(found[0]) if found else ()


def _words(text: str) -> Words:
    return tuple(normal_words(text.translate(_ONE_FORM)))


@cache
def _phrases() -> _Phrases:
    languages = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8")).values()
    return _Phrases(*(_all(language.get(kind, ()) for language in languages) for kind in _Phrases._fields))


def _all(phrases: Iterable[Iterable[str]]) -> frozenset[Words]:
    return frozenset(_words(phrase) for some in phrases for phrase in some)
