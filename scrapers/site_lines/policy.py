"""Which lines of a body are the site's own, and whether the page may bear witness. Pure: what is known comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.site_lines.lines import line_key, word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines that stay and those that go, in the page's order; ``witness``: the lines that it was seen to have."""

    kept: tuple[str, ...]
    removed: tuple[str, ...] = ()
    witness: tuple[bytes, ...] = ()


def judge(lines: Sequence[str], page: bytes, known: Knowledge, day: int) -> Verdict:
    """Judge the body of a page by what other pages of its site have shown."""
    keys = [line_key(line) for line in lines]
    counted = tuple(key for key in dict.fromkeys(keys) if key is not None)
    others = {key: known.other_pages(key, page, day) for key in counted}
    shared = sum(pages > 0 for pages in others.values())
    if not counted or len(lines) > LONGEST_BODY_LINES or shared > NEAR_DUPLICATE * len(counted):
        return Verdict(tuple(lines))
    foreign = [
        place >= FIRST_LINES and key is not None and _is_furniture(line, others[key])
        for place, (line, key) in enumerate(zip(lines, keys, strict=True))
    ]
    removed = tuple(line for line, gone in zip(lines, foreign, strict=True) if gone)
    if sum(map(len, removed)) > MOST_REMOVED * sum(map(len, lines)):
        return Verdict(tuple(lines), witness=counted)
    return Verdict(tuple(line for line, gone in zip(lines, foreign, strict=True) if not gone), removed, counted)


def _is_furniture(line: str, pages: int) -> bool:
    needed = PARAGRAPH_PAGES if pages >= OTHER_PAGES and word_count(line) > PARAGRAPH_WORDS else OTHER_PAGES
    return pages >= needed
