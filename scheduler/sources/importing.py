"""Which feeds of a list of subscriptions are new, which are there already, and which cannot be taken. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scheduler.sources.adding import NewFeed
from scheduler.sources.addresses import problem_of
from scrapers.finding.candidates import completed
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scheduler.sources.opml_reading import Outline

_NAME_LIMIT, _LANGUAGE_LIMIT, _MOST_TAGS = 200, 12, 50


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
        elif problem := problem_of(url):
            found.refused.append((outline, problem))
        else:
            seen.add(key)
            found.new.append(_new(outline, url, tags))
    return found


def _new(outline: Outline, url: str, tags: tuple[str, ...]) -> NewFeed:
    title = outline.title if outline.title != outline.url else ""
    language = outline.language if len(outline.language) <= _LANGUAGE_LIMIT else ""
    every = tuple(dict.fromkeys((*outline.tags, *tags)))[:_MOST_TAGS]
    return NewFeed(url, title[:_NAME_LIMIT].strip() or None, language or None, every)


def host_shown(outline: Outline) -> str:
    """The host alone: what stands before or behind it may be a secret."""
    try:
        return urlsplit(completed(outline.url)).hostname or "-"
    except ValueError:
        return "-"
