"""A page's text in blocks: what stands between two borders of block elements, in the order of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from scrapers.extraction.captions import LONGEST_CAPTION_WORDS, is_in_caption
from scrapers.extraction.cards import Cards
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Words = tuple[str, ...]

_BORDERS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main"}
    | {"nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul"}
)
_CUTTING = _BORDERS | {"br"}
_SILENT = frozenset({"button", "head", "iframe", "math", "noscript", "script", "select", "style", "svg", "template"})
_NO_ELEMENT = frozenset([etree.Comment, etree.ProcessingInstruction, etree.Entity])
_PASSED_OVER = _SILENT | _NO_ELEMENT
_BESIDE_CLASSES = re.compile(
    r"caption|credit|copyright|byline|author|share|social|related|breadcrumb|promo|newsletter|subscribe|comment|toolbar"
    r"|\btags?\b|menu|\bnav|\bdate|\btime|advert|banner|cookie|paywall|recommend|sponsor|rating"
)
# Nothing that a person wrote is nested deeper; what is, is read as if it were not there.
_DEEPEST = 200
_MOST_PLACES = 8


class Block(NamedTuple):
    """A stretch of text: ``words`` are its normal words, ``link_share`` the part of its characters that is linked."""

    text: str
    words: Words
    link_share: float
    element: HtmlElement

    @property
    def names(self) -> str:
        """Class, id and itemprop of its element and of the two around it, in lower case."""
        around = (self.element, *islice(self.element.iterancestors(), 2))
        inner = [element for element in around if element.tag not in {"article", "body", "main"}]
        said = [element.get(name, "") for element in inner for name in ("class", "id", "itemprop")]
        return " ".join(said).lower()

    @property
    def is_beside(self) -> bool:
        """Whether its classes say that it stands beside the text: a byline, a share bar, a box of related articles."""
        return _BESIDE_CLASSES.search(self.names) is not None

    @property
    def is_caption(self) -> bool:
        """Whether it stands under or beside a picture."""
        return len(self.words) <= LONGEST_CAPTION_WORDS and is_in_caption(self.element)


class Blocks:
    """All blocks of a page."""

    def __init__(self, tree: HtmlElement) -> None:
        reader = _Reader()
        reader.read(tree, tree.tag)
        self.all = reader.blocks
        self._tree = tree
        self._words: dict[str, Words] = {}

    def words_of(self, line: str) -> Words:
        """The normal words of a body's line, as a block's are; each line is asked for by several steps."""
        if (words := self._words.get(line)) is None:
            words = self._words[line] = tuple(normal_words(line))
        return words

    @cached_property
    def cards(self) -> Cards:
        """The page's cards of other articles."""
        return Cards(self._tree)

    @cached_property
    def places(self) -> dict[Words, list[int]]:
        """The places in ``all`` of each text."""
        found: dict[Words, list[int]] = defaultdict(list)
        for place, block in enumerate(self.all):
            found[block.words].append(place)
        return found

    def of_words(self, words: Words) -> list[Block]:
        """The blocks of a text; one that stands in many places is judged by the first."""
        return [self.all[place] for place in self.places.get(words, ())[:_MOST_PLACES]]

    @cached_property
    def headings(self) -> frozenset[Words]:
        """The texts of the first-level headings."""
        return frozenset(block.words for block in self.all if block.element.tag == "h1")


class _Reader:
    """Walks through a tree and cuts its text at the borders."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._linked = 0

    def read(self, element: HtmlElement, tag: str, *, linked: bool = False, depth: int = 0) -> None:
        """The blocks in an element; ``linked``: it stands in a link. Once for each element of a page, so it counts."""
        if text := element.text:
            self._take(text, linked=linked)
        for child in element:
            child_tag = child.tag
            if self._pieces and child_tag in _CUTTING:
                self._cut(element)
            if child_tag not in _PASSED_OVER and depth < _DEEPEST:
                is_link = linked or (child_tag == "a" and child.get("href") is not None)
                self.read(child, child_tag, linked=is_link, depth=depth + 1)
            if tail := child.tail:
                self._take(tail, linked=linked)
        if self._pieces and tag in _BORDERS:
            self._cut(element)

    def _take(self, text: str, *, linked: bool) -> None:
        if not text.isspace():
            self._pieces.append(text)
            self._linked += len(text.strip()) if linked else 0
        elif self._pieces:
            self._pieces.append(" ")

    def _cut(self, element: HtmlElement) -> None:
        text = " ".join("".join(self._pieces).split())
        words = tuple(normal_words(text))
        if words:
            self.blocks.append(Block(text, words, self._linked / len(text), element))
        self._pieces.clear()
        self._linked = 0
