"""Where a mention begins and ends in its text: with the signs its name has there, and with a word's own tail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.registry import language_of
from watchlist.text.characters import DOUBLE_QUOTES, SINGLE_QUOTES
from watchlist.text.normal_form import mapped_form
from watchlist.text.tokens import script_of

if TYPE_CHECKING:
    from watchlist.names import WatchedName
    from watchlist.text.tokens import Tokens

_QUOTES = frozenset(DOUBLE_QUOTES + SINGLE_QUOTES)
_CLOSES = {"«": "»", "“": "”", "„": "“", "‘": "’", "(": ")", "[": "]", '"': '"'}


def source_offset(word: str, cut: int) -> int:
    """Where in ``word`` the name stands that comes after ``cut`` letters of its normal form: ב"מעריב" holds מעריב."""
    if not cut:
        return 0
    at = mapped_form(word).offsets[cut]
    while word[at] in _QUOTES:
        at += 1
    return at


def start_of(name: WatchedName, tokens: Tokens, first: int, cut: int) -> int:
    """The start of a mention whose first token is ``first``, of which ``cut`` characters are no part of the name."""
    start = tokens.starts[first] + cut
    opening = "" if name.text[0].isalnum() else name.opening
    return start - len(opening) if opening and tokens.text.endswith(opening, 0, start) else start


def end_of(name: WatchedName, tokens: Tokens, first: int, last: int) -> int:
    """The end of a mention whose last token is ``last``."""
    end, tail = tokens.ends[last], language_of(script_of(tokens.words[last])).tail
    closing = "" if name.text[-1].isalnum() else name.closing
    if closing and tokens.text.startswith(closing, end):
        return end + len(closing)
    if first != last and closes(tokens.text[tokens.starts[first] : end], tokens.text[end : end + 2]):
        return end + 1 + tokens.text[end].isspace()
    match = tail.match(tokens.text, end) if tail else None
    return match.end() if match else end


def closes(inside: str, after: str) -> bool:
    """Whether what follows a mention ends a quotation or bracket that was opened within it, as in تنظيم «الدولة»."""
    sign = after.lstrip()[:1]
    return any(sign == end and _is_open(inside, start, end) for start, end in _CLOSES.items())


def _is_open(inside: str, start: str, end: str) -> bool:
    at = inside.rfind(start)
    return at > 0 and not inside[at - 1].isalnum() and (start == end or end not in inside[at:])
