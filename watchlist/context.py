"""Decides which mentions of an ambiguous name are held back: those that nothing else in the article confirms.

A cue word beside the name confirms it (``مدينة هجين``), and so does any other watched name that stands on its own
anywhere in the title or text, such as the place it lies in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchlist.languages.registry import cue_words, language_of
from watchlist.mentions import HIT, NEEDS_CONTEXT
from watchlist.text.normal_form import normal_form
from watchlist.text.tokens import script_of, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from watchlist.finder import Found

_REACH = 60
_WORDS_BEFORE = 2
_WORDS_AFTER = 1
_BREAK = re.compile(r"[.,:;!?،؛؟\n]")

_CUES = {kind: cue_words(kind) for kind in ("place", "actor")}


class Context:
    """What an article offers to confirm an ambiguous name: ``fields`` and all that was found in them."""

    def __init__(self, fields: Mapping[str, str], found: Mapping[str, Sequence[Found]]) -> None:
        self._fields = fields
        self._sure = [(field, each) for field, several in found.items() for each in several if each.name.is_sure]

    def status(self, field: str, found: Found) -> str:
        """``hit``, or why this mention is held back."""
        if found.name.is_sure or self._has_other_name(field, found) or self._has_cue(field, found):
            return HIT
        return NEEDS_CONTEXT

    def _has_other_name(self, field: str, found: Found) -> bool:
        return any(not (where == field and _is_entangled(sure, found)) for where, sure in self._sure)

    def _has_cue(self, field: str, found: Found) -> bool:
        text, cues = self._fields[field], _CUES[found.name.kind]
        before = _BREAK.split(text[max(0, found.start - _REACH) : found.start])[-1]
        after = _BREAK.split(text[found.end : found.end + _REACH])[0]
        beside = [*tokenise(before).words[-_WORDS_BEFORE:], *tokenise(after).words[:_WORDS_AFTER]]
        return any(form in cues for word in beside for form in _forms(word))


def _is_entangled(sure: Found, found: Found) -> bool:
    """Whether another entity's name shares words with this one, which tells nothing about it."""
    overlap = sure.start < found.end and found.start < sure.end
    return overlap and sure.name.name_id != found.name.name_id


def _forms(word: str) -> Iterator[str]:
    form = normal_form(word)
    yield form
    for reading in language_of(script_of(word)).readings(form):
        yield reading.lead + form[reading.cut :]
