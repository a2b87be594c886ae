"""The section that readers see an article in: the last step of a trail, or a label right above the headline."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.extraction.furniture import is_furniture
from scrapers.extraction.metadata.tree_text import text_of
from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TRAILS = re.compile(r"crumb|(?<![a-z])path(?![a-z])", re.IGNORECASE)
_BOXES = ("nav", "ol", "ul", "div", "p")
_LABELS = re.compile(r"(?<![a-z])(?:cat(?:egory|egories)?|kategori|section|badge|rubric|topic|channel)(?![a-z])")
_NAMES = re.compile(
    r"(?:القسم|الأقسام|التصنيف|الفئة|الباب|دسته|بخش|بەش|beş|kategori|category|section|rubrique|рубрика|розділ|מדור)\s*[:：]\s*$",
    re.IGNORECASE,
)
_HOMES = ("", "/", "#")
_ARROWS = frozenset({"/", "//", ">", "»", "«", "›", "‹", "→", "←", "\\", "::"})
_MOST_STEPS = 6
_LONGEST_WORDS = 4
_MOST_ABOVE = 4
_MOST_CHILDREN = 8
_LEVELS = 3


def seen_sections(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[str]:
    """What may be the section, the best first."""
    if heading is None:
        return
    title = normal_words(text_of(heading))
    yield from (step for step in _trail(tree, heading) if normal_words(step) != title)
    yield from _label_above(tree, heading)
    yield from _named_below(heading)


def _trail(tree: HtmlElement, heading: HtmlElement) -> list[str]:
    """The steps of the first trail above the headline, the last first, home left out."""
    for box in tree.iter(*_BOXES, heading.tag):
        if box is heading:
            break
        if _TRAILS.search(f"{box.get('class', '')} {box.get('aria-label', '')}") or _is_trail(box):
            links = [link for link in box.iter("a") if _leads_on(link.get("href", ""))]
            return [text for text in map(text_of, reversed(links)) if _is_short(text)]
    return []


def _is_trail(box: HtmlElement) -> bool:
    """Whether it has links alone, the first of them to the front page, and arrows or slashes between them."""
    links = box.findall("a")
    if not 1 < len(links) <= _MOST_STEPS or _leads_on(links[0].get("href", "")):
        return False
    return all((link.tail or "").strip() in _ARROWS for link in links[:-1])


def _leads_on(address: str) -> bool:
    """Whether it is not the front page's."""
    path = re.sub(r"^https?://[^/]+", "", address)
    return path not in _HOMES and not re.fullmatch(r"/?(?:index|default|home)\.\w+|/\w\w/?", path, re.IGNORECASE)


def _label_above(tree: HtmlElement, heading: HtmlElement) -> Iterator[str]:
    """Short lines right above the headline that are marked as a section, or that a link of the menu has too."""
    for element in islice(_above(heading), _MOST_ABOVE):
        label = " ".join((element.text or "").split())
        is_named = _is_marked(element) or _is_in_menu(tree, heading, element, label) if _is_short(label) else False
        if is_named and not is_furniture(label):
            yield label


def _above(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements with text above the headline in its own corner of the page, the nearest first."""
    for box in (heading, *islice(heading.iterancestors(), _LEVELS)):
        for sibling in box.itersiblings(preceding=True):
            if len(sibling) > _MOST_CHILDREN:
                return
            yield from reversed([part for part in sibling.iter() if (part.text or "").strip()])


def _named_below(heading: HtmlElement) -> Iterator[str]:
    """Links below the headline before which a word says that they are the section."""
    for box in islice(heading.itersiblings(), _LEVELS):
        for link in box.iter("a"):
            before, parent = link.getprevious(), link.getparent()
            said = before.tail if before is not None else parent.text if parent is not None else ""
            if _NAMES.search(said or "") and _is_short(text_of(link)):
                yield text_of(link)


def _is_marked(element: HtmlElement) -> bool:
    around = (element, *islice(element.iterancestors(), 1))
    return any(_LABELS.search(each.get("class", "").lower()) for each in around)


def _is_in_menu(tree: HtmlElement, heading: HtmlElement, element: HtmlElement, label: str) -> bool:
    for link in tree.iter("a", heading.tag):
        if link is heading:
            return False
        if link is not element and element not in link and text_of(link) == label:
            return True
    return False


def _is_short(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_WORDS and not any(map(str.isdigit, text))
