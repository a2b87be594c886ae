"""What became of a site's rule on a page: of which of its parts it found nothing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.parsing.results import PageVerdict
from scrapers.site_rules.rule import MISSED, Part

if TYPE_CHECKING:
    from scrapers.parsing.results import ExtractedPage
    from scrapers.site_rules.rule import SiteRule

# What hides the article hides it from the rule too.
_HIDDEN = frozenset(
    {PageVerdict.BLOCKED, PageVerdict.SOFT_404, PageVerdict.LOGIN_PAGE, PageVerdict.COOKIE_WALL, PageVerdict.PAYWALL}
)


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What became of the rule of the page at ``url``: which of its parts it found nothing for."""

    rule: SiteRule
    url: str
    missed: frozenset[Part]


def outcome_of(rule: SiteRule | None, page: ExtractedPage, url: str) -> RuleOutcome | None:
    """What became of a page's rule; None where there was none, or where something hid the article."""
    if rule is None or page.verdict in _HIDDEN:
        return None
    return RuleOutcome(rule, url, frozenset(part for part in Part if MISSED[part] in page.warnings))
