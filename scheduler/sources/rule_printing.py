"""Prints what the rules for sites gave on live pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.cli.paper import Paper
    from scheduler.sources.rule_trying import RuleReport, SelectorReport


def print_rules(rules: Iterable[RuleReport], paper: Paper) -> None:
    """Each selector: on how many pages it found something, and the beginning of that."""
    for rule in rules:
        paper.head(f"Rule for {rule.host}, tried on {rule.pages} {'page' if rule.pages == 1 else 'pages'}")
        if not rule.pages:
            paper.line("no page of it could be read", indent=2, style="yellow")
        for selector in rule.selectors:
            _selector(selector, rule.pages, paper)


def _selector(selector: SelectorReport, pages: int, paper: Paper) -> None:
    style = "green" if selector.pages == pages else "yellow"
    paper.line(f"{selector.key:<8}{selector.pages} of {pages}  ", selector.css, indent=2, style=style)
    if selector.excerpt:
        paper.line("", selector.excerpt, indent=18)
