"""Where a token leads as the first one of a name; tokens that were met before are remembered, within a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from watchlist.extent import source_offset
from watchlist.languages.cases import NO_DICTIONARIES, Dictionaries
from watchlist.languages.language import AS_WRITTEN, Reading
from watchlist.languages.registry import language_of
from watchlist.steps import Step, steps
from watchlist.text.normal_form import letters_as_written
from watchlist.text.tokens import script_of

if TYPE_CHECKING:
    from watchlist.inflected import Inflected
    from watchlist.trie import Node

_CACHED_WORDS = 50_000
_LONGEST_CACHED = 40


class Start(NamedTuple):
    """A way to read a first token that leads into the trie; ``common`` is the token when it is a common word.

    ``ends`` tells whether the token alone may be a name, as its letters are written.
    """

    step: Step
    reading: Reading
    common: str | None
    ends: bool


class Word(NamedTuple):
    """A token that was met before: its normal form and where it leads as the first one of a name."""

    form: str
    starts: tuple[Start, ...]


class Beginnings:
    """Of all names under ``root``, of which ``inflected`` knows those with cases."""

    def __init__(self, root: Node, inflected: Inflected) -> None:
        self._root = root
        self._inflected = inflected
        self._known: dict[Dictionaries, dict[str, Word]] = {}

    def known(self, dictionaries: Dictionaries) -> dict[str, Word]:
        """The tokens met before in texts that these dictionaries read; ``remember`` those that are not there."""
        return self._known.setdefault(dictionaries, {})

    def remember(self, known: dict[str, Word], word: str, form: str, dictionaries: Dictionaries) -> Word:
        """The token, read now and put among the known ones."""
        read = Word(form, self._ways(word, form, dictionaries))
        if len(known) >= _CACHED_WORDS:
            known.clear()
        if len(word) <= _LONGEST_CACHED:
            known[word] = read
        return read

    def _ways(self, word: str, form: str, dictionaries: Dictionaries) -> tuple[Start, ...]:
        """The ways to read a first token that lead into the trie."""
        language = language_of(script_of(word))
        letters = letters_as_written(word) if language.common_words else ""
        if letters in language.common_words:
            node = self._root.child(form)
            return (Start(Step(node), AS_WRITTEN, letters, node.ends_a_name),) if node else ()
        if not self._inflected.may_be(word, form):
            dictionaries = NO_DICTIONARIES
        readings = [(AS_WRITTEN, form), *((way, way.lead + form[way.cut :]) for way in language.readings(form))]
        starts = (
            Start(step, way, None, way.alone and _may_end(step, word, way))
            for way, read in readings
            for step in steps(self._root, word, read, dictionaries)
        )
        return tuple(start for start in starts if start.ends or start.step.node.forms)


def _may_end(step: Step, word: str, reading: Reading) -> bool:
    """Whether some name of one word may be written like this; most common words lack the capital of a name."""
    rest = word[source_offset(word, reading.cut) :]
    return any(name.allows([rest], reading.lead) for name in step.node.names)
