"""What rules may ask about one article: what was found and where, and where the article comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from watchlist.mentions import Text
    from watchlist.rules.words import Span, Spot, WordLine


class Findings:
    """``entities`` are those found, ``found`` gives the spots at which each term stands.

    Words are only counted when a rule asks for them.
    """

    def __init__(
        self, text: Text, line: WordLine, entities: frozenset[str], found: Mapping[str, Sequence[Spot]]
    ) -> None:
        self.entities = entities
        self.found = found
        self.line = line
        self._text = text
        self._spans: dict[str, list[Span]] = {}

    def spans(self, term: str) -> list[Span]:
        """The words at which the term stands."""
        if term not in self._spans:
            spots = self.found.get(term, ())
            self._spans[term] = sorted({self.line.span(spot) for spot in spots})
        return self._spans[term]

    def is_in_language(self, code: str) -> bool:
        """Whether the article is in this language or in a regional form of it."""
        return f"{self._text.language or ''}-".lower().startswith(f"{code}-")

    def is_from(self, name: str) -> bool:
        """Whether a source is called so, or is a host below the host of this name."""
        return any(each == name or each.endswith(f".{name}") for each in _called(self._text.sources))

    def is_tagged(self, tag: str) -> bool:
        """Whether the article has this tag."""
        return tag in _called(self._text.tags)


def called(name: str) -> str:
    """The form in which names of sources and tags are compared."""
    return " ".join(normal_form(name).replace('"', "").split())


def _called(names: Iterable[str]) -> list[str]:
    return [called(name) for name in names]
