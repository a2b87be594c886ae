"""A listed name as the sequences of token forms under which it is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.spellings import may_differ, other_spellings
from watchlist.text.normal_form import normal_form
from watchlist.text.tokens import Tokens, may_hold_joints, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Spelling = tuple[str, ...]
BETWEEN_FORMS = "\1"  # no form holds a control character


def spellings(text: str, words: Sequence[str]) -> Iterator[Spelling]:
    """A name of these words as sequences of token forms, as it is listed first.

    Then with the pieces that a joint holds made one, and in other spellings of newsrooms. None of it when the name has
    no letter or digit.
    """
    return (tuple(each.split(BETWEEN_FORMS)) for each in spelt(text, words))


def spelt(text: str, words: Sequence[str]) -> list[str]:
    """The same, each only once, as a string with ``BETWEEN_FORMS`` between the forms."""
    if not words:
        return []
    spelling = normal_form(BETWEEN_FORMS.join(words))
    if text.isascii():
        return [spelling]
    several = [spelling]
    if may_hold_joints(text):
        several.append(BETWEEN_FORMS.join(_joined(tokenise(text))))
    if may_differ(text):
        several += map(BETWEEN_FORMS.join, other_spellings(text, words))
    return several if len(several) == 1 else list(dict.fromkeys(several))


def joined_form(word: str) -> str:
    """The normal form of tokens read as one word: what joined them is gone."""
    return normal_form(word).replace('"', "").replace("'", "")


def _joined(tokens: Tokens) -> Iterator[str]:
    first = 0
    while first < len(tokens.words):
        last = tokens.joins[first][-1] if first in tokens.joins else first
        yield joined_form(tokens.word(first, last))
        first = last + 1
