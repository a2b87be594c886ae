"""Cards of other articles: a linked headline with a summary below it, one of several that are made alike."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    Kind = tuple[str, str | None]

_FEWEST_ALIKE = 3
_FARTHEST = 3
_MOST_PARAGRAPHS = 2
_MOST_CHARACTERS = 600
_BOXES = frozenset({"a", "article", "div", "li", "section", "td"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class Cards:
    """The cards of a page; asked of each of its paragraphs, so that what is known of a box is remembered."""

    def __init__(self, tree: HtmlElement) -> None:
        links = _with_boxes(link for link in tree.iter("a") if _leads_elsewhere(link))
        titles = (each for each in tree.iter(*_HEADINGS) if each in links or each.getparent().tag == "a")
        items = (item for item in tree.iter("li") if len(item) > 1 and item[0].tag == "a" and _leads_elsewhere(item[0]))
        self._headed = _with_boxes(titles) | set(items)
        self._alike: dict[HtmlElement, Counter[Kind]] = {}

    def hold(self, element: HtmlElement) -> bool:
        """Whether it stands in a card. Without a box it may be a paragraph below a linked subheading of the article."""
        box = element.getparent()
        for _ in range(_FARTHEST):
            if box is None or box.tag in {"body", "html", "main"}:
                return False
            if box.tag in _BOXES and box in self._headed and _is_beside_alike(box):
                return self._count_alike(box) >= _FEWEST_ALIKE and _is_small(box)
            box = box.getparent()
        return False

    def _count_alike(self, box: HtmlElement) -> int:
        parent = box.getparent()
        if parent not in self._alike:
            self._alike[parent] = Counter(_kind(each) for each in parent if each in self._headed)
        return self._alike[parent][_kind(box)]


def _leads_elsewhere(link: HtmlElement) -> bool:
    """Whether it leads to another page: in a live report each entry has a link to itself."""
    address = link.get("href")
    return address is not None and "#" not in address


def _with_boxes(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """The elements and all that they stand in, each climbed through once."""
    found: set[HtmlElement] = set()
    for element in elements:
        around: HtmlElement | None = element
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


def _is_small(box: HtmlElement) -> bool:
    paragraphs = list(islice(box.iter("p"), _MOST_PARAGRAPHS + 1))
    texts = list(islice(box.itertext(), _MOST_CHARACTERS))
    return len(paragraphs) <= _MOST_PARAGRAPHS and len(" ".join(texts)) <= _MOST_CHARACTERS


def _is_beside_alike(box: HtmlElement) -> bool:
    beside = (box.getprevious(), box.getnext())
    return any(each is not None and _kind(each) == _kind(box) for each in beside)


def _kind(box: HtmlElement) -> Kind:
    return str(box.tag), box.get("class")
