"""Title, author and date from what a page says about itself to machines: JSON-LD (schema.org) and meta elements."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|NewsReport|Report$")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "dc.date.issued",
)
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "dc.creator")
_SEPARATORS = ("-", "–", "—", "|", "：", "·", "»")
_WEB_ADDRESS = re.compile(r"^(?:https?:)?//")
_DEPTH_LIMIT = 6
_AUTHORS_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article."""

    title: str = ""
    author: str | None = None
    published: datetime | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there is no need to look for traces elsewhere in the page."""
        return bool(self.title) and self.published is not None


def read_metadata(tree: HtmlElement) -> Metadata:
    """The article's metadata; JSON-LD before meta elements, for it names the article and not the site."""
    articles = list(_articles(tree))
    metas = _metas(tree)
    titles = [_string(a.get("headline")) for a in articles] + [_string(metas.get(name)) for name in _TITLE_NAMES]
    authors = [_names(a.get("author")) for a in articles] + [_author(metas.get(name)) for name in _AUTHOR_NAMES]
    dates = [_string(a.get("datePublished")) for a in articles] + [_string(metas.get(name)) for name in _DATE_NAMES]
    return Metadata(
        title=_without_site(_first(titles), _string(metas.get("og:site_name"))),
        author=_first(authors) or None,
        published=_first_date(dates),
    )


def _without_site(title: str, site: str) -> str:
    """The title without the name of its site behind a dash or bar."""
    shorter = title.removesuffix(site).rstrip() if site else title
    return shorter.rstrip("".join(_SEPARATORS)).rstrip() if shorter.endswith(_SEPARATORS) else title


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            found.setdefault(name.strip().lower(), element.get("content"))
    return found


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                parsed = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _walk(parsed, 0)


def _walk(node: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    if depth > _DEPTH_LIMIT:
        return
    if isinstance(node, list):
        for part in node:
            yield from _walk(part, depth + 1)
    elif isinstance(node, dict):
        if _ARTICLE_TYPE.search(str(node.get("@type", ""))):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(node.get(key), depth + 1)


def _string(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(value: Any) -> str:  # noqa: ANN401 - any JSON
    people = value if isinstance(value, list) else [value]
    names = [_author(p.get("name") if isinstance(p, dict) else p) for p in people[:_AUTHORS_LIMIT]]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _author(value: object) -> str:
    name = _string(value)
    return "" if _WEB_ADDRESS.match(name) else name


def _first(values: list[str]) -> str:
    return next((value for value in values if value), "")


def _first_date(values: list[str]) -> datetime | None:
    return next((instant for value in values if (instant := _instant(value)) is not None), None)


def _instant(value: str) -> datetime | None:
    """An ISO 8601 date; without a zone it is taken as UTC."""
    try:
        instant = datetime.fromisoformat(value)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
