"""What the configuration gives each feed beyond its URL: an address exception, credentials, a listing's selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.addresses import Target
from scheduler.configuration.disk import read_secret
from scheduler.configuration.files import FEEDS
from scheduler.configuration.findings import Finding, OutsideProblem
from scrapers.fetching import Credentials
from scrapers.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scrapers.settings import FeedSettings, FeedsSettings


class ConfiguredAccess:
    """The grants in force; exchanged whole when the configuration changes."""

    def __init__(self) -> None:
        self._exceptions: dict[str, Target] = {}
        self._credentials: dict[str, Credentials] = {}
        self._listings: dict[str, Listing] = {}

    def replace(
        self,
        exceptions: dict[str, Target],
        credentials: dict[str, Credentials],
        listings: dict[str, Listing] | None = None,
    ) -> None:
        """Put these grants in force, by feed URL."""
        self._exceptions, self._credentials, self._listings = exceptions, credentials, listings or {}

    def exception_of(self, feed_url: str) -> Target | None:
        """The one target of this feed that the address policy excepts."""
        return self._exceptions.get(feed_url)

    def credentials_of(self, feed_url: str) -> Credentials | None:
        """User and password for this feed's own origin."""
        return self._credentials.get(feed_url)

    def listing_of(self, feed_url: str) -> Listing | None:
        """Where this feed, a page that lists news, has its items."""
        return self._listings.get(feed_url)


def exceptions_of(settings: FeedsSettings) -> dict[str, Target]:
    """The host and port that each feed with ``allow_private`` may reach."""
    found = {feed.url: Target.of_url(feed.url) for feed in settings.feeds if feed.allow_private}
    return {url: target for url, target in found.items() if target is not None}


def listings_of(settings: FeedsSettings) -> dict[str, Listing]:
    """The selectors of each feed that is a listing page."""
    return {feed.url: Listing(**feed.listing.model_dump()) for feed in settings.feeds if feed.listing is not None}


def credentials_of(settings: FeedsSettings, folder: Path, secrets: Mapping[str, str]) -> dict[str, Credentials]:
    """User and password of each enabled feed that has them; raises ConfigurationProblem that names the host only."""
    found: dict[str, Credentials] = {}
    missing = []
    for feed in settings.feeds:
        credentials = read_credentials(feed, folder, secrets)
        if credentials is not None and credentials.password:
            found[feed.url] = credentials
        elif credentials is not None:
            missing.append(missing_password(feed, 1))
    if missing:
        raise OutsideProblem(missing)
    return found


def read_credentials(feed: FeedSettings, folder: Path, secrets: Mapping[str, str]) -> Credentials | None:
    """What an enabled feed is asked with; the password is empty when it cannot be read."""
    given = feed.credentials
    if given is None or not feed.enabled:
        return None
    if given.password_env is not None:
        return Credentials(given.user, secrets.get(given.password_env, "").strip())
    try:
        return Credentials(given.user, read_secret(folder / (given.password_file or "")).strip())
    except (OSError, ValueError):  # no such file, no UTF-8 text, or a name with NUL in it
        return Credentials(given.user, "")


def missing_password(feed: FeedSettings, line: int) -> Finding:
    """What to say about a password that cannot be read."""
    message = f"the password of the feed at {urlsplit(feed.url).hostname} cannot be read, or is empty"
    return Finding(FEEDS, line, message, "check password_file or password_env")
