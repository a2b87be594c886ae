"""Prints what a replay came to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scheduler.cli.paper import Paper
    from scheduler.replaying.comparing import Comparison, Counts

MOST_RULES = 20
WARNING = "This list would more than double the alerts. Look at the noisiest names before it comes into force."


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """Takes how many are done of how many, and shows it while a person looks."""
    console = Console(stderr=True)
    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("articles")
        yield lambda done, total: progress.update(task, completed=done, total=total)


def print_comparison(comparison: Comparison, since: str, paper: Paper) -> None:
    """The sums, the days, the rules, the names, and a warning when it would be much more."""
    total = comparison.total
    paper.line(f"{comparison.articles} articles of the last {since}", style="bold")
    if comparison.not_matched:
        paper.line(f"{comparison.not_matched} of them could not be matched", style="yellow", indent=2)
    paper.line(f"alerts told {total.before}, with this list {total.after}:", indent=2)
    paper.line(f"{total.gained} gained, {total.lost} lost, {total.unchanged} unchanged", indent=2)
    _table("day", {f"{day}": counts for day, counts in sorted(comparison.days.items())}, paper)
    rules = sorted(comparison.rules.items(), key=lambda pair: (-pair[1].gained - pair[1].lost, -pair[1].after, pair[0]))
    _table("rule", dict(rules[:MOST_RULES]), paper)
    if len(rules) > MOST_RULES:
        paper.line(f"and {len(rules) - MOST_RULES} more rules; --json gives all", indent=2)
    paper.head("Noisiest names, by alerts with this list")
    for noise in comparison.noisiest:
        paper.line(f"{noise.alerts:>7}  {noise.name_id}  ", noise.name if noise.name != noise.name_id else "")
    if comparison.doubles:
        paper.line("")
        paper.line(WARNING, style="bold red")


def _table(heading: str, rows: Mapping[str, Counts], paper: Paper) -> None:
    paper.head(f"   told     new  gained    lost  by {heading}")
    for label, counts in rows.items():
        paper.line(f"{counts.before:>7} {counts.after:>7} {counts.gained:>7} {counts.lost:>7}  {label}")


def record_of(comparison: Comparison) -> dict[str, Any]:
    """The same as one JSON object."""
    days, rules = sorted(comparison.days.items()), sorted(comparison.rules.items())
    return {
        "articles": comparison.articles,
        "not_matched": comparison.not_matched,
        "before": comparison.total.before,
        "after": comparison.total.after,
        **comparison.total._asdict(),
        "days": [{"day": f"{day}", **counts._asdict()} for day, counts in days],
        "rules": [{"rule": rule, **counts._asdict()} for rule, counts in rules],
        "names": [noise._asdict() for noise in comparison.noisiest],
        "more_than_doubles": comparison.doubles,
    }
