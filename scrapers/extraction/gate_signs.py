"""What a page shows of being something else than an article: its headings, fields, scripts and boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from scrapers.blockers import LOOKED_THROUGH, blocked_by
from scrapers.extraction.gate_phrases import count, marks, phrases, plain
from scrapers.normal_words import normal_words
from scrapers.site_rules.rule import RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.blocks import Block, Blocks
    from scrapers.extraction.body import Body

    Words = tuple[str, ...]

_ANSWERED = 200
_LOCKED = re.compile(r"\"isAccessibleForFree\"\s*:\s*\[?\s*\"?false", re.IGNORECASE)
_ARTICLE = re.compile(r"\"@type\"\s*:\s*\[?\s*\"[^\"]{0,30}(?:Article|BlogPosting)\"")
_PARTS = re.compile(r"\s+[-–—|·•:/]\s+|\s*[|»«]\s*|[.!؟?]\s+")
_AROUND = frozenset({"nav", "header", "footer", "aside"})
# What holds the page itself may be named after the banner that lies over it.
_NO_BOX = frozenset({"html", "body", "main", "article"})
_ROOTS = ("root", "app", "__next", "__nuxt", "___gatsby", "svelte", "app-root")
_LINKED = 0.6
_SHORTEST_WORD = 3
_FEWEST_SHARED = 2
_LEAST_SHARED = 0.25
_LARGE_SCRIPT_CHARACTERS = 20_000
_MANY_SCRIPTS = 3
_LITTLE_TEXT_CHARACTERS = 250


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a page besides its body; texts as ``plain`` gives them.

    ``heads`` are the headings of the first level and the window's title, ``parts`` what separators leave of them;
    ``own`` are the body's lines without those that are only links, or stand only around the page's content or between
    noscript tags, but all lines that a rule for the site has found; ``seen`` is all the text that a reader sees there.
    ``asked`` and ``seen_asked`` are the same without lines that tell of the headline, as news of subscribers does.
    ``in_consent_boxes`` is the share of ``own`` that stands in boxes about consent.
    """

    heads: tuple[str, ...]
    parts: frozenset[str]
    own: str
    seen: str
    asked: str
    seen_asked: str
    title: str
    in_consent_boxes: float
    says_article: bool
    is_locked: bool
    has_password: bool
    is_challenge: bool
    needs_script: bool


def read_signs(tree: HtmlElement, html: str, body: Body, title: str) -> Signs:
    """What a page shows whose body and title were found before."""
    blocks = body.blocks
    heads = [_text(element) for name in ("title", "h1") for element in tree.iter(name)]
    scripts = " ".join(script.text or "" for script in tree.iter("script") if "ld+json" in script.get("type", ""))
    metas = {meta.get("property", "").lower(): meta.get("content", "").lower() for meta in tree.iter("meta")}
    unscripted = plain(" ".join(map(_text, tree.iter("noscript"))))
    links = cache(lambda: {tuple(normal_words(_text(link))) for link in tree.iter("a")})
    is_ruled = body.extractor == RULE
    own = [line for line in body.text.split("\n") if is_ruled or not _is_around(line, blocks, links, unscripted)]
    seen = [block.text for block in blocks.all if not _stands_around(block)]
    headline = _Headline(title)
    return Signs(
        heads=tuple(map(plain, heads)),
        parts=frozenset(plain(part) for head in heads for part in _PARTS.split(head)),
        own=plain("\n".join(own)),
        seen=plain("\n".join(seen)),
        asked=plain("\n".join(line for line in own if not headline.is_told(line))),
        seen_asked=plain("\n".join(line for line in seen if not headline.is_told(line))),
        title=plain(title),
        in_consent_boxes=_share_in_consent_boxes(own, blocks),
        says_article=metas.get("og:type") == "article" or _ARTICLE.search(scripts) is not None,
        is_locked=_LOCKED.search(scripts) is not None or metas.get("article:content_tier") in marks().locked_tiers,
        has_password=any(field.get("type", "").lower() == "password" for field in tree.iter("input")),
        is_challenge=blocked_by(_ANSWERED, {}, html[:LOOKED_THROUGH].encode("utf-8", "replace")) is not None,
        needs_script=_needs_script(tree, blocks.all, unscripted),
    )


class _Headline:
    """The words of a headline that do not belong to what walls say themselves."""

    def __init__(self, title: str) -> None:
        said = {word for phrase in phrases().paywall | phrases().consent for word in phrase.split()}
        self._words = {word for word in plain(title).split() if len(word) >= _SHORTEST_WORD} - said

    def is_told(self, line: str) -> bool:
        """Whether a line tells of it, as news does and nothing that a site asks of its readers."""
        shared = len(self._words.intersection(plain(line).split()))
        return shared >= max(_FEWEST_SHARED, _LEAST_SHARED * len(self._words))


def _is_around(line: str, blocks: Blocks, links: Callable[[], set[Words]], unscripted: str) -> bool:
    """Whether a line of the body is none of the page's own content, as far as the page shows where it stands."""
    words = blocks.words_of(line)
    if places := blocks.of_words(words):
        return all(_stands_around(block) for block in places)
    return not words or words in links() or plain(line) in unscripted


def _stands_around(block: Block) -> bool:
    is_link = block.link_share > _LINKED
    return is_link or any(element.tag in _AROUND for element in (block.element, *block.element.iterancestors()))


def _share_in_consent_boxes(lines: Sequence[str], blocks: Blocks) -> float:
    inside = sum(len(line) for line in lines if _is_boxed(blocks.of_words(blocks.words_of(line))))
    return inside / max(1, sum(map(len, lines)))


def _is_boxed(places: Sequence[Block]) -> bool:
    return bool(places) and all(_is_in_consent_box(block.element) for block in places)


def _is_in_consent_box(element: HtmlElement) -> bool:
    return any(_is_consent_box(each) for each in (element, *element.iterancestors()) if each.tag not in _NO_BOX)


def _is_consent_box(element: HtmlElement) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
    return any(name.startswith(marks().consent_boxes) for name in names)


def _needs_script(tree: HtmlElement, blocks: Iterable[Block], unscripted: str) -> bool:
    """Whether it asks for scripts, has an empty place for what they bring, or is nearly nothing but scripts."""
    if not any(True for _ in tree.iter("script")):
        return False
    asks = count(unscripted, phrases().script) > 0
    return asks or any(_is_empty_root(each) for each in tree.iter("div", "app-root")) or _is_scripts(tree, blocks)


def _is_empty_root(element: HtmlElement) -> bool:
    return (element.get("id") or element.tag) in _ROOTS and not _text(element)


def _is_scripts(tree: HtmlElement, blocks: Iterable[Block]) -> bool:
    scripts = list(_scripts(tree))
    is_large = sum(len(script.text or "") for script in scripts) >= _LARGE_SCRIPT_CHARACTERS
    is_many = sum(bool(script.get("src")) for script in scripts) >= _MANY_SCRIPTS
    return (is_large or is_many) and sum(len(block.text) for block in blocks) < _LITTLE_TEXT_CHARACTERS


def _scripts(tree: HtmlElement) -> Iterator[HtmlElement]:
    return (script for script in tree.iter("script") if "ld+json" not in script.get("type", ""))


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
