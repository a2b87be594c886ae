"""Where the headline stands on a page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scrapers.extraction.metadata.tree_text import is_aside, text_of
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

_HEADING_TAGS = ("h2", "h3", "h4", "div", "span", "font", "td", "p", "b", "strong")
_MOST_HEADINGS = 10
_MOST_ELEMENTS = 5_000
_MOST_CHILDREN = 3
_FEWEST_WORDS = 3
_LONGEST_HEADING = 500


def find_heading(tree: HtmlElement, titles: Sequence[str]) -> HtmlElement | None:
    """Where the headline stands on the page: the ``h1`` that says most of the first of the page's titles.

    Old templates have no ``h1``, or the site's name in it: then it is what says exactly one of the titles.
    """
    headings = [each for each in islice(tree.iter("h1"), _MOST_HEADINGS) if 0 < len(text_of(each)) < _LONGEST_HEADING]
    wanted = set(normal_words(titles[0])) if titles else set()
    shares = [len(wanted.intersection(normal_words(text_of(each)))) for each in headings]
    best = headings[shares.index(max(shares))] if headings else None
    if best is not None and (2 * max(shares) >= len(wanted) or not wanted):
        return best
    standing = _standing(tree, titles)
    return best if standing is None else standing


def _standing(tree: HtmlElement, titles: Iterable[str]) -> HtmlElement | None:
    wanted = {tuple(words) for words in map(normal_words, titles) if len(words) >= _FEWEST_WORDS}
    longest = max(map(len, titles), default=0)
    for element in islice(tree.iter(*_HEADING_TAGS), _MOST_ELEMENTS):
        text = _text_right_in(element)
        words = tuple(normal_words(text)) if len(text) <= 2 * longest else ()
        if words in wanted and not is_aside(element) and words == tuple(normal_words(text_of(element))):
            return element
    return None


def _text_right_in(element: HtmlElement) -> str:
    """The text of the element and of those right in it; what is nested deeper would be read once for each level."""
    if len(element) > _MOST_CHILDREN:
        return ""
    return (element.text or "") + "".join((child.text or "") + (child.tail or "") for child in element)
