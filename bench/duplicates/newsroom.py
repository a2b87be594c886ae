"""A language's newsroom: the texts of ``texts/<language>/``, all written for this purpose, and wires made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bench.duplicates.numerals import Noun
from bench.duplicates.wire import Amount, Fact, Wire

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

TEXTS = Path(__file__).with_name("texts")
LANGUAGES = ("ar", "fa", "ru", "en")


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Everything written in one language; ``pieces`` are lists of lines by name."""

    language: str
    names: Mapping[str, tuple[tuple[str, ...], ...]]
    nouns: Mapping[str, Noun]
    pieces: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, str]
    spellings: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    wires: tuple[Mapping[str, Any], ...]
    topics: tuple[Mapping[str, Any], ...]
    series: tuple[Mapping[str, Any], ...]

    def backgrounds(self, chance: random.Random, count: int) -> list[tuple[str, ...]]:
        """Paragraphs that many stories end with."""
        return [tuple(one.split("|")) for one in chance.sample(self.pieces["backgrounds"], count)]

    def facts(self, chance: random.Random, numbers: Mapping[str, list[Any]], text: str) -> dict[str, Fact]:
        """Values for all slots that a text may use, names distinct within their bank."""
        facts: dict[str, Fact] = {name: amount(chance, span) for name, span in numbers.items()}
        for bank, values in self.names.items():
            slots = [slot for slot in (bank, f"{bank}2", f"{bank}3") if re.search(rf"\{{{slot}\b", text)]
            facts |= dict(zip(slots, chance.sample(values, len(slots)), strict=True))
        return facts

    def wire(self, story: Mapping[str, Any], paragraphs: tuple[tuple[str, ...], ...], chance: random.Random) -> Wire:
        """A story of the texts, with facts drawn for it."""
        whole = "\n".join([*story["titles"], *(one for part in paragraphs for one in part)])
        return Wire(
            self.language,
            story["id"],
            tuple(story["titles"]),
            story.get("abroad", ""),
            paragraphs,
            self.facts(chance, story.get("numbers", {}), whole),
            self.nouns,
            tuple(story.get("toll", ())),
            tuple(story.get("vary", ())),
        )


def amount(chance: random.Random, span: list[Any]) -> Amount:
    """A number within [least, most] or [least, most, form]."""
    return Amount(chance.randint(span[0], span[1]), span[2] if len(span) > 2 else "count")


def paragraphs_of(text: str) -> tuple[tuple[str, ...], ...]:
    """A sentence a line, an empty line between paragraphs."""
    return tuple(tuple(part.strip().splitlines()) for part in text.strip().split("\n\n"))


@cache
def newsroom(language: str) -> Newsroom:
    """What is written in this language."""
    pieces = _read(language, "pieces")
    names = {
        bank: tuple(tuple(one) if isinstance(one, list) else (one,) for one in values)
        for bank, values in pieces["names"].items()
    }
    return Newsroom(
        language,
        names,
        {name: Noun(tuple(forms)) for name, forms in pieces["nouns"].items()},
        {name: tuple(text.strip().splitlines()) for name, text in pieces["lines"].items()}
        | {"separators": tuple(pieces["separators"])},
        pieces["synonyms"],
        tuple((one[0], one[1]) for one in pieces["spellings"]),
        tuple((one[0], one[1]) for one in pieces["settings"]),
        tuple(_read(language, "wires")),
        tuple(_read(language, "topics")),
        tuple(_read(language, "series")),
    )


def _read(language: str, name: str) -> Any:  # noqa: ANN401 - the shape is the file's
    return yaml.safe_load((TEXTS / language / f"{name}.yaml").read_text(encoding="utf-8"))
