"""What stands around a mention in its own text: quotation marks, cue words, how many words away something is. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from watchlist.languages.registry import cue_words, language_of
from watchlist.stretches import Stretch
from watchlist.text.characters import DOUBLE_QUOTES, INVISIBLE, LETTERS, SINGLE_QUOTES, TATWEEL, Script
from watchlist.text.normal_form import normal_form
from watchlist.text.tokens import script_of, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchlist.text.tokens import Tokens

_REACH = 60
_WORDS_BEFORE = 2
_WORDS_AFTER = 1
_BREAK = re.compile(r"[.,:;!?،؛؟\n]")

_CUES = {kind: cue_words(kind) for kind in ("place", "actor")}

# French sets a space inside its guillemets; the apostrophe of d’Alep opens nothing.
_OPENING = f"[{DOUBLE_QUOTES}]|(?<![{LETTERS[Script.LATIN]}])[{SINGLE_QUOTES}]|«[ \u00a0\u202f]"
_CLOSING = f"[{DOUBLE_QUOTES}{SINGLE_QUOTES}]|[ \u00a0\u202f]»"
_UNSEEN = f"[{INVISIBLE}{TATWEEL}]*"
_OPENED = re.compile(f"(?:{_OPENING}){_UNSEEN}$")
_CLOSED = re.compile(f"{_UNSEEN}(?:{_CLOSING})")


def in_quotes(text: str, tokens: Tokens, mention: Stretch) -> bool:
    """Whether quotation marks stand directly around the mention's words, prefixes and endings included."""
    words = _whole_words(tokens, mention)
    before = text[max(0, words.start - _REACH) : words.start]
    return _OPENED.search(before) is not None and _CLOSED.match(text, words.end) is not None


def has_cue_beside(text: str, kind: str, mention: Stretch) -> bool:
    """Whether a word such as "town" stands right before or after the mention, in the same part of the sentence."""
    before = _BREAK.split(text[max(0, mention.start - _REACH) : mention.start])[-1]
    after = _BREAK.split(text[mention.end : mention.end + _REACH])[0]
    beside = [*tokenise(before).words[-_WORDS_BEFORE:], *tokenise(after).words[:_WORDS_AFTER]]
    return any(form in _CUES[kind] for word in beside for form in _forms(word))


def within_words(tokens: Tokens, mention: Stretch, words: int) -> Stretch:
    """The part of the text that reaches ``words`` words to either side of the mention."""
    first = bisect_right(tokens.ends, mention.start) - words
    last = bisect_left(tokens.starts, mention.end) + words - 1
    start = tokens.starts[first] if first > 0 else 0
    return Stretch(start, tokens.ends[last] if last < len(tokens.ends) else len(tokens.text))


def _whole_words(tokens: Tokens, mention: Stretch) -> Stretch:
    first = max(0, bisect_right(tokens.starts, mention.start) - 1)
    last = min(len(tokens.ends) - 1, bisect_left(tokens.ends, mention.end))
    ends_inside = tokens.starts[last] < mention.end
    return Stretch(min(mention.start, tokens.starts[first]), tokens.ends[last] if ends_inside else mention.end)


def _forms(word: str) -> Iterator[str]:
    form = normal_form(word)
    yield form
    for reading in language_of(script_of(word)).readings(form):
        yield reading.lead + form[reading.cut :]
