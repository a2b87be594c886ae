"""Prints an explanation for a person."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from alerts.excerpts import excerpts, whole
from scheduler.explaining.copy_lines import print_copies
from scheduler.explaining.fate_lines import print_fate
from scheduler.explaining.subject import Place
from scrapers.read_rendered import RENDERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from archive.origins import Origin
    from archive.page_tries import PageTries
    from archive.revisions import Revision
    from scheduler.cli.paper import Paper
    from scheduler.explaining.explaining import Report
    from scheduler.explaining.subject import Subject
    from watchlist.explanation import MentionReason, RuleReason

MOST_MENTIONS = 50
_TITLE_LIMIT = 500
_MOST_REMOVED = 5
_REMOVED_LIMIT = 300
_STATUS_STYLES = {True: "green", False: "yellow"}


def print_report(report: Report, paper: Paper) -> None:
    """The article, its copies, the mentions, the rules, and what would be sent."""
    _article(report.subject, paper)
    print_copies(report.copies, paper)
    _mentions(report, paper)
    _rules(report, paper)
    paper.head("What would be sent")
    for fate in report.fates:
        print_fate(fate, report, paper)
    if not report.fates:
        paper.line("nothing: no rule holds", indent=2)


def _article(subject: Subject, paper: Paper) -> None:
    paper.line(_origin(subject), style="bold")
    origins = subject.origins
    paper.fact("title", _from(subject.title, origins.title))
    paper.fact("byline", _from(subject.author, origins.author))
    paper.fact("date", _from(_time(subject.published_at), origins.published))
    for label, value, origin in (
        ("changed", subject.modified_at and _time(subject.modified_at), origins.modified),
        ("section", subject.section, origins.section),
        ("own address", subject.canonical_url, origins.canonical_url),
        ("image", subject.image_url, origins.image_url),
    ):
        if value:
            paper.fact(label, _from(value, origin))
    paper.fact("language", subject.language or "-")
    paper.fact("body", f"{len(subject.body)} characters, from the {subject.body_source}{_because(subject)}")
    if subject.page_tries:
        paper.fact("read again", _tries(subject.page_tries))
    if subject.revisions:
        paper.fact("edited", _edits(subject.revisions))
    if subject.extractor:
        paper.fact("extractor", f"{subject.extractor}; {_removed(subject)}")
    if RENDERED in subject.warnings:
        paper.fact("rendered", "by the browser, as the page's scripts fill it")
    if doubts := [warning for warning in subject.warnings if warning != RENDERED]:
        paper.fact("doubtful", ", ".join(doubts))
    if subject.source.name:
        paper.fact("source", subject.source.name)
    if subject.url:
        paper.fact("address", subject.url)


def _origin(subject: Subject) -> str:
    if subject.origin is Place.ARCHIVE:
        more = f"; {subject.others} more with this address" if subject.others else ""
        return f"Article {subject.number} of the archive, committed {_time(subject.committed_at)}{more}"
    return "Page fetched now; it is not in the archive" if subject.origin is Place.FETCHED else "Article of a file"


def _because(subject: Subject) -> str:
    return "" if subject.page_status == "ok" else f" (the page: {subject.page_status})"


def _removed(subject: Subject) -> str:
    """How much of its text was taken away, and the beginning of what it was."""
    if not subject.removed_lines:
        return "nothing taken away"
    number, first = len(subject.removed_lines), " | ".join(subject.removed_lines[:_MOST_REMOVED])
    cut = " ..." if number > _MOST_REMOVED or len(first) > _REMOVED_LIMIT else ""
    lines = "line" if number == 1 else "lines"
    return f"{subject.removed_share:.0%} taken away, {number} {lines}: {first[:_REMOVED_LIMIT]}{cut}"


def _tries(tries: PageTries) -> str:
    """How often the page was read again, with what success, and when next."""
    number = {0: "not yet", 1: "once"}.get(tries.tries, f"{tries.tries} times")
    last = f", last at {_time(tries.tried_at)} ({tries.status})" if tries.tried_at else ""
    return f"{number}{last}; {f'next at {_time(tries.due_at)}' if tries.due_at else 'no more'}"


def _edits(revisions: Sequence[Revision]) -> str:
    """How often it was edited, and how much the last time."""
    last, number = revisions[-1], {1: "once"}.get(len(revisions), f"{len(revisions)} times")
    return f"{number}, last at {_time(last.replaced_at)} ({last.changed:.0%} changed)"


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "-"


def _from(value: str | None, origin: Origin | None) -> str:
    """A part of the metadata, and who said it; of articles kept before that was noted, nothing is known."""
    return f"{value} ({origin})" if value and origin else value or "-"


def _mentions(report: Report, paper: Paper) -> None:
    reasons, number = report.explanation.mentions, len(report.explanation.evaluation.mentions)
    paper.head(f"Mentions: {number}")
    for at, reason in enumerate(reasons[:MOST_MENTIONS], start=1):
        _mention(at, reason, report.subject, paper)
    if number > MOST_MENTIONS:
        given = "all" if number == len(reasons) else f"the first {len(reasons)}"
        paper.line(f"and {number - MOST_MENTIONS} more; --json gives {given}", indent=2)


def _mention(number: int, reason: MentionReason, subject: Subject, paper: Paper) -> None:
    mention = reason.mention
    where = "title" if mention.field == "title" else f"text at {mention.start}"
    verdict = _verdict(reason)
    paper.line(f"{number}. {mention.name_id}, {where}: {verdict}", style=_STATUS_STYLES[mention.counts], indent=2)
    paper.marked(_sentence(reason, subject), indent=5)
    paper.fact("listed as", mention.name, indent=5)
    if reason.stripped:
        paper.fact("stripped", reason.stripped, indent=5)
    for number_of_way, line in enumerate(reason.unmet):
        paper.fact("or" if number_of_way else "lacks", line, indent=5)


def _verdict(reason: MentionReason) -> str:
    mention = reason.mention
    if mention.inside is not None:
        return f"part of a longer name ({mention.inside}), does not count"
    return "counts" if mention.counts else f"held back ({mention.status})"


def _sentence(reason: MentionReason, subject: Subject) -> Iterator[tuple[str, bool]]:
    mention = reason.mention
    span = (mention.start, mention.end)
    if mention.field == "title":
        pieces = [whole("title", subject.title, [span], max(_TITLE_LIMIT, mention.end))]
    else:
        pieces = list(excerpts("text", subject.body, [span], 1))
    return ((segment.text, segment.marked) for piece in pieces for segment in piece.segments())


def _rules(report: Report, paper: Paper) -> None:
    rules = report.explanation.rules
    paper.head(f"Rules that speak of something found: {len(rules)}")
    for rule in rules:
        _rule(rule, paper)


def _rule(rule: RuleReason, paper: Paper) -> None:
    when = f": {rule.when}" if rule.when else ""
    verdict = "holds" if rule.holds else "fails"
    paper.line(f"{verdict}  {rule.rule_id} ({rule.priority}){when}", style=_STATUS_STYLES[rule.holds], indent=2)
    for failure in rule.failures:
        paper.line(f"{failure.cause}: ", failure.part, indent=9)
