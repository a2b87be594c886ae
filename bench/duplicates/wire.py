"""A wire: an article whose facts are slots, so that a copy keeps them and a twin changes them, in good grammar.

A sentence template holds slots - ``{village}``, ``{village:gen}`` (Russian), ``{killed people}`` (with its noun) -,
parts in ``<...>`` that an editor short of room leaves out, and other ways to say the same after ``||``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bench.duplicates.declension import declined
from bench.duplicates.numerals import Noun, figure, in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?(?: (\w+))?\}")
_OPTIONAL = re.compile(r"<([^<>]*)>")
_LEFT_ALONE = re.compile(r" +([.,،;])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and how it is written: "count", "tenths", "hundredths" or "clock" (minutes of the day)."""

    value: int
    form: str = "count"


# A name is its spellings, the first one the usual.
Fact = Amount | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How an outlet writes the same facts."""

    spelling: int = 0
    words: int = 0  # counted nouns up to this number are written in words
    separator: str = ""
    short: bool = False
    native_digits: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as sentences in paragraphs."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """As a page's extracted body."""
        return "\n".join(" ".join(sentences) for sentences in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Wire:
    """Templates and the facts that fill them."""

    language: str
    story: str
    titles: tuple[str, ...]
    abroad: str
    paragraphs: tuple[tuple[str, ...], ...]
    facts: Mapping[str, Fact]
    nouns: Mapping[str, Noun]
    toll: tuple[str, ...] = ()
    vary: tuple[str, ...] = field(default=())

    def draft(self, style: Style, title: int = 0) -> Draft:
        """The article as an outlet of this style prints it."""
        headline = self.filled(self.titles[title % len(self.titles)], style)
        return Draft(headline, tuple(tuple(self.filled(one, style) for one in part) for part in self.paragraphs))

    def filled(self, template: str, style: Style) -> str:
        """A template's first wording with its facts."""
        first = template.split("||", maxsplit=1)[0].strip()
        kept = _OPTIONAL.sub("" if style.short else r"\1", first)
        kept = " ".join(_LEFT_ALONE.sub(r"\1", kept).split())
        text = _SLOT.sub(lambda slot: self._written(slot[1], slot[2] or "", slot[3], style), kept)
        return text[:1].upper() + text[1:]

    def used(self) -> frozenset[str]:
        """Names of the slots that the text tells."""
        told = [slot for part in self.paragraphs for one in part for slot in _SLOT.findall(one.split("||")[0])]
        return frozenset(name for name, _, _ in told)

    def with_facts(self, **facts: Fact) -> Wire:
        """The same words about other facts."""
        return replace(self, facts={**self.facts, **facts})

    def _written(self, name: str, case: str, noun: str, style: Style) -> str:
        fact = self.facts[name]
        if isinstance(fact, tuple):
            spelled = fact[style.spelling % len(fact)]
            return declined(spelled, case) if case else spelled
        if noun and fact.form == "count" and fact.value <= style.words:
            number = in_words(self.language, fact.value, self.nouns[noun])
        else:
            number = figure(self.language, fact.value, fact.form, separator=style.separator, native=style.native_digits)
        return f"{number} {self.nouns[noun].after(self.language, fact.value)}" if noun else number
