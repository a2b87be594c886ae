"""The headline: of what the page calls its article, the part that is the article's and not the site's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.origins import Origin
from scrapers.extraction.metadata.record import Said
from scrapers.normal_words import normal_words
from scrapers.reading.cleaning import clean_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scrapers.extraction.metadata.site_names import SiteNames

# Between a headline and what else stands in a title; a hyphen or colon only between spaces, for both stand in names.
_SEPARATOR = re.compile(r"\s+[-–—|·•:/\\]\s+|\s*[|»«›‹>¦｜]\s*|\s+[-–—]+$|^[-–—]+\s+")
_CUT_SHORT = re.compile(r"\s*(?:\.\.\.|…)$")
_FEWEST_WORDS = 3
_MOST_MARKS = 6
_SHARED = 0.5


def choose_title(said: Sequence[Said[str]], heading: str, window_title: str, names: SiteNames) -> Said[str] | None:
    """The headline of what is ``said`` to machines, best first, the page's own heading and its window's title.

    The window's title is worded for search engines, the heading for readers: what only repeats the one gives way to
    what repeats the other.
    """
    heading = clean_title(heading)
    cleaned = [Said(clean_title(each.value), each.origin) for each in said]
    visible = [text for text in (heading, clean_title(window_title)) if text]
    witnesses = [heading, *(each.value for each in cleaned)]
    shorter = [Said(_own_part(each.value, witnesses, names), each.origin) for each in cleaned if each.value]
    shorter = [each for each in shorter if not names.include(each.value)]
    if not shorter:
        return _from_page(visible, heading, names)
    chosen = shorter[0]
    if _same(chosen.value, _own_part(clean_title(window_title), [chosen.value], names)):
        chosen = next((each for each in shorter if _same(each.value, heading)), chosen)
    return _whole(chosen, [*shorter, Said(heading, Origin.PAGE)])


def _from_page(visible: Sequence[str], heading: str, names: SiteNames) -> Said[str] | None:
    """The heading, unless the window's title says something else: then it is not the article's."""
    parts = [_own_part(text, [heading], names) for text in visible]
    parts = [part for part in parts if part and not names.include(part)]
    if not parts:
        return None
    is_heading = len(parts) == 1 or _overlap(*parts[:2]) >= _SHARED
    return Said(parts[0 if is_heading else -1], Origin.PAGE)


def _overlap(one: str, other: str) -> float:
    words = set(normal_words(one))
    return len(words.intersection(normal_words(other))) / max(1, len(words))


def _own_part(title: str, witnesses: Iterable[str], names: SiteNames) -> str:
    """The title without site and section: the part that another place gives whole, else what is left of the site."""
    parts = list(pieces(title))
    if len(parts) == 1:
        return title
    known = {tuple(normal_words(witness)) for witness in witnesses if witness != title}
    for piece in sorted(parts[1:], key=len, reverse=True):
        words = tuple(normal_words(piece))
        if words in known and _is_headline(piece, title):
            return piece
    return _without_site(title, names)


def _without_site(title: str, names: SiteNames) -> str:
    while True:
        match = _marks(title)
        if not match:
            return title
        head, tail = title[: match[-1].start()], title[match[-1].end() :]
        first, rest = title[: match[0].start()], title[match[0].end() :]
        if head and (not tail or names.include(tail)):
            title = head
        elif rest and (not first or names.include(first)):
            title = rest
        else:
            return title


def pieces(title: str) -> Iterable[str]:
    """The title, and every stretch of it between two separators."""
    marks = _marks(title)[:_MOST_MARKS]
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(title)]
    yield title
    for at, start in enumerate(starts):
        for end in ends[at:]:
            if (start, end) != (0, len(title)):
                yield title[start:end]


def _marks(title: str) -> list[re.Match[str]]:
    """What separates the title's parts; guillemets that open and close are quotation marks."""
    is_quoting = 0 <= title.find("«") < title.rfind("»")
    return [mark for mark in _SEPARATOR.finditer(title) if not (is_quoting and mark[0].strip() in {"«", "»"})]


def _is_headline(piece: str, title: str) -> bool:
    """Whether a part of a title is long enough to be the headline and not the name of a section."""
    return len(normal_words(piece)) >= _FEWEST_WORDS or 2 * len(piece) >= len(title)


def _whole(title: Said[str], others: Iterable[Said[str]]) -> Said[str]:
    """The title in full where it was cut short and another place has all of it."""
    if not _CUT_SHORT.search(title.value):
        return title
    start = _CUT_SHORT.sub("", title.value)
    longer = (other for other in others if other.value.startswith(start) and not _CUT_SHORT.search(other.value))
    return next(longer, title)


def _same(one: str, other: str) -> bool:
    return bool(other) and normal_words(one) == normal_words(other)
