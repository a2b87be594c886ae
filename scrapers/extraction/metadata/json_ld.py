"""What a page says of its article in JSON-LD (schema.org)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapers.extraction import zwnj
from scrapers.extraction.metadata.json_text import values_in
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    Node = dict[str, Any]

_ARTICLE = re.compile(r"Article$|BlogPosting$|^Report$|^Review$")
_SITES = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
_WRAPPERS = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
_MOST_SCRIPTS = 40
_MOST_CHARACTERS = 1_000_000
_MOST_NODES = 2_000
_DEEPEST = 8
_MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's own node, empty without one; every node by its ``@id``; and what the site calls itself."""

    article: Node
    by_id: dict[str, Node]
    sites: tuple[str, ...]

    def text(self, *names: str) -> str:
        """The first of these properties that the article has as a text."""
        return next((found for name in names for found in _texts(self.article.get(name))), "")

    def people(self) -> list[str]:
        """The names of the article's authors, references resolved."""
        return self._names(self.article.get("author") or self.article.get("creator"))

    def images(self) -> list[str]:
        """The addresses of the article's images."""
        return [url for node in self._nodes(self.article.get("image")) for url in _urls(node)]

    def addresses(self) -> list[str]:
        """What the article calls its own address."""
        page = self.article.get("mainEntityOfPage")
        return [url for node in (self.article, *_listed(page)) for url in _urls(node)]

    def _names(self, value: Any) -> list[str]:  # noqa: ANN401 - any JSON
        return [name for node in self._nodes(value) for name in _name(node)]

    def _nodes(self, value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
        return [self._resolved(node) for node in _listed(value)[:_MOST_PEOPLE]]

    def _resolved(self, node: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(node, dict) and isinstance(node.get("@id"), str) and "name" not in node and "url" not in node:
            return self.by_id.get(node["@id"], node)
        return node


def read_json_ld(tree: HtmlElement, url: str) -> LinkedData:
    """The linked data of a page; of several articles that which has the page's own address, else the first."""
    nodes = list(_walk(_values(tree)))
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    return LinkedData(
        article=_own(articles, url),
        by_id={node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1},
        sites=tuple(_site_names(nodes)),
    )


def _values(tree: HtmlElement) -> Iterator[Any]:
    left = _MOST_CHARACTERS
    scripts = (script for script in tree.iter("script") if "ld+json" in script.get("type", "").lower())
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        text = script.text or ""
        left -= len(text)
        if left < 0:
            return
        yield from values_in(text)


def _walk(values: Iterable[Any]) -> Iterator[Node]:
    """The nodes that may be the article or describe it, in the order of the document."""
    waiting, seen = [(value, 0) for value in values][::-1], 0
    while waiting and seen < _MOST_NODES:
        value, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            waiting += [(part, depth + 1) for part in value[:_MOST_NODES]][::-1]
        elif isinstance(value, dict):
            yield value
            waiting += [(value[name], depth + 1) for name in _WRAPPERS if name in value][::-1]


def _own(articles: list[Node], url: str) -> Node:
    if len(articles) > 1 and url:
        key = url_key(url)
        for node in articles:
            said = [*_urls(node), *(found for page in _listed(node.get("mainEntityOfPage")) for found in _urls(page))]
            if any(url_key(each) == key for each in said):
                return node
    return articles[0] if articles else {}


def _site_names(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if not _SITES.isdisjoint(_kinds(node)):
            yield from _name(node)
        for owner in (*_listed(node.get("publisher")), *_listed(node.get("isPartOf"))):
            yield from _name(owner)


def _kinds(node: Node) -> list[str]:
    kinds = [kind for kind in _listed(node.get("@type")) if isinstance(kind, str)]
    return [re.split(r"[/#:]", kind)[-1] for kind in kinds[:_MOST_PEOPLE]]


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """The texts that stand as the value, in a list, or as a text with its language (``@value``)."""
    for part in _listed(value)[:_MOST_PEOPLE]:
        text = part.get("@value") if isinstance(part, dict) else part
        if isinstance(text, str) and text.strip():
            yield zwnj.hide(" ".join(text.split()))
        elif isinstance(text, int) and not isinstance(text, bool):
            yield str(text)


def _name(node: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    yield from _texts(node.get("name") if isinstance(node, dict) else node)


def _urls(node: Any) -> list[str]:  # noqa: ANN401 - any JSON
    if not isinstance(node, dict):
        return list(_texts(node))
    return [url for name in ("url", "contentUrl", "@id") for url in _texts(node.get(name))]
