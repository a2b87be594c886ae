"""Which lines of a body are the site's own, and whether the page may bear witness. Pure: what is known comes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.site_lines.knowledge import MOST_PAGES
from scrapers.site_lines.lines import line_key, word_count

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scrapers.site_lines.knowledge import Knowledge

# A line on so many other pages of the site is furniture; a paragraph has to recur on clearly more of them.
OTHER_PAGES = 2
PARAGRAPH_WORDS = 30
PARAGRAPH_PAGES = 5
# What is lost with these is the news itself.
FIRST_LINES = 2
# A page that shares more of its lines is a copy of another, an update of it, or no article.
NEAR_DUPLICATE = 0.7
MOST_REMOVED = 0.5
# A text of more lines is no article, and a site's furniture no part of it worth the counting.
LONGEST_BODY_LINES = 400
# Pages that are read side by side do not know of each other: one of the next ones after them tells.
_NEWS_PAGES = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines that stay and those that go, in the page's order; ``witness``: the lines that it was seen to have.

    ``news``: a line that goes has just become known for furniture, and still stands in the pages that showed it first.
    """

    kept: tuple[str, ...]
    removed: tuple[str, ...] = ()
    witness: tuple[bytes, ...] = ()
    news: bool = False


def judge(lines: Sequence[str], page: bytes, known: Knowledge, day: int, before: Collection[str] = ()) -> Verdict:
    """Judge the body of a page by what other pages of its site have shown.

    ``before`` are the lines that were taken away from it when it was read before: they go, whatever is forgotten since.
    """
    gone = {line for line in lines[FIRST_LINES:] if line in before}
    verdict = _judge(
        [*lines[:FIRST_LINES], *(line for line in lines[FIRST_LINES:] if line not in gone)], page, known, day
    )
    return _without(lines, gone, verdict) if gone else verdict


def _without(lines: Sequence[str], gone: set[str], verdict: Verdict) -> Verdict:
    away = gone.union(verdict.removed)
    kept = (*lines[:FIRST_LINES], *(line for line in lines[FIRST_LINES:] if line not in away))
    return replace(verdict, kept=kept, removed=tuple(line for line in lines[FIRST_LINES:] if line in away))


def _judge(lines: Sequence[str], page: bytes, known: Knowledge, day: int) -> Verdict:
    keys = [line_key(line) for line in lines] if len(lines) <= LONGEST_BODY_LINES else []
    counted = tuple(key for key in dict.fromkeys(keys) if key is not None)
    others = {key: known.other_pages(key, page, day) for key in counted}
    shared = sum(pages > 0 for pages in others.values())
    if not counted or shared > NEAR_DUPLICATE * len(counted):
        return Verdict(tuple(lines))
    foreign = [
        place >= FIRST_LINES and key is not None and others[key] >= _needed(line, others[key])
        for place, (line, key) in enumerate(zip(lines, keys, strict=True))
    ]
    removed = tuple(line for line, gone in zip(lines, foreign, strict=True) if gone)
    if sum(map(len, removed)) > MOST_REMOVED * sum(map(len, lines)):
        return Verdict(tuple(lines), witness=counted)
    news = any(
        _is_news(line, others[key]) for line, key, gone in zip(lines, keys, foreign, strict=True) if gone and key
    )
    kept = tuple(line for line, gone in zip(lines, foreign, strict=True) if not gone)
    return Verdict(kept, removed, counted, news)


def _needed(line: str, pages: int) -> int:
    """On how many other pages the line has to stand; the words are counted only where that matters."""
    return PARAGRAPH_PAGES if pages >= OTHER_PAGES and word_count(line) > PARAGRAPH_WORDS else OTHER_PAGES


def _is_news(line: str, pages: int) -> bool:
    return pages < min(_needed(line, pages) + _NEWS_PAGES, MOST_PAGES)
