"""What readers see on a page: its headline, and the dates and names that stand around it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scrapers.copies import normal_words
from scrapers.extraction.metadata.bylines import is_byline
from scrapers.extraction.metadata.date_lines import read_date_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

_ASIDE = frozenset({"aside", "nav", "footer", "script", "style", "noscript", "template", "button", "select"})
_INLINE = frozenset(["a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "small", "span", "strong", "time", "u"])
_CHANGED_SIGNS = ("modif", "update", "تحديث", "güncel")
_HEADING_TAGS = ("h2", "h3", "h4", "div", "span", "font", "td", "p", "b", "strong")
_MOST_HEADINGS = 10
_MOST_ELEMENTS = 5_000
_MOST_CHILDREN = 3
_FEWEST_WORDS = 3
_MOST_TIMES = 40
_MOST_TEXTS = 40
_TEXTS_BEFORE = 10
_LEVELS_AROUND = 3
_LEVELS_TO_TIMES = 6
_MOST_TIMES_ON_ARTICLE_PAGES = 4
_LONG_TEXT = 120
_LONG_TEXTS = 2
_MOST_WRITERS = 5
_LONGEST_HEADING = 500
_LONGEST_LINE = 200


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
        if words in wanted and not _is_aside(element) and words == tuple(normal_words(text_of(element))):
            return element
    return None


def _text_right_in(element: HtmlElement) -> str:
    """The text of the element and of those right in it; what is nested deeper would be read once for each level."""
    if len(element) > _MOST_CHILDREN:
        return ""
    return (element.text or "") + "".join((child.text or "") + (child.tail or "") for child in element)


def text_of(element: HtmlElement | None) -> str:
    """The element's text on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class Traces:
    """What stands around the headline of a page."""

    def __init__(self, tree: HtmlElement, heading: HtmlElement | None, *, english: bool) -> None:
        self._tree = tree
        self._heading = heading
        self._english = english
        self._read: list[str] | None = None

    def published(self) -> Iterator[str]:
        """Dates of publication, the best first."""
        yield from self._properties("datePublished")
        yield from (when for when, changed in self._times() if not changed)
        lines = list(self._dates())
        for label in ("published", ""):
            yield from (text for text, said in lines if said == label)

    def modified(self) -> Iterator[str]:
        """Dates of the last change."""
        yield from self._properties("dateModified")
        yield from (when for when, changed in self._times() if changed)
        yield from (text for text, label in self._dates() if label == "changed")

    def writers(self) -> Iterator[list[str]]:
        """Lists of names, the best first."""
        marked = self._tree.xpath("//*[@itemprop='author'][not(self::meta)] | //a[@rel='author']")
        yield list(islice((_person(each) for each in marked if not _is_aside(each)), _MOST_WRITERS))
        yield [line for line in self._lines() if is_byline(line)][:1]

    def _properties(self, name: str) -> Iterator[str]:
        for element in self._tree.xpath("//*[@itemprop=$name]", name=name)[:1]:
            yield (
                element.get("datetime")
                or element.get("content")
                or element.get("title")
                or self._unmistakable(text_of(element))
            )

    def _times(self) -> Iterator[tuple[str, bool]]:
        """The times nearest to the headline, and whether each is that of a change."""
        for element in self._nearest_times():
            yield (
                element.get("datetime") or self._unmistakable(text_of(element)),
                _is_change(element),
            )

    def _nearest_times(self) -> list[HtmlElement]:
        if self._heading is None:
            found = _times_in(self._tree)
            return found if len({each.get("datetime", "")[:10] for each in found}) == 1 else []
        for around in islice(self._heading.iterancestors(), _LEVELS_TO_TIMES):
            found = _times_in(around)
            if found:
                is_article = around.tag not in {"body", "html"} or len(found) <= _MOST_TIMES_ON_ARTICLE_PAGES
                return found if is_article else []
        return []

    def _dates(self) -> Iterator[tuple[str, str]]:
        for line in self._lines():
            for date in read_date_line(line, english=self._english):
                yield date.text, date.label

    def _unmistakable(self, text: str) -> str:
        return next((date.text for date in read_date_line(text, english=self._english)), "")

    def _lines(self) -> list[str]:
        if self._read is None:
            self._read = [] if self._heading is None else list(_lines_around(self._heading))
        return self._read


def _person(element: HtmlElement) -> str:
    """The name in an element that is marked as the author; beside it may stand a portrait, a date, a handle."""
    named = element.xpath("(.//*[@itemprop='name'] | .//a)[1]")
    return text_of(named[0] if named else element)[:_LONGEST_LINE]


def _times_in(element: HtmlElement) -> list[HtmlElement]:
    return [each for each in islice(element.iter("time"), _MOST_TIMES) if not _is_aside(each)]


def _is_change(element: HtmlElement) -> bool:
    """Whether the time's own marks, the words right before it or the marks of an element around it alone say so."""
    said = [element.get("class", ""), element.get("itemprop", ""), text_of(element)]
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        is_another = before.tag == "time" or before.find(".//time") is not None
        said += [before.tail or "", "" if is_another else text_of(before)]
    if parent is not None and len(_times_in(parent)) == 1:
        said += [parent.get("class", ""), parent.text or ""]
    plain = " ".join(said)[:_LONGEST_LINE].lower()
    return "publi" not in plain and any(sign in plain for sign in _CHANGED_SIGNS)


def _is_aside(element: HtmlElement) -> bool:
    return any(around.tag in _ASIDE for around in element.iterancestors())


def _lines_around(heading: HtmlElement) -> Iterator[str]:
    """The lines before the headline in its own corner of the page, then those behind it up to the article's text."""
    corner = set(islice(heading.iterancestors(), _LEVELS_AROUND))
    before = heading.xpath(f"preceding::text()[position() <= {_TEXTS_BEFORE}]")
    near = [text for text in before if not corner.isdisjoint(_ancestors(text))]
    behind = heading.xpath(f"following::text()[normalize-space()][position() <= {_MOST_TEXTS}]")
    seen: dict[HtmlElement, bool] = {}
    yield from _lines(near, seen)
    long = 0
    for line in _lines(behind, seen):
        long += len(line) >= _LONG_TEXT
        if long > _LONG_TEXTS:
            return
        yield line


def _ancestors(text: HtmlElement) -> Iterator[HtmlElement]:
    parent = text.getparent()
    return parent.iterancestors() if parent is not None else iter(())


def _lines(texts: Iterable[HtmlElement], seen: dict[HtmlElement, bool]) -> Iterator[str]:
    """The line that each text stands in; in a block of many lines, which breaks set apart, the text alone."""
    for text in texts:
        block = text.getparent()
        while block is not None and block.tag in _INLINE and block.getparent() is not None:
            block = block.getparent()
        if block is None or seen.get(block) or block.tag in _ASIDE or _is_aside(block):
            continue
        if block not in seen:
            line = text_of(block)
            seen[block] = len(line) <= _LONGEST_LINE
            if seen[block]:
                yield line
                continue
        yield " ".join(text.split())[:_LONGEST_LINE]
