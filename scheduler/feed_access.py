"""What the configuration gives each feed beyond its URL, with the secrets that it names read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.addresses import Target
from gateway.proxies import read_proxy_url
from scheduler.configuration.disk import read_secret
from scheduler.configuration.files import FEEDS
from scheduler.configuration.findings import Finding, OutsideProblem
from scrapers.access_settings import is_cookie_value, is_sendable
from scrapers.fetching import Credentials
from scrapers.grants import FeedGrants
from scrapers.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gateway.proxies import Proxy
    from scrapers.access_settings import ValueSource
    from scrapers.settings import FeedSettings, FeedsSettings


class ConfiguredAccess:
    """The grants in force; exchanged whole when the configuration changes.

    Where the feeds of the configuration are known, anything of another feed is withheld: the archive may have it from a
    process that has read a newer file, and whether it is to be fetched through a proxy is not known here.
    """

    def __init__(self, feeds: frozenset[str] | None = None) -> None:
        self._grants: dict[str, FeedGrants] = {}
        self._feeds = feeds

    def replace(self, grants: dict[str, FeedGrants], feeds: frozenset[str] | None = None) -> None:
        """Put these grants in force, by feed URL; ``feeds`` are all that may be fetched, None being any."""
        self._grants, self._feeds = grants, feeds

    def grants_of(self, feed_url: str) -> FeedGrants:
        """What is granted to the feed of this configured URL."""
        is_withheld = self._feeds is not None and feed_url not in self._feeds
        return replace(self._grants.get(feed_url) or FeedGrants(feed_url), is_withheld=is_withheld)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A secret of a feed that cannot be read or sent, by the keys that lead to it; nothing here says a word of it."""

    keys: tuple[str, ...]
    message: str
    hint: str

    def finding(self, line: int) -> Finding:
        """As it is told."""
        return Finding(FEEDS, line, self.message, self.hint)


def exceptions_of(settings: FeedsSettings) -> dict[str, Target]:
    """The host and port that each feed with ``allow_private`` may reach."""
    found = {feed.url: Target.of_url(feed.url) for feed in settings.feeds if feed.allow_private}
    return {url: target for url, target in found.items() if target is not None}


def all_grants(settings: FeedsSettings, folder: Path, secrets: Mapping[str, str]) -> dict[str, FeedGrants]:
    """What each feed is granted that is granted anything; raises ConfigurationProblem that names hosts only."""
    found: dict[str, FeedGrants] = {}
    unusable: list[Unusable] = []
    for feed in settings.feeds:
        grants, amiss = read_grants(feed, folder, secrets)
        unusable += amiss
        if grants != FeedGrants(feed.url):
            found[feed.url] = grants
    if unusable:
        raise OutsideProblem([each.finding(1) for each in unusable])
    return found


def read_grants(feed: FeedSettings, folder: Path, secrets: Mapping[str, str]) -> tuple[FeedGrants, list[Unusable]]:
    """What a feed is granted, and what of its secrets cannot be used; those of a disabled feed are not read."""
    reading = _Reading(feed, folder, secrets)
    return FeedGrants(
        url=feed.url,
        exception=Target.of_url(feed.url) if feed.allow_private else None,
        credentials=reading.credentials(),
        headers=reading.headers(),
        listing=Listing(**feed.listing.model_dump()) if feed.listing is not None else None,
        ignores_robots=feed.ignore_robots is not None,
        proxy=reading.proxy(),
        renders=feed.render,
    ), reading.unusable


class _Reading:
    """Reads one feed's secrets, and notes what is amiss."""

    def __init__(self, feed: FeedSettings, folder: Path, secrets: Mapping[str, str]) -> None:
        self._feed = feed
        self._folder = folder
        self._secrets = secrets
        self.unusable: list[Unusable] = []

    def credentials(self) -> Credentials | None:
        """User and password."""
        given = self._feed.credentials
        if given is None or not self._feed.enabled:
            return None
        password = self._read(given.password_file, given.password_env)
        if not password:
            self._note(
                ("credentials",), "the password", "cannot be read, or is empty", "check password_file or password_env"
            )
        return Credentials(given.user, password)

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Headers, and the cookies as one of them."""
        if not self._feed.enabled:
            return ()
        cookies = self._values("cookies", self._feed.cookies, is_cookie_value)
        together = (("Cookie", "; ".join(f"{name}={value}" for name, value in cookies)),) if cookies else ()
        return (*self._values("headers", self._feed.headers, is_sendable), *together)

    def proxy(self) -> Proxy | None:
        """The proxy."""
        given = self._feed.proxy
        if given is None or not self._feed.enabled:
            return None
        try:
            return read_proxy_url(
                given.url or self._read(given.url_file, given.url_env), allow_private=given.allow_private
            )
        except ValueError:
            self._note(
                ("proxy",), "the proxy", "cannot be read, or is no http://host:port", "check url_file or url_env"
            )
            return None

    def _values(
        self, key: str, sources: dict[str, ValueSource], is_usable: Callable[[str], bool]
    ) -> list[tuple[str, str]]:
        found = []
        for name, source in sources.items():
            value = source.value or self._read(source.file, source.env)
            if not is_usable(value):
                hint = "check its file or env: printable ASCII, on one line"
                self._note((key, name), f"{name} under {key}", "cannot be read or sent, or is empty", hint)
            found.append((name, value))
        return found

    def _read(self, file: str | None, variable: str | None) -> str:
        """The secret; empty when it cannot be read."""
        if variable is not None:
            return self._secrets.get(variable, "").strip()
        try:
            return read_secret(self._folder / (file or "")).strip()
        except (OSError, ValueError):  # no such file, no UTF-8 text, or a name with NUL in it
            return ""

    def _note(self, keys: tuple[str, ...], what: str, message: str, hint: str) -> None:
        of = f"{what} of the feed at {urlsplit(self._feed.url).hostname}"
        self.unusable.append(Unusable(keys, f"{of} {message}", hint))
