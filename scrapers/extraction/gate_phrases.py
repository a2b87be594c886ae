"""The phrases of ``gate.toml``, of all languages together, in the form in which pages are compared with them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

# The letters that writers take for one another, dotless i among them, and the digits of two scripts. Where one writes a
# non-joiner, hidden or not, another writes a space.
_ONE_FORM = str.maketrans("أإآٱىیکەۀةı٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u200c\ua78f", "ااااييكهههi01234567890123456789  ")


class Phrases(NamedTuple):
    """What pages say, by what it proves; each phrase as ``plain`` gives it, without the space at its end."""

    not_found: frozenset[str]
    not_found_whole: frozenset[str]
    login: frozenset[str]
    login_whole: frozenset[str]
    consent_heads: frozenset[str]
    consent: frozenset[str]
    paywall: frozenset[str]
    script: frozenset[str]


class Marks(NamedTuple):
    """What pages are built of, by what it proves."""

    consent_boxes: tuple[str, ...]
    locked_tiers: frozenset[str]


def plain(text: str) -> str:
    """The text's words in one form, with a space before and behind each, so that phrases are found whole."""
    return f" {' '.join(normal_words(text.translate(_ONE_FORM)))} "


def count(text: str, phrases: Iterable[str]) -> int:
    """How many of the phrases stand in a text that ``plain`` gave."""
    return sum(f"{phrase} " in text for phrase in phrases)


@cache
def phrases() -> Phrases:
    """Those of all languages."""
    languages = [each for each in _read().values() if isinstance(each, dict)]
    return Phrases(*(_all(each.get(kind, ()) for each in languages) for kind in Phrases._fields))


@cache
def marks() -> Marks:
    """Those of all sites."""
    said = _read()
    return Marks(tuple(said["consent_boxes"]), frozenset(said["locked_tiers"]))


def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("gate.toml").read_text(encoding="utf-8"))


def _all(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(plain(phrase).rstrip() for some in lists for phrase in some)
