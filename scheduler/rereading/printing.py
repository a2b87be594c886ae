"""Prints what reading pages again came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.rereading.reader import Fate

if TYPE_CHECKING:
    from scheduler.cli.paper import Paper
    from scheduler.rereading.reader import Reread
    from scheduler.rereading.tally import Tally


def print_tally(tally: Tally, paper: Paper, *, wrote: bool, in_full: bool) -> None:
    """The sums; ``in_full`` the articles that change, with the lines that go and come."""
    if in_full:
        for reread in tally.changed:
            _print_article(reread, paper)
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


def _print_article(reread: Reread, paper: Paper) -> None:
    change = reread.change
    if change is None:
        return
    paper.head(f"article {change.article.id}: {', '.join(part for part in change.parts if part != 'text_hash')}")
    paper.line("", change.article.url, indent=2)
    for sign, style, lines in (("-", "red", change.gone), ("+", "green", change.came)):
        for line in lines:
            paper.line(f"{sign} ", line, style=style, indent=2)
    if reread.gained or reread.lost:
        paper.line(f"{reread.gained} mentions gained, {reread.lost} lost", indent=2)
