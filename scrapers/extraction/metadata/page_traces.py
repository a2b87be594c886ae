"""What readers see around a headline: the dates and names of its article."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.extraction.metadata.bylines import is_byline
from scrapers.extraction.metadata.date_lines import ISSUE, MARK, other_words, read_date_line
from scrapers.extraction.metadata.lines_around import lines_around
from scrapers.extraction.metadata.tree_text import is_aside, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_CHANGED_SIGNS = ("modif", "update", "تحديث", "güncel")
_PERSON = re.compile(r"(?<![a-z])(?:user|author|person|pen|pencil|writer)(?![a-z])")
_TEXTS_ABOVE = 400
_LEVELS_TO_ICONS = 4
_MOST_TIMES = 40
_LEVELS_TO_TIMES = 6
_MOST_TIMES_ON_ARTICLE_PAGES = 4
_MOST_WRITERS = 5
_LONGEST_LINE = 200


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
        yield list(islice((_person(each) for each in marked if not is_aside(each)), _MOST_WRITERS))
        yield [piece for line in self._lines() for piece in MARK.split(line) if is_byline(piece)][:1]
        yield list(islice(filter(str.strip, self._beside_icons()), 1))

    def issue_days(self) -> Iterator[str]:
        """Dates of a paper's issue, which stand anywhere above the headline."""
        above = [] if self._heading is None else self._heading.xpath(f"preceding::text()[position() <= {_TEXTS_ABOVE}]")
        for text in above:
            if not ISSUE.isdisjoint(other_words(text[:_LONGEST_LINE])):
                yield from (date.text for date in read_date_line(" ".join(text.split()), english=self._english))

    def _beside_icons(self) -> Iterator[str]:
        """What stands beside the sign of a person or a pen near the headline."""
        corner = set(islice(self._heading.iterancestors(), _LEVELS_TO_ICONS)) if self._heading is not None else set()
        for icon in self._tree.iter("i", "svg") if corner else ():
            is_near = any(box in corner for box in icon.iterancestors() if box.tag != "body")
            if is_near and _PERSON.search(icon.get("class", "")) and not is_aside(icon):
                yield text_of(icon.getparent())[:_LONGEST_LINE] if len(icon.getparent()) == 1 else (icon.tail or "")

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
            self._read = [] if self._heading is None else list(lines_around(self._heading))
        return self._read


def _person(element: HtmlElement) -> str:
    """The name in an element that is marked as the author; beside it may stand a portrait, a date, a handle."""
    named = element.xpath("(.//*[@itemprop='name'] | .//a)[1]")
    return text_of(named[0] if named else element)[:_LONGEST_LINE]


def _times_in(element: HtmlElement) -> list[HtmlElement]:
    return [each for each in islice(element.iter("time"), _MOST_TIMES) if not is_aside(each)]


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
