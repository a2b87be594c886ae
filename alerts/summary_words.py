"""What a summary says beside its articles: what it is about, what brought them, and why they come together. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.wording import wording_for
from alerts.wording.floods import flood_words
from archive.causes import CauseKind

if TYPE_CHECKING:
    from alerts.message import SummaryMessage, SurgePart
    from alerts.wording.floods import FloodWording

_MOST_CAUSES = 20


def heading(message: SummaryMessage) -> str:
    """What it is about and how many articles there are, in a line."""
    if not message.surges:
        return wording_for(message.reader.language).summary.format(count=message.total)
    words = flood_words(message.reader.language)
    template = words.first_heading if _all_first(message) else words.heading
    return template.format(articles=words.counted_articles(message.total))


def causes(message: SummaryMessage) -> tuple[str, ...]:
    """A line for each feed and rule that brought too many at once, the greatest first."""
    words = flood_words(message.reader.language)
    return tuple(_cause(surge, words) for surge in message.surges[:_MOST_CAUSES])


def why_together(message: SummaryMessage) -> str:
    """Why the reader gets this, and gets it in one message."""
    if not message.surges:
        return wording_for(message.reader.language).summary_why
    words = flood_words(message.reader.language)
    return words.first_why if _all_first(message) else words.why


def more(message: SummaryMessage) -> str:
    """How many are not listed, and how to list all; nothing when none is left."""
    if not message.more:
        return ""
    counted = wording_for(message.reader.language).summary_more.format(count=message.more)
    if not message.list_all:
        return counted
    return f"{counted} {flood_words(message.reader.language).list_all.format(command=message.list_all)}"


def _all_first(message: SummaryMessage) -> bool:
    return all(surge.kind is CauseKind.FIRST_POLL for surge in message.surges)


def _cause(surge: SurgePart, words: FloodWording) -> str:
    template = {
        CauseKind.FEED: words.of_feed,
        CauseKind.RULE: words.of_name if surge.by_name else words.of_rule,
        CauseKind.FIRST_POLL: words.first_poll,
    }[surge.kind]
    return template.format(
        name=surge.name,
        articles=words.counted_articles(surge.articles),
        minutes=words.counted_minutes(surge.minutes),
        usual=words.usual_an_hour(surge.usual),
    )
