"""Russian and Ukrainian cases through pymorphy3: a word of the text to the nominatives that it may be a form of.

A dictionary takes about 50 ms and 20 MB, and is loaded when a name first needs it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pymorphy3
import pymorphy3_dicts_ru
import pymorphy3_dicts_uk
from pymorphy3.units import DictionaryAnalyzer

from watchlist.languages.russian import RUSSIAN
from watchlist.languages.ukrainian import UKRAINIAN
from watchlist.text.characters import SINGLE_QUOTES
from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pymorphy3.analyzer import Parse

_DICTIONARIES = {"ru": pymorphy3_dicts_ru, "uk": pymorphy3_dicts_uk}
_DECLENSIONS = {language.code: language.declension for language in (RUSSIAN, UKRAINIAN)}
_CASES = frozenset({"nom", "gen", "dat", "acc", "abl", "loc", "voc"})
_INFLECTED_LIKE_NAMES = frozenset({"NOUN", "ADJF", "PRTF"})
_NOUNS_AND_ADJECTIVES = _INFLECTED_LIKE_NAMES | {"ADJS"}
_PRONOUN = "Apro"
_CACHED_WORDS = 50_000
_LONGEST_WORD = 40
_SHORTEST_STEM = 2
_LONGEST_ENDING = 3

# Stress marks, which reference works set, are no letters; apostrophes are one.
_AS_IN_DICTIONARIES = str.maketrans({"\u0300": None, "\u0301": None, **dict.fromkeys(SINGLE_QUOTES, "'")})


class Nominative(NamedTuple):
    """A nominative in normal form, and the cases in which it looks like the word that was read."""

    form: str
    cases: frozenset[str]


@lru_cache(maxsize=_CACHED_WORDS)
def nominatives(word: str, language: str) -> tuple[Nominative, ...]:
    """What ``word`` may be a form of: in its own number and gender, and a noun's dictionary form."""
    if len(word) > _LONGEST_WORD:
        return ()
    parses = _analyser(language).parse(word.translate(_AS_IN_DICTIONARIES))
    cases = _in_dictionary(parses)
    if all(map(_may_be_a_name, parses)):
        known = any(map(_is_known, parses))
        looks_like = (known and frozenset[str]().union(*cases.values())) or _CASES
        for form in _declined(_plain(word), language):
            cases[form] = cases.get(form, frozenset()) | looks_like
    return tuple(Nominative(form, several) for form, several in cases.items())


def _in_dictionary(parses: Iterable[Parse]) -> dict[str, frozenset[str]]:
    """The nominatives that the dictionary has, each with the cases in which it looks like the word."""
    cases: dict[str, frozenset[str]] = {}
    for alike in _alike(parses):
        looks_like = frozenset(str(parse.tag.case)[:3] for parse in alike)
        for form in _nominatives_of(alike[0]):
            cases[form] = cases.get(form, frozenset()) | looks_like
    return cases


def _may_be_a_name(parse: Parse) -> bool:
    """Whether the dictionary does not know the word, or as a noun or adjective: Хаме is of «хам», and of Хама."""
    tag = parse.tag
    return (tag.POS in _NOUNS_AND_ADJECTIVES and _PRONOUN not in str(tag)) or not _is_known(parse)


def _is_known(parse: Parse) -> bool:
    """As ``parse.is_known``, which looks the word up once more."""
    return len(parse.methods_stack) == 1 and type(parse.methods_stack[0][0]) is DictionaryAnalyzer


def _declined(form: str, language: str) -> Iterator[str]:
    """The nominatives of a word by its ending alone: the dictionary does not know most small places and surnames."""
    for length in range(min(_LONGEST_ENDING, len(form) - _SHORTEST_STEM) + 1):
        stem = form[: len(form) - length]
        for ending in _DECLENSIONS[language].get(form[len(stem) :], ()):
            yield stem + ending


def _alike(parses: Iterable[Parse]) -> Iterable[list[Parse]]:
    """The parses that a name could have, those together that differ in case alone."""
    groups: dict[tuple[str, ...], list[Parse]] = {}
    for parse in parses:
        tag = parse.tag
        if tag.POS in _INFLECTED_LIKE_NAMES:
            groups.setdefault((parse.normal_form, str(tag.POS), str(tag.number), str(tag.gender)), []).append(parse)
    return groups.values()


def _nominatives_of(parse: Parse) -> Collection[str]:
    """In a fixed order. An adjective keeps its gender; a noun may also be listed in its dictionary form."""
    tag = parse.tag
    is_noun = tag.POS == "NOUN"
    if tag.number != "plur" and (tag.gender == "masc" or (is_noun and "Surn" not in tag)):
        return {_plain(parse.normal_form)}  # looking up all forms takes ten times as long
    kept = {tag.number} if is_noun else {tag.number, tag.gender}
    inflected = parse.inflect({"nomn", *kept} - {None})
    forms = {parse.normal_form} if is_noun or inflected is None else set()
    if inflected is not None:
        forms.add(inflected.word)
    return dict.fromkeys(map(_plain, sorted(forms)))


def _plain(word: str) -> str:
    return normal_form(word).replace("'", "")


@cache
def _analyser(language: str) -> pymorphy3.MorphAnalyzer:
    """Without an estimate of which reading is the likeliest: all of them count."""
    path = _DICTIONARIES[language].get_path()
    return pymorphy3.MorphAnalyzer(path=path, lang=language, probability_estimator_cls=None)


def load_dictionaries(languages: Iterable[str]) -> None:
    """Load them now, so that no text has to wait for it."""
    for language in languages:
        _analyser(language)
