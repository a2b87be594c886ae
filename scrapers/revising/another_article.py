"""Whether a page shows another article than the one that its feed told of, or its address had before. Pure.

An outlet's title and the headline of its page seldom share no word for one event. Where they do, the text decides: a
page repeats some of its teaser. Editors write teasers in words of their own, so without a headline it must repeat none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.revising.deciding import Edit, Version

# Another site's name, or a title of which nothing is left to compare, proves nothing.
_FEWEST = 3
_FEWEST_TOLD = 8
_SAME_TITLE = 0.25
_SAME_TEXT = 0.4
_REPLACED = 0.9
# Words are one whatever stands before them in Arabic, or behind them elsewhere.
_BEFORE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|و(?=\w{3}))")
_LONGEST_PREFIXED = 4
_STEM = 5
_COMMON = (
    "على إلى بين بعد قبل خلال التي الذي هذا هذه منذ حتى كما عند ضمن نحو برای این است شده های "
    "the and for with from after over near into that this says said "
    "для как что при под над после это les des une dans pour sur par avec après aux bir ile için olan sonra"
)


def is_another_article(title: str, teaser: str, headline: str, body: str, watched: Iterable[str] = ()) -> bool:
    """Whether a page with this ``headline`` and ``body`` is no article of the title and teaser in its feed.

    ``watched`` names stand in many articles and prove nothing.
    """
    names = _words(" ".join(watched))
    told, own = _words(title) - names, _words(headline) - names
    if not told.isdisjoint(own) and _shared(told, own) >= _SAME_TITLE:
        return False
    all_told, shown = _words(f"{title} {teaser}") - names, _words(f"{headline} {body}")
    if min(len(told), len(own)) >= _FEWEST:
        return _shared(all_told, shown) < _SAME_TEXT
    return len(all_told) >= _FEWEST_TOLD and not own and all_told.isdisjoint(shown)


def is_another_version(edit: Edit, before: Version, after: Version) -> bool:
    """Whether title and text of an article are both other ones now: its outlet has put other news at its address."""
    told, now = _words(before.title), _words(after.title)
    if edit.changed < _REPLACED or min(len(told), len(now)) < _FEWEST:
        return False
    return _shared(told, now) < _SAME_TITLE


def _shared(some: set[str], others: set[str]) -> float:
    """The share of the smaller set, or of those ``some``, that the others have."""
    return len(some & others) / max(1, min(len(some), len(others)))


def _words(text: str) -> set[str]:
    return {_stem(word) for word in normal_words(text) if len(word) >= _FEWEST and word not in _COMMON_WORDS}


def _stem(word: str) -> str:
    bare = _BEFORE.sub("", word) if len(word) > _LONGEST_PREFIXED else word
    return bare[:_STEM]


_COMMON_WORDS = frozenset(normal_words(_COMMON))
