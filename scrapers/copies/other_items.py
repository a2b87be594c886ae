"""Whether an outlet gives an elder's words to another item of its own: then they are no copy of the elder.

A page that could not be read gives what stands on all pages of its site, and the title alone tells the news. An alarm
sounds in the same words as yesterday's. Other outlets give a text the titles and days that they like.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scrapers.copies.respelling import are_respellings
from scrapers.copies.wording import wording_of
from scrapers.reading.dates import is_arabic
from scrapers.reading.keys import names_a_page
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from scrapers.copies.nouns import Text

SHORT_WORDS: Final = 40
_NEARLY_ALL: Final = 0.8
_MOSTLY: Final = 0.5  # of a report a teaser is less
_LITTLE: Final = 0.4
_MOST_TITLE_WORDS: Final = 50
_LEAST_LETTERS: Final = {False: 4, True: 3}  # by whether it is Arabic; shorter words mean little
_LEAST_JOINED: Final = 3


def what_sets_apart(text: Text, elder: Text, likeness: float) -> str:
    """The titles or the days that make it another item, as "3 → 5"; empty where it may be the same one.

    ``likeness`` is how much both bodies have in common, as wholes.
    """
    return other_title(text, elder, likeness) or other_day(text, elder, likeness)


def other_title(text: Text, elder: Text, likeness: float) -> str:
    """The titles, where they tell of two items; empty where they do not."""
    if likeness >= _NEARLY_ALL and tells_other_news(text.title, elder) and not _at_one_address(text, elder):
        return f"{elder.title} → {text.title}"
    return ""


def other_day(text: Text, elder: Text, likeness: float) -> str:
    """The days, where they tell of two items; empty where they do not."""
    if likeness < _MOSTLY or not (is_short(text) or is_short(elder)):
        return ""
    days = _days(text, elder)
    return f"{days[1]} → {days[0]}" if len(set(days)) > 1 and not _is_issued_again(text, elder) else ""


def tells_other_news(title: str, elder: Text) -> bool:
    """Whether the elder has another title, and of what is new in this one little stands in its body.

    A headline that was only written anew tells what the article told already. The text's own body does not count: the
    headline of its page may stand in it. Nor does a single word, which is a label: "Video", "Updated".
    """
    if sum(not word[0].isdecimal() for word in _title_words(title)) <= 1 or not are_other_titles(title, elder.title):
        return False
    known = _title_words(elder.title)
    new = [word for word in _title_words(title) if not _stands_in(word, known)]
    meant = [word for word in new if _means_something(word)] or new
    beginnings = {each for word in wording_of(elder.body).words for each in _beginnings(word)}
    told = sum(not beginnings.isdisjoint(_beginnings(word)) for word in meant)
    return told < len(meant) and told <= max(1, _LITTLE * len(meant))


def are_other_titles(title: str, other: str) -> bool:
    """Whether a good part of the shorter one's words stands not in the longer one, in any spelling; both are known.

    One in other letters may be the same in another language.
    """
    fewer, more = sorted((_title_words(title), _title_words(other)), key=len)
    if not fewer or _letters(fewer) != _letters(more):
        return False
    return 3 * sum(_stands_in(word, more) for word in fewer) < 2 * len(fewer)


def day_of(text: Text) -> date | None:
    """The day on which it was published, by its outlet's word where it gives one, else on which it was seen."""
    at = text.published_at or text.seen_at
    return at.date() if at else None


def is_short(text: Text) -> bool:
    """Whether it has so few words that the same ones may tell of something else another day."""
    return len(wording_of(text.body).words) < SHORT_WORDS


def _days(text: Text, elder: Text) -> tuple[date, ...]:
    """The days of both: when they were published, or seen where either has no date; none where that is not known."""
    published, seen = (text.published_at, elder.published_at), (text.seen_at, elder.seen_at)
    return tuple(at.date() for at in (published if all(published) else seen if all(seen) else ()) if at)


def _is_issued_again(text: Text, elder: Text) -> bool:
    """Whether it is the outlet's item again, under its title and at its address, be it the one that the page gives."""
    if wording_of(text.title).words != wording_of(elder.title).words:
        return False
    return _at_one_address(text, elder) or _at_one_address(replace(text, url=text.canonical_url), elder)


def _at_one_address(text: Text, elder: Text) -> bool:
    return names_a_page(text.url) and url_key(text.url) == url_key(elder.url)


def _title_words(title: str) -> list[str]:
    return list(dict.fromkeys(wording_of(title).words[:_MOST_TITLE_WORDS]))


def _means_something(word: str) -> bool:
    return word[0].isdecimal() or len(word) >= _LEAST_LETTERS[is_arabic("", word)]


def _letters(words: Collection[str]) -> str:
    """Whose letters the longest word has: LATIN, ARABIC."""
    return unicodedata.name(max(words, key=len)[0], "").partition(" ")[0]


def _beginnings(word: str) -> Collection[str]:
    """Four letters of it, as it is and without what Arabic and Hebrew join to the front of words."""
    return {word[:4], *(word[at : at + 4] for at in (1, 2) if len(word) - at >= _LEAST_JOINED)}


def _stands_in(word: str, words: Collection[str]) -> bool:
    return word in words or any(are_respellings(word, its) for its in words)
