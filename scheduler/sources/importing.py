"""Which feeds of a list of subscriptions are new, which are there already, and which cannot be taken. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import ValidationError

from scheduler.sources.adding import NewFeed
from scrapers.finding.candidates import completed
from scrapers.settings import FeedSettings
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scheduler.sources.opml_reading import Outline

_NAME_LIMIT, _LANGUAGE_LIMIT = 200, 12


@dataclass(slots=True)
class Sorted:
    """What becomes of each outline: ``refused`` with the line and why."""

    new: list[NewFeed] = field(default_factory=list)
    known: list[Outline] = field(default_factory=list)
    doubled: list[Outline] = field(default_factory=list)
    refused: list[tuple[Outline, str]] = field(default_factory=list)


def sort_outlines(outlines: Iterable[Outline], known: Mapping[str, int], tags: tuple[str, ...]) -> Sorted:
    """Sort them by the URL keys of the feeds that are known; each new one gets ``tags`` besides its own."""
    found, seen = Sorted(), set[str]()
    for outline in outlines:
        url = completed(outline.url)
        key = url_key(url)
        if key in known:
            found.known.append(outline)
        elif key in seen:
            found.doubled.append(outline)
        elif problem := _problem(url):
            found.refused.append((outline, problem))
        else:
            seen.add(key)
            found.new.append(_new(outline, url, tags))
    return found


def _new(outline: Outline, url: str, tags: tuple[str, ...]) -> NewFeed:
    title = outline.title if outline.title != outline.url else ""
    language = outline.language if len(outline.language) <= _LANGUAGE_LIMIT else ""
    every = tuple(dict.fromkeys((*outline.tags, *tags)))
    return NewFeed(url, title[:_NAME_LIMIT].strip() or None, language or None, every)


def _problem(url: str) -> str | None:
    """Why an address cannot be a feed's; it may hold a password, so it is not shown."""
    try:
        FeedSettings(url=url)
    except ValidationError as error:
        return str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
    return None


def host_shown(outline: Outline) -> str:
    """The host alone: what stands before or behind it may be a secret."""
    try:
        return urlsplit(completed(outline.url)).hostname or "-"
    except ValueError:
        return "-"
