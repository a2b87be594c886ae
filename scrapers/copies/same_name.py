"""Whether some words are the name of the same place or person as others: in other letters, shorter, as initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded_words
from scrapers.copies.house_style import are_by_habit, initials_joined
from scrapers.copies.respelling import are_respellings

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLES: Final = folded_words(
    "al el ash esh as es ad ed an en ar er at et az ez аль эль ал эль эш аш эс ас эд ад эр ар эз аз эн ан"
)


def are_one_name(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of both, as they are compared, may be the name of one place or person."""
    if are_by_habit(name, other):
        return True
    name, other = initials_joined(name), initials_joined(other)
    return _are_spellings(name, other) or _is_short_for(name, other) or _is_short_for(other, name)


def _are_spellings(name: Sequence[str], other: Sequence[str]) -> bool:
    """Word by word; where one has more words, some of the other's are written as one."""
    name, other = _without_articles(name), _without_articles(other)
    if len(name) == len(other):
        return all(map(are_respellings, name, other))
    return are_respellings(_as_one(name), _as_one(other))


def _without_articles(name: Sequence[str]) -> Sequence[str]:
    return tuple(word for word in name if word not in _ARTICLES) or name


def _as_one(name: Sequence[str]) -> str:
    """The words joined; ta marbuta is a ta inside a word."""
    *first, last = name
    return "".join(word[:-1] + "ت" if word[-1] == "ه" else word for word in first) + last


def _is_held(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the other is the name with a word more, as "the city of" it."""
    return len(name) < len(other) and all(any(are_respellings(word, its) for its in other) for word in name)


def _is_short_for(name: Sequence[str], other: Sequence[str]) -> bool:
    """Some of the other's words."""
    return set(name) < set(other) or _is_held(name, other)
