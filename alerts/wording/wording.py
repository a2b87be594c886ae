"""What a language has to say, as templates whose fields are filled by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeWording:
    """An operator notice: ``subject`` and each of ``lines`` may use the fields that are told with its kind."""

    subject: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyWording:
    """What is said of an article among its copies; forms that depend on a number are those of ``plurals``."""

    marks: dict[str, str]
    """Before a subject, by the alert's reason."""
    reasons: dict[str, str]
    """By the alert's reason: {changes}; ``new_figures`` where none is gone, ``..._saying`` with a {notice}."""
    resembles: str
    """{outlet}, {time} of an earlier report, {changes}: what differs."""
    resembles_forgotten: str
    """The same of a report that is kept no more."""
    also_in: dict[str, str]
    """{count} other outlets: {outlets}, their names."""
    more_outlets: dict[str, str]
    """{outlets}: names, and {count} more."""
    elder: str
    """The report that is resembled, and versions of the article; each before ``version``."""
    earliest: str
    fullest: str
    earliest_and_fullest: str
    version: str
    """{outlet}, {time}."""


@dataclass(frozen=True, slots=True)
class Wording:
    """All fixed words of one language."""

    language: str
    direction: str
    and_more: str
    """Follows the first name in a subject; {count} names more."""
    title_missing: str
    source: str
    author: str
    published: str
    seen: str
    link: str
    why_name: str
    """{name}: the watched name that alerts by itself."""
    why_rule: str
    """{rule}: the rule's id, {names}: the names found."""
    gone: str
    """Follows why: the text was read again before this was sent."""
    why_told_before: str
    """{names}: what the earlier report spoke of, where the item that takes it back does not."""
    update: str
    copies: CopyWording
    from_feed: str
    summary: str
    """Of all that a changed watchlist has found: {count} articles."""
    summary_why: str
    summary_more: str
    """{count} articles more."""
    priorities: dict[str, str]
    test_mark: str
    test_explained: str
    notice_mark: str
    notice_footer: str
    list_comma: str
    feed_advice: dict[str, str]
    """What an operator can do about a feed of that status."""
    since: str
    """{time}: since when a feed is in trouble."""
    robots_passed_over: str
    """{feed}: one that is fetched although its robots.txt forbids it, {reason}: what the operator wrote for it."""
    usual_entries: str
    """{entries}: how many come on such a day."""
    notices: dict[str, NoticeWording]
