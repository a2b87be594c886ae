"""A rule is held to what it missed on pages that show their article, and to nothing else."""

from __future__ import annotations

from dataclasses import replace

from scrapers.parsing.results import ExtractedPage, PageVerdict
from scrapers.site_rules.outcomes import outcome_of
from scrapers.site_rules.rule import Part, RuleDoubt, SiteRule

RULE = SiteRule("enab.example", body=".text", date="time")
PAGE = ExtractedPage("", "", None, None, None)


def test_page_that_hides_the_article_says_nothing_of_the_rule() -> None:
    """A site that shows robots a challenge has not changed its articles."""
    missed = replace(PAGE, warnings=(RuleDoubt.BODY_MISSED,))
    assert outcome_of(RULE, replace(missed, verdict=PageVerdict.BLOCKED), "https://enab.example/1") is None
    assert outcome_of(None, missed, "https://enab.example/1") is None
    outcome = outcome_of(RULE, missed, "https://enab.example/1")
    assert outcome is not None
    assert outcome.missed == {Part.BODY}


def test_doubts_are_read_as_they_crossed_the_border() -> None:
    """A page comes from its parser process as JSON, with plain words for what is doubtful."""
    outcome = outcome_of(RULE, replace(PAGE, warnings=("rule_date_missed", "short_text")), "https://enab.example/1")
    assert outcome is not None
    assert outcome.missed == {Part.DATE}
