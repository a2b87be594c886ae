"""Prints what reading pages again came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.rereading.reader import Fate

if TYPE_CHECKING:
    from scheduler.cli.paper import Paper
    from scheduler.rereading.tally import Changed, Tally


def print_tally(tally: Tally, paper: Paper, *, wrote: bool, in_full: bool) -> None:
    """The sums; ``in_full`` the articles that change, with the lines that go and come."""
    if in_full:
        for article in tally.changed:
            _print_article(article, paper)
        paper.line("")
    if not tally.pages:
        paper.line("No such pages are kept (MARSAD_RAW_PAGE_DAYS says how long they are).")
        return
    changed = tally.fates[Fate.CHANGED]
    paper.line(
        f"{tally.pages} pages read again, {changed} articles {'changed' if wrote else 'would change'}", style="bold"
    )
    if tally.fates[Fate.NOT_READ]:
        paper.line(
            f"{tally.fates[Fate.NOT_READ]} pages could not be read; their articles stay", style="yellow", indent=2
        )
    if tally.fates[Fate.PASSED_OVER]:
        paper.line(f"{tally.fates[Fate.PASSED_OVER]} were forgotten or replaced meanwhile", indent=2)
    if not changed:
        return
    paper.line(
        f"{tally.texts_changed} in their text, {changed - tally.texts_changed} only in what is known of it", indent=2
    )
    paper.line(f"{tally.characters_gone} characters gone, {tally.characters_came} came", indent=2)
    paper.line(f"{tally.mentions_gained} mentions gained, {tally.mentions_lost} lost", indent=2)
    paper.line(f"{tally.alerts} alerts {'go out' if wrote else 'would go out'}", indent=2)


def _print_article(changed: Changed, paper: Paper) -> None:
    paper.head(f"article {changed.article}: {', '.join(part for part in changed.parts if part != 'text_hash')}")
    paper.line("", changed.url, indent=2)
    for sign, style, lines in (("-", "red", changed.gone), ("+", "green", changed.came)):
        for line in lines:
            paper.line(f"{sign} ", line, style=style, indent=2)
    if changed.mentions_gained or changed.mentions_lost:
        paper.line(f"{changed.mentions_gained} mentions gained, {changed.mentions_lost} lost", indent=2)
