"""Where a mention begins and ends in its text: with the signs its name has there, and with a word's own tail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchlist.languages.registry import language_of
from watchlist.text.characters import DOUBLE_QUOTES, SINGLE_QUOTES
from watchlist.text.gaps import sign_in
from watchlist.text.normal_form import mapped_form
from watchlist.text.tokens import script_of

if TYPE_CHECKING:
    from watchlist.names import WatchedName
    from watchlist.text.tokens import Tokens

_QUOTES = frozenset(DOUBLE_QUOTES + SINGLE_QUOTES)
_CLOSES = {"«": "»", "“": "”", "„": "“", "‘": "’", "(": ")", "[": "]", '"': '"', "״": "״", "'": "'"}
_LONGEST_SIGN = 4
_SET_APART = re.compile(r"['’ʼ´`]\w{1,12}\b")


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
    if name.text[0].isalnum():
        return start
    before = tokens.text[max(start - _LONGEST_SIGN, 0) : start]
    same = (length for length in range(1, len(before) + 1) if _is_sign(before[-length:], name.opening))
    return start - next(same, 0)


def end_of(name: WatchedName, tokens: Tokens, first: int, last: int) -> int:
    """The end of a mention whose last token is ``last``."""
    end, tail = tokens.ends[last], language_of(script_of(tokens.words[last])).tail
    after = tokens.text[end : end + _LONGEST_SIGN]
    if not name.text[-1].isalnum():
        for length in range(1, len(after) + 1):
            if _is_sign(after[:length], name.closing):
                return end + length
    if first != last and (length := _closing(tokens.text[tokens.starts[first] : end], after)):
        return end + length
    match = tail.match(tokens.text, end) if tail else None
    return match.end() if match else end


def set_apart(name: WatchedName, tokens: Tokens, last: int) -> str:
    """The ending that an apostrophe sets apart from token ``last``, also where it is no part of the mention: ``’s``."""
    has_tail = name.text[-1].isalnum() and language_of(script_of(tokens.words[last])).tail
    match = _SET_APART.match(tokens.text, tokens.ends[last]) if has_tail else None
    return match[0] if match else ""


def _is_sign(found: str, listed: str) -> bool:
    return found == listed or sign_in(found) == sign_in(listed) != ""


def _closing(inside: str, after: str) -> int:
    """The length of what ends a quotation or bracket that was opened within a mention, as in تنظيم «الدولة»."""
    sign = after.lstrip()[:1]
    if not any(sign == end and _is_open(inside, start, end) for start, end in _CLOSES.items()):
        return 0
    length = after.index(sign) + 1
    return length + (sign == "'" == after[length : length + 1])


def _is_open(inside: str, start: str, end: str) -> bool:
    at = inside.find(start) if start == end else inside.rfind(start)
    return at > 0 and not inside[at - 1].isalnum() and (start == end or end not in inside[at:])
