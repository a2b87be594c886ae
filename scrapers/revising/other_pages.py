"""Whether what stands at an article's address by now is another page, and no edit of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.extraction.gate_phrases import count, phrases, plain
from scrapers.revising.deciding import Edit, Verdict, Version
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# Where a page says that it is none: its headline, below the feed's title.
_HEADLINES = 2


def shows_other_page(edit: Edit, after: Version, known: Iterable[str], found: Iterable[str]) -> bool:
    """Whether a rewritten text is none of the article's.

    ``known`` are the addresses at which the article was found, ``found`` those of the page that stands there now, none
    where it has none. What says that the article is corrected or taken back counts wherever that leads.
    """
    if edit.verdict is not Verdict.REVISED or not edit.is_rewritten:
        return False
    return _is_elsewhere(known, found) or any(map(_says_nothing_is_here, list(after.lines())[:_HEADLINES]))


def _is_elsewhere(known: Iterable[str], found: Iterable[str]) -> bool:
    old, new = ({url_key(url) for url in urls if url} for urls in (known, found))
    return bool(new) and old.isdisjoint(new)


def _says_nothing_is_here(line: str) -> bool:
    said = plain(line)
    return count(said, phrases().not_found) > 0 or said.strip() in _WHOLE


_WHOLE = frozenset(phrase.strip() for phrase in phrases().not_found_whole | phrases().login_whole)
