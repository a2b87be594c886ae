"""A site's rule as it is handed to the parser process with a page, and which rule is a page's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The name of the extractor whose text a body is that a rule found.
RULE = "rule"


class Part(StrEnum):
    """What a selector finds; each is asked for by itself."""

    BODY = "body"
    TITLE = "title"
    DATE = "date"
    AUTHOR = "author"


class RuleDoubt(StrEnum):
    """What went wrong with a rule on a page, where the usual extraction stood in; docs/operations.md explains each."""

    BODY_MISSED = "rule_body_missed"
    TITLE_MISSED = "rule_title_missed"
    DATE_MISSED = "rule_date_missed"
    AUTHOR_MISSED = "rule_author_missed"
    REMOVED_ALL = "rule_removed_all"


MISSED = {
    Part.BODY: RuleDoubt.BODY_MISSED,
    Part.TITLE: RuleDoubt.TITLE_MISSED,
    Part.DATE: RuleDoubt.DATE_MISSED,
    Part.AUTHOR: RuleDoubt.AUTHOR_MISSED,
}


@dataclass(frozen=True, slots=True)
class SiteRule:
    """CSS selectors for the pages of ``host``, in its canonical spelling, and of the hosts below it."""

    host: str
    body: str | None = None
    remove: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    author: str | None = None

    def parts(self) -> Iterator[tuple[Part, str]]:
        """The selectors that are to find something on each page of the site."""
        for part in Part:
            css = getattr(self, part.value)
            if css is not None:
                yield part, css


class SiteRules:
    """The rules of a configuration; whoever has a page asks for its rule by the page's final address."""

    def __init__(self, rules: Iterable[SiteRule] = ()) -> None:
        self._by_host = {rule.host: rule for rule in rules}

    def of(self, url: str) -> SiteRule | None:
        """The rule of the host, else of the nearest host above it that has one; None where there is none."""
        host = host_of(url) if self._by_host else ""
        while host:
            if (rule := self._by_host.get(host)) is not None:
                return rule
            host = host.partition(".")[2]
        return None


class RulesInForce:
    """The rules that are asked for now; exchanged whole when the configuration changes."""

    def __init__(self, rules: SiteRules | None = None) -> None:
        self._rules = rules or SiteRules()

    def of(self, url: str) -> SiteRule | None:
        """See ``SiteRules.of``."""
        return self._rules.of(url)

    def replace(self, rules: SiteRules) -> None:
        """Put these in force: they hold for the next page."""
        self._rules = rules
