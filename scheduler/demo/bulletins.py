"""Writes bulletins without end: short stories put together from sentences, each text unlike the one before."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files
from typing import Literal

from scheduler.demo.nouns import Story

_PLACES: dict[Literal["ar", "en"], tuple[tuple[str, str], ...]] = {
    "ar": (("دير الزور", "deir-ez-zor"), ("الرقة", "raqqa"), ("الحسكة", "hasakah"), ("سلمية", "")),
    "en": (("Deir ez-Zor", "deir-ez-zor"), ("Raqqa", "raqqa"), ("Sinjar", "sinjar"), ("Tartus", "")),
}
_PEOPLE: dict[Literal["ar", "en"], tuple[str, ...]] = {
    "ar": ("مروان الخالد", "هناء درويش", "صفوان العلي", "ليلى حسون", "عادل النوري"),
    "en": ("Marwan Khaled", "Hana Darwish", "Adel Nouri", "Laila Hassoun", "Omar Sabbagh"),
}


def bulletin(number: int) -> Story:
    """The bulletin of that number, always the same; Arabic and English take turns."""
    language: Literal["ar", "en"] = "en" if number % 2 else "ar"
    dice = random.Random(number)  # noqa: S311 - invented news needs no secrecy
    place, name = _PLACES[language][number // 2 % 4]
    words = {
        "place": place,
        "person": dice.choice(_PEOPLE[language]),
        "count": str(dice.randint(40, 900)),
        "hours": str(dice.randint(3, 19)),
    }
    title, *paragraphs = (dice.choice(block).format_map(words) for block in _sentences(language))
    return Story(
        key=f"bulletin-{number}",
        language=language,
        title=title,
        summary=paragraphs[0],
        caption=place,
        paragraphs=tuple(paragraphs),
        names=frozenset({name} - {""}),
    )


@cache
def _sentences(language: str) -> tuple[tuple[str, ...], ...]:
    text = (files("scheduler.demo") / "bulletins" / f"{language}.txt").read_text(encoding="utf-8")
    return tuple(tuple(block.splitlines()) for block in text.strip().split("\n\n"))
