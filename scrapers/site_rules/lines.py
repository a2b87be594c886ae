"""``marsad extract`` by the rules for sites, for whoever tries one on pages that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.commands import answer_of, page_of, url_of
from scrapers.site_rules.rule import RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from scrapers.parsing.results import ExtractedPage
    from scrapers.site_rules.rule import SiteRule, SiteRules

    Answer = Callable[[Mapping[str, Any]], dict[str, Any]]


def extracting_by(rules: SiteRules, otherwise: Answer, tell: Callable[[str], None]) -> Answer:
    """``scrapers.commands.extract_line`` by these rules; an answer whose body no rule has found goes on to another.

    ``tell`` hears of each record that has no rule, or whose rule has missed something.
    """

    def answer(record: Mapping[str, Any]) -> dict[str, Any]:
        url = url_of(record)
        rule = rules.of(url)
        page = page_of(record, rule)
        if said := _amiss(url, rule, page):
            tell(said)
        found = answer_of(record, page)
        return found if page.extractor == RULE else otherwise(found)

    return answer


def _amiss(url: str, rule: SiteRule | None, page: ExtractedPage) -> str:
    if not url:
        return "without an address no rule is the page's; give --url"
    if rule is None:
        return f"no rule is for the host of {url}"
    missed = [warning for warning in page.warnings if warning.startswith("rule_")]
    return f"the rule for {rule.host}: {', '.join(missed)}" if missed else ""
