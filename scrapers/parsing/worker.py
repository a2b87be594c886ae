"""The inside of a parser process: the functions it runs. Nothing here is called in the service's own process."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from scrapers.extraction.page import extract_page
from scrapers.extraction.plain_text import strip_html
from scrapers.finding.inspecting import inspect_document
from scrapers.finding.page_links import summarise_page
from scrapers.parsing.confinement import (
    die_when_told,
    give_back_memory,
    give_up_environment,
    give_up_resources,
    give_up_voice,
)
from scrapers.parsing.results import ExtractedPage, ParsedFeed, ParseFailed, ParseReason, to_json
from scrapers.reading.feed import read_feed
from scrapers.site_rules.trying import try_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.finding.records import Inspection, PageSummary
    from scrapers.listing import Listing
    from scrapers.parsing.entrance import Answer
    from scrapers.parsing.options import ParserOptions
    from scrapers.site_rules.rule import SiteRule
    from scrapers.site_rules.trial import RuleTrial

# The pool kills at the limit; should it be gone itself, the process ends on its own a little later.
_ALARM_GRACE_SECONDS = 2.0
_limits: list[ParserOptions] = []


def confine(options: ParserOptions) -> None:
    """The pool's initializer; the heavy libraries are loaded by now."""
    _limits.append(options)
    give_up_environment()
    give_up_resources(options.memory_bytes)
    give_up_voice()
    die_when_told()


def answer_feed(
    body: bytes, url: str, content_type: str | None, known: frozenset[str], listing: Listing | None
) -> Answer:
    """A ParsedFeed as JSON, or the reason there is none."""
    return _answer(lambda: read_feed(body, url, content_type, known, listing), _limits[0].feed_seconds)


def answer_page(  # noqa: PLR0917 - a pool passes by position
    body: bytes,
    url: str,
    content_type: str | None,
    feed_html: str,
    guess: bool,  # noqa: FBT001 - the same
    rule: SiteRule | None = None,
) -> Answer:
    """An ExtractedPage as JSON, or the reason there is none."""
    return _answer(lambda: extract_page(body, url, content_type, feed_html, rule, guess=guess), _limits[0].page_seconds)


def answer_rule(body: bytes, content_type: str | None, rule: SiteRule) -> Answer:
    """A RuleTrial as JSON, or the reason there is none."""
    return _answer(lambda: try_rule(body, content_type, rule), _limits[0].page_seconds)


def answer_text(html: str) -> Answer:
    """The text of a piece of HTML as JSON, or the reason there is none."""
    return _answer(lambda: strip_html(html), _limits[0].page_seconds)


def answer_inspection(body: bytes, url: str, content_type: str | None, listing: Listing | None) -> Answer:
    """An Inspection as JSON, or the reason there is none."""
    return _answer(lambda: inspect_document(body, url, content_type, listing), _limits[0].feed_seconds)


def answer_links(body: bytes, url: str, content_type: str | None) -> Answer:
    """A PageSummary as JSON, or the reason there is none."""
    return _answer(lambda: summarise_page(body, url, content_type), _limits[0].page_seconds)


def _answer(
    work: Callable[[], ParsedFeed | ExtractedPage | Inspection | PageSummary | RuleTrial | str], seconds: float
) -> Answer:
    """Whatever goes wrong becomes a reason: an exception's own text may hold the document's."""
    signal.setitimer(signal.ITIMER_REAL, seconds + _ALARM_GRACE_SECONDS)
    try:
        answer = to_json(work())
    except ParseFailed as failure:
        return failure.reason, failure.title.encode()
    except MemoryError:
        return ParseReason.MEMORY, b""
    except Exception:  # noqa: BLE001 - hostile input; the process's door
        return ParseReason.FAILED, b""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        give_back_memory()
    return (None, answer) if len(answer) <= _limits[0].answer_bytes else (ParseReason.TOO_MUCH, b"")
