"""Takes away what by its place in the page is not the article: cards over a name, articles within the article.

Posts of social networks that the article shows are quotations and stay; they are freed of the boxes which extractors
pass over.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.extraction.lengths import shown_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_CARD_CLASSES = ("tooltip", "popover", "hovercard", "hover-card", "rollover", "popup")
# As the networks themselves have their posts embedded, with the post's text inside for readers without scripts.
_POST_CLASSES = re.compile(
    r"(?<![\w-])(?:twitter-(?:tweet|video)|tiktok-embed|fb-post|telegram-post|bluesky-embed|text-post-media)(?![\w-])"
)
_MOST_BESIDE_POST = 50
_FIELDS = frozenset({"radio", "email"})
_FORMS = frozenset({"div", "section", "form", "fieldset", "label", "p", "ul", "ol", "li"})
_MOST_IN_FORM = 250
_MOST_ELEMENTS = 200
_MOST_POSTS = 100
_MOST_IN_QUESTION = 100
_TITLES = frozenset({"h1", "h2"})
_MOST_IN_PROMOTION = 1_000
_FRAMES = frozenset({"div", "figure", "section"})
# One article within another may be the text itself; and where they hold nearly everything, as in a live blog, they are.
_FEWEST_INNER = 3
_LEAST_OUTSIDE_CHARACTERS = 250
_LEAST_OUTSIDE_SHARE = 0.15


def drop_asides(tree: HtmlElement) -> None:
    """Change the tree so that an extractor sees neither, and every post."""
    posts = [box for box in tree.iter("blockquote") if _POST_CLASSES.search(box.get("class", ""))]
    for post in posts[:_MOST_POSTS]:
        _free(post)
    _drop(_hover_cards(tree))
    _drop(_skippable(tree))
    _drop(_boxes_to_fill_in(tree))
    _drop(_inner_articles(tree))


def _free(post: HtmlElement) -> None:
    """Leave out the boxes that hold the post and next to nothing besides."""
    limit = shown_characters(post) + _MOST_BESIDE_POST
    while (box := post.getparent()) is not None and box.tag in _FRAMES and shown_characters(box) <= limit:
        box.drop_tag()


def _hover_cards(tree: HtmlElement) -> list[HtmlElement]:
    """What pops up over a name: its text stands amid the sentence. The name itself is the outer box or a link."""
    boxes = [box for paragraph in tree.iter("p") for box in paragraph.iter("span", "div") if _is_card(box)]
    return [box for box in boxes if any(map(_is_card, box.iterancestors("span", "div")))]


def _is_card(element: HtmlElement) -> bool:
    classes = element.get("class", "").lower()
    return any(name in classes for name in _CARD_CLASSES)


def _skippable(tree: HtmlElement) -> list[HtmlElement]:
    """Boxes that begin with a link to their own end, by which those who listen to the page pass over them."""
    links = (link for link in tree.iter("a") if link.get("href", "")[:1] == "#" and link.getparent().tag in _FRAMES)
    ends = {link.getparent(): link.get("href")[1:] for link in links}
    return [box for box, end in ends.items() if _is_short(box) and end in {part.get("id") for part in box.iter()}]


def _boxes_to_fill_in(tree: HtmlElement) -> list[HtmlElement]:
    """Polls and newsletters amid the text: the largest short box around a field, if no paragraph stands in it."""
    boxes: list[HtmlElement] = []
    judged: set[HtmlElement] = set()
    for field in tree.iter("input"):
        if field.get("type", "").lower() in _FIELDS:
            box = field.getparent()
            while box is not None and box not in judged and _is_form(box):
                judged.add(box)
                boxes.append(box)
                box = box.getparent()
            judged.add(box)
    return boxes


def _is_form(box: HtmlElement) -> bool:
    return box.tag in _FORMS and _is_short(box, _MOST_IN_FORM) and not any(map(_is_article, box.iter()))


def _is_article(element: HtmlElement) -> bool:
    """Whether it may be a part of the article: its title, or a paragraph."""
    return element.tag in _TITLES or (element.tag == "p" and shown_characters(element) > _MOST_IN_QUESTION)


def _is_short(box: HtmlElement, most_characters: int = _MOST_IN_PROMOTION) -> bool:
    few = sum(1 for _ in islice(box.iter(), _MOST_ELEMENTS + 1)) <= _MOST_ELEMENTS
    return few and shown_characters(box) <= most_characters


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
