"""Numbers that go by while a text stays the same: views and comments, and the hour at which it was issued."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapers.copies.uncounted import without_counters
from scrapers.copies.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_lasting: WeakKeyDictionary[Wording, AbstractSet[str]] = WeakKeyDictionary()


def passes(number: str, wording: Wording) -> bool:
    """Whether the text has this number only where its page counts itself, or tells when it was issued."""
    lasting = _lasting.get(wording)
    if lasting is None:
        words = wording_of(without_counters(wording.text)).words
        lasting = _lasting[wording] = frozenset(word for word in words if word[0].isdecimal())
    return number not in lasting
