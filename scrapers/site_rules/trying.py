"""Tries a rule on a page's bytes, selector by selector. Runs in a parser process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapers.charset import decode
from scrapers.extraction import zwnj
from scrapers.extraction.page import tree_of
from scrapers.mojibake import read_back
from scrapers.parsing.results import ParseFailed, ParseReason
from scrapers.reading.cleaning import strip_controls
from scrapers.site_rules.following import follow, removed_text
from scrapers.site_rules.rule import MISSED, Part, RuleDoubt
from scrapers.site_rules.trial import RuleTrial, SelectorTrial

if TYPE_CHECKING:
    from scrapers.site_rules.following import Followed
    from scrapers.site_rules.rule import SiteRule

_EXCERPT = 120


def try_rule(body: bytes, content_type: str | None, rule: SiteRule) -> RuleTrial:
    """What a rule gives on a page; raises ParseFailed (empty) for a blank one."""
    html = read_back(decode(body, content_type))
    tree = tree_of(zwnj.hide(html))
    if tree is None:
        raise ParseFailed(ParseReason.EMPTY)
    doomed = [(css, removed_text(tree, css)) for css in rule.remove]
    found = follow(tree, rule, datetime.now(UTC))
    is_too_much = RuleDoubt.REMOVED_ALL in found.doubts
    removing = [
        SelectorTrial("remove", css, text is not None and not is_too_much, _excerpt(text or "", html))
        for css, text in doomed
    ]
    finding = [
        SelectorTrial(part.value, css, MISSED[part] not in found.doubts, _excerpt(_given(found, part), html))
        for part, css in rule.parts()
    ]
    return RuleTrial((*removing, *finding))


def _given(found: Followed, part: Part) -> str:
    match part:
        case Part.BODY:
            return found.body
        case Part.TITLE:
            return found.title
        case Part.DATE:
            return found.published.isoformat() if found.published else ""
        case Part.AUTHOR:
            return found.author


def _excerpt(text: str, html: str) -> str:
    """The beginning on one line."""
    line = " ".join(strip_controls(zwnj.restore(text[: 2 * _EXCERPT], html)).split())
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"
