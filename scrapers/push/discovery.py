"""Discovery (WebSub, section 4): where a feed's hub is and what the feed calls itself there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.push.link_header import targets
from scrapers.reading.items import MOST_HUBS, absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class Offer:
    """What a feed offers: its hubs, the best first, and the topic to subscribe to; no hubs: no push."""

    hubs: tuple[str, ...]
    topic: str


NO_OFFER = Offer((), "")


def offered(link_headers: Sequence[str], hubs: Iterable[str], self_url: str, url: str) -> Offer:
    """The offer of an answer from ``url``: by its Link headers, else by its document.

    A feed that has a hub but does not say what it is called is asked for by the URL it came from.
    """
    by_header = _usable(targets(link_headers, "hub"), url)
    named = by_header or _usable(hubs, url)
    if not named:
        return NO_OFFER
    called = targets(link_headers, "self") if by_header else []
    topic = next((found for one in (*called, self_url) if (found := _whole(one, url))), url)
    return Offer(tuple(named), topic) if len(topic) <= LONGEST_URL else NO_OFFER


def chosen_hub(offer: Offer, allowed: Callable[[str], bool]) -> str | None:
    """The hub to ask: the first that may be connected to, an encrypted one before others."""
    usable = [hub for hub in offer.hubs if allowed(hub)]
    return next(iter(sorted(usable, key=lambda hub: not hub.startswith("https:"))), None)


def _usable(hubs: Iterable[str], base: str) -> list[str]:
    return list(dict.fromkeys(found for hub in hubs if (found := _whole(hub, base))))[:MOST_HUBS]


def _whole(target: str, base: str) -> str:
    """The target as a URL of its own; empty for what http cannot fetch, and for what holds user and password."""
    found = absolute(target, base)
    return found if found and len(found) <= LONGEST_URL and "@" not in urlsplit(found).netloc else ""
