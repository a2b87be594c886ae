"""The phrases of ``furniture.toml``, of all languages together, in the form in which lines are compared with them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from scrapers.extraction.zwnj import STAND_IN, ZWNJ
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    Words = tuple[str, ...]
    # Phrases by their first word.
    Beginnings = dict[str, list[Words]]

# The letters that writers of Arabic script take for one another.
_ONE_FORM = str.maketrans("أإآٱىیکةەۀ", "ااااييكههه")
NUMBER = "#"


class Phrases(NamedTuple):
    """The phrases of all languages, by what they are compared with."""

    whole: frozenset[Words]
    starts: Beginnings
    labels: frozenset[Words]
    credits: frozenset[Words]
    sources: frozenset[Words]
    contains: Beginnings
    invites: Beginnings
    networks: frozenset[Words]
    bylines: frozenset[Words]
    beside_names: frozenset[Words]
    signatures: frozenset[Words]


def folded_words(text: str, joiner: str = " ") -> Words:
    """Cut a text into words as phrases have them: letters of one look as one, numbers as one sign.

    ``joiner`` is what the non-joiner stands for.
    """
    one_form = text if text.isascii() else text.translate(_ONE_FORM).replace(STAND_IN, joiner).replace(ZWNJ, joiner)
    return tuple(NUMBER if word.isdigit() else word for word in normal_words(one_form))


@cache
def all_phrases() -> Phrases:
    """Those of all languages, read once."""
    languages = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8")).values()
    kinds = {kind: _all(language.get(kind, ()) for language in languages) for kind in Phrases._fields}
    beginnings = {kind: _by_first_word(kinds[kind]) for kind in ("starts", "contains", "invites")}
    return Phrases(**(kinds | beginnings))  # type: ignore[arg-type]


def _by_first_word(phrases: Iterable[Words]) -> Beginnings:
    found: Beginnings = defaultdict(list)
    for phrase in phrases:
        found[phrase[0]].append(phrase)
    return dict(found)


def _all(phrases: Iterable[Iterable[str]]) -> frozenset[Words]:
    return frozenset(folded_words(phrase.replace(NUMBER, "0")) for some in phrases for phrase in some)
