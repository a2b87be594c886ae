"""Whoever writes a rule sees what each of its selectors gives on a page."""

from __future__ import annotations

import pytest

from scrapers.parsing.pool import Parsers
from scrapers.parsing.results import ParseFailed
from scrapers.site_rules.rule import SiteRule
from scrapers.site_rules.trying import try_rule
from tests.scrapers.documents import PARAGRAPHS, page

RULE = SiteRule("enab.example", body="article, p", remove=(".ad", ".gone"), title="h1", date=".when", author=".by")
HTML = page(title="هدوء\u200c في هجين").replace("</h1>", "</h1><div class=ad>إعلان</div><i class=when>12/3/2025</i>")


async def test_each_selector_is_told() -> None:
    """In the order in which they are followed; what found nothing says so, and joiners come back."""
    parsers = Parsers()
    try:
        trial = await parsers.try_rule(HTML.encode(), "text/html; charset=utf-8", RULE)
    finally:
        await parsers.stop()
    told = [(each.key, each.css, each.found) for each in trial.selectors]
    assert told == [
        ("remove", ".ad", True), ("remove", ".gone", False), ("body", "article, p", True), ("title", "h1", True),
        ("date", ".when", True), ("author", ".by", False),
    ]  # fmt: skip
    excerpts = [each.excerpt for each in trial.selectors]
    assert excerpts[0] == "إعلان"
    assert excerpts[2].endswith("…")
    assert PARAGRAPHS[0][:30] in excerpts[2]
    assert excerpts[3:] == ["هدوء\u200c في هجين", "2025-03-12T00:00:00+00:00", ""]


def test_taking_all_away_is_no_find() -> None:
    """Nothing was taken out, so the selector is to be mended."""
    (found,) = try_rule(HTML.encode(), None, SiteRule("enab.example", remove=("*",))).selectors
    assert not found.found


def test_blank_page_fails() -> None:
    """There is nothing to try a rule on."""
    with pytest.raises(ParseFailed):
        try_rule(b" ", None, RULE)
