"""Edits that touch words: other spellings, numbers in words, separators of thousands, synonyms."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.duplicates.desk import separators
from bench.duplicates.edits.shaping import each_sentence
from bench.duplicates.wire import Amount, Draft

if TYPE_CHECKING:
    from bench.duplicates.desk import Desk

# Persian joins the parts of a word with U+200C; "government's" is not the list's "government".
_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'][^\W\d_]+)*")
MOST_IN_WORDS = 99
LEAST_SYNONYMS, MOST_SYNONYMS = 0.08, 0.20


def respelled(desk: Desk) -> Draft | None:
    """Names in the other transliteration, letters as the other keyboard writes them."""
    draft = desk.styled(replace(desk.style, spelling=1)).draft()
    chosen = [pair for pair in desk.room.spellings if desk.chance.random() < 0.6]
    changed = each_sentence(draft, lambda one: _exchanged(one, chosen))
    return changed if changed.text != desk.draft().text else None


def numbers_in_words(desk: Desk) -> Draft | None:
    """Small numbers in words where the wire had figures, or the other way round."""
    other = 0 if desk.style.words else desk.chance.choice((10, MOST_IN_WORDS))
    changed = desk.styled(replace(desk.style, words=other)).draft()
    return changed if changed.text != desk.draft().text else None


def thousands(desk: Desk) -> Draft | None:
    """Another sign, or none, between thousands; figures of the other script."""
    if not _counts(desk, 1000, 10**9):
        return None
    others = [sign for sign in ("", *separators(desk.room)) if sign != desk.style.separator]
    return desk.styled(replace(desk.style, separator=desk.chance.choice(others))).draft()


def synonyms(desk: Desk) -> Draft | None:
    """A tenth to a fifth of the words by others of the same meaning; None where the lists know too few."""
    draft = desk.draft()
    words = _WORD.findall(draft.text)
    known = sum(word in desk.room.synonyms for word in words)
    if known < LEAST_SYNONYMS * len(words):
        return None
    share = min(1.0, MOST_SYNONYMS * len(words) / known)
    return each_sentence(draft, lambda one: _WORD.sub(lambda word: _synonym(desk, word[0], share), one))


def _synonym(desk: Desk, word: str, share: float) -> str:
    return desk.room.synonyms.get(word, word) if desk.chance.random() < share else word


def _counts(desk: Desk, least: int, most: int) -> bool:
    facts = (desk.wire.facts[name] for name in desk.wire.used())
    return any(isinstance(fact, Amount) and fact.form == "count" and least <= fact.value <= most for fact in facts)


def _exchanged(text: str, pairs: list[tuple[str, str]]) -> str:
    for here, there in pairs:
        text = text.replace(here, there)
    return text
