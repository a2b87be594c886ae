"""Numbers that are told by their size alone: "dozens" is "10+", "tens of thousands" is "10000+".

So that dozens that have become hundreds are another figure, in whatever language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded_words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_TENS: Final = folded_words(
    "عشرات العشرات dozens scores tens десятки десятков десятках десяткам десятками десятків עשרות ده‌ها"
)
_HUNDREDS: Final = folded_words("مئات المئات مئآت hundreds сотни сотні сотен сотнях сотням сотнями сотень מאות صدها")
_THOUSANDS: Final = folded_words(
    "آلاف الآلاف الالوف ألوف thousands тысячи тысяч тысячам тысячах тысячами тисячі тисяч тисячам אלפים אלפי هزاران"
)
_MILLIONS: Final = folded_words(
    "ملايين الملايين millions миллионы миллионов миллионам мільйони мільйонів מיליוני میلیون‌ها"
)
_SIZES: Final = {
    **dict.fromkeys(_TENS, 10),
    **dict.fromkeys(_HUNDREDS, 100),
    **dict.fromkeys(_THOUSANDS, 1_000),
    **dict.fromkeys(_MILLIONS, 1_000_000),
}
_SCALES: Final = {
    **dict.fromkeys(folded_words("ألف هزار thousand тысяч"), 1_000),
    **dict.fromkeys(folded_words("میلیون مليون"), 1_000_000),
}
_OF: Final = "of"
_ONLY_BEFORE_OF: Final = folded_words("tens scores")
_JOINED: Final = ("و", "ب", "ل", "ול", "ו", "ל", "ב")
_SHORTEST: Final = 3
_MORE: Final = "+"
_THOUSAND: Final = 1_000
_MOST_TIMES: Final = 1_000

MAGNITUDES: Final = frozenset({*_SIZES, *(joined + word for joined in _JOINED for word in _SIZES)})


def magnitude_at(words: Sequence[str], start: int, breaks: Container[int] = ()) -> tuple[str, int]:
    """The size that begins at ``start``, and where it ends; ends at ``start`` if there is none."""
    size = _size(words[start])
    at = start + 1
    if not size:
        return "", start
    behind_of = at + 1 if at < len(words) and words[at] == _OF else at
    if words[start] in _ONLY_BEFORE_OF and behind_of == at:
        return "", start
    if behind_of < len(words) and behind_of not in breaks and size < _THOUSAND:
        scale = _size(words[behind_of]) or _SCALES.get(words[behind_of], 0)
        if scale >= _THOUSAND:
            return f"{size * scale}{_MORE}", behind_of + 1
    return f"{size}{_MORE}", at


def _size(word: str) -> int:
    return _SIZES.get(word) or next(
        (
            _SIZES[word[len(joined) :]]
            for joined in _JOINED
            if word.startswith(joined) and word[len(joined) :] in _SIZES
        ),
        0,
    )


def may_be(number: str, other: str) -> bool:
    """Whether one is told by its size alone and the other is a number that may be meant: dozens may be hundreds."""
    vague, exact = sorted((number, other), key=lambda each: not each.endswith(_MORE))
    if not vague.endswith(_MORE) or not exact.isdecimal():
        return False
    least = int(vague.removesuffix(_MORE))
    return least <= int(exact) < least * _MOST_TIMES
