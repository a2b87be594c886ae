"""Which form of a word goes with a number, by the plural rules of CLDR. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE, _TWO = 1, 2
_FEW = range(3, 11)
_MANY = range(11, 100)


def plural(forms: Mapping[str, str], count: int, language: str) -> str:
    """The template for that many, of ``one``, ``two``, ``few``, ``many`` and ``other``; a missing one is ``other``."""
    category = _arabic(count) if language == "ar" else ("one" if count == _ONE else "other")
    return forms.get(category, forms["other"])


def _arabic(count: int) -> str:
    if count in {_ONE, _TWO}:
        return "one" if count == _ONE else "two"
    if count % 100 in _FEW:
        return "few"
    return "many" if count % 100 in _MANY else "other"
