"""What a rule finds in a page's tree, before anything else is read of it. Runs in a parser process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from archive.origins import Origin
from scrapers.extraction import zwnj
from scrapers.extraction.metadata.date_lines import read_date_line
from scrapers.extraction.metadata.instants import choose_published
from scrapers.extraction.metadata.record import Metadata, Said
from scrapers.extraction.metadata.tree_text import text_of
from scrapers.extraction.plain_text import paragraphs_of
from scrapers.site_rules.matching import outermost, select
from scrapers.site_rules.rule import MISSED, Part, RuleDoubt
from scrapers.site_rules.selectors import read_selector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.html import HtmlElement

    from scrapers.site_rules.rule import SiteRule

# What an element is asked for where no attribute is named: a date stands in the first, a text in the second.
_DATED = ("datetime", "content")
_TOLD = ("content",)
_MOST_TRIED = 20
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Followed:
    """What a rule found: ``body`` a paragraph a line, nothing where it has no selector or found nothing."""

    body: str = ""
    title: str = ""
    published: datetime | None = None
    author: str = ""
    doubts: tuple[RuleDoubt, ...] = ()

    def over(self, said: Metadata) -> Metadata:
        """What the page says of itself, with what the rule found in its place."""
        origins = said.origins
        return replace(
            said,
            title=self.title or said.title,
            published=self.published or said.published,
            author=self.author or said.author,
            origins=replace(
                origins,
                title=Origin.RULE if self.title else origins.title,
                published=Origin.RULE if self.published else origins.published,
                author=Origin.RULE if self.author else origins.author,
            ),
        )


def follow(tree: HtmlElement, rule: SiteRule | None, now: datetime) -> Followed:
    """Take out of the tree what the rule says is none of the article, then find what it says is."""
    if rule is None:
        return Followed()
    has_removed = _remove(tree, rule)
    found = Followed(
        body="\n".join(_paragraphs(tree, rule.body)),
        title=next(_texts(tree, rule.title, _TOLD), ""),
        published=_date(tree, rule.date, now),
        author=next(_texts(tree, rule.author, _TOLD), ""),
    )
    given = {Part.BODY: found.body, Part.TITLE: found.title, Part.DATE: found.published, Part.AUTHOR: found.author}
    missed = [MISSED[part] for part, _ in rule.parts() if not given[part]]
    return replace(found, doubts=(*missed, *([] if has_removed else [RuleDoubt.REMOVED_ALL])))


def removed_text(tree: HtmlElement, css: str) -> str | None:
    """What a selector would take out of the tree, for whoever tries it; None where it means nothing there."""
    parts = outermost(_elements(tree, css), tree)
    return "\n".join(line for part in parts for line in paragraphs_of(part)) if parts else None


def _remove(tree: HtmlElement, rule: SiteRule) -> bool:
    """Whether what was to go could go: what would leave no text stays where it is."""
    doomed = outermost((each for css in rule.remove for each in _elements(tree, css)), tree)
    if not doomed:
        return True
    if not paragraphs_of(tree, without=frozenset(doomed)):
        return False
    for element in doomed:
        element.drop_tree()
    return True


def _elements(tree: HtmlElement, css: str) -> Iterator[HtmlElement]:
    """What a selector means, but never the whole page."""
    return (each for each in select(tree, read_selector(css)) if each.tag not in {"html", "body"})


def _paragraphs(tree: HtmlElement, css: str | None) -> list[str]:
    parts = outermost(select(tree, read_selector(css)), tree) if css else []
    lines = [line for part in parts for line in paragraphs_of(part)]
    return lines if any(map(_says_something, lines)) else []


def _texts(tree: HtmlElement, css: str | None, usual: Iterable[str]) -> Iterator[str]:
    """What the first elements say: by the attribute that is asked for, else by the usual ones and then in words."""
    if css is None:
        return
    selector = read_selector(css)
    for element in islice(select(tree, selector), _MOST_TRIED):
        asked = [selector.attribute] if selector.attribute else usual
        said = [element.get(name, "").strip() for name in asked]
        texts = said if selector.attribute else [*said, text_of(element)]
        yield from (text[:_LONGEST] for text in texts if _says_something(text))


def _says_something(text: str) -> bool:
    """Whether a reader sees more in it than spaces, joiners and marks of punctuation."""
    return any(map(str.isalnum, text.replace(zwnj.STAND_IN, "")))


def _date(tree: HtmlElement, css: str | None, now: datetime) -> datetime | None:
    """The first date of them that can be believed; words beside it are passed over as in any line of a page."""
    english = (tree.getroottree().getroot().get("lang") or "").lower().startswith("en")
    for text in _texts(tree, css, _DATED):
        found = (
            choose_published([Said(each.text, Origin.RULE)], now) for each in read_date_line(text, english=english)
        )
        if (date := next(filter(None, found), None)) is not None:
            return date.value
    return None
