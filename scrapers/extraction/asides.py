"""Takes away what by its place in the page is not the article: cards over a name, articles within the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_CARD_CLASSES = ("tooltip", "popover", "hovercard", "hover-card", "rollover", "popup")
# One article within another may be the text itself; and where they hold nearly everything, as in a live blog, they are.
_FEWEST_INNER = 3
_LEAST_OUTSIDE_CHARACTERS = 250
_LEAST_OUTSIDE_SHARE = 0.15


def drop_asides(tree: HtmlElement) -> None:
    """Change the tree so that an extractor sees neither."""
    _drop(_hover_cards(tree))
    _drop(_inner_articles(tree))


def _hover_cards(tree: HtmlElement) -> list[HtmlElement]:
    """What pops up over a name: its text stands amid the sentence. The name itself is the outer box or a link."""
    boxes = [box for paragraph in tree.iter("p") for box in paragraph.iter("span", "div") if _is_card(box)]
    return [box for box in boxes if any(map(_is_card, box.iterancestors("span", "div")))]


def _is_card(element: HtmlElement) -> bool:
    classes = element.get("class", "").lower()
    return any(name in classes for name in _CARD_CLASSES)


def _inner_articles(tree: HtmlElement) -> list[HtmlElement]:
    """Articles within an article, which HTML says are comments on it or related to it."""
    outer = [article for article in tree.iter("article") if next(article.iterancestors("article"), None) is None]
    inner = [article for whole in outer for article in whole.iterdescendants("article")]
    if len(inner) < _FEWEST_INNER:
        return []
    inside, whole = _length(article for article in inner if _is_outermost(article)), _length(outer)
    outside = whole - inside
    return inner if outside >= max(_LEAST_OUTSIDE_CHARACTERS, _LEAST_OUTSIDE_SHARE * whole) else []


def _is_outermost(article: HtmlElement) -> bool:
    return sum(1 for _ in article.iterancestors("article")) == 1


def _length(elements: Iterable[HtmlElement]) -> int:
    """Characters of their paragraphs, for scripts and styles are text too."""
    return sum(len(" ".join(p.itertext()).strip()) for element in elements for p in element.iter("p"))


def _drop(elements: list[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
