"""What the configuration grants each feed beyond its URL: an address exception and credentials, by feed URL."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.addresses import Target
from scheduler.configuration.files import FEEDS
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scrapers.crawler import Credentials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scrapers.settings import FeedCredentials, FeedsSettings


class ConfiguredAccess:
    """The grants in force; exchanged whole when the configuration changes."""

    def __init__(self) -> None:
        self._exceptions: dict[str, Target] = {}
        self._credentials: dict[str, Credentials] = {}

    def replace(self, exceptions: dict[str, Target], credentials: dict[str, Credentials]) -> None:
        """Put these grants in force, by feed URL."""
        self._exceptions, self._credentials = exceptions, credentials

    def exception_of(self, feed_url: str) -> Target | None:
        """The one target of this feed that the address policy excepts."""
        return self._exceptions.get(feed_url)

    def credentials_of(self, feed_url: str) -> Credentials | None:
        """User and password for this feed's own origin."""
        return self._credentials.get(feed_url)


def exceptions_of(settings: FeedsSettings) -> dict[str, Target]:
    """The host and port that each feed with ``allow_private`` may reach."""
    found = {feed.url: Target.of_url(feed.url) for feed in settings.feeds if feed.allow_private}
    return {url: target for url, target in found.items() if target is not None}


def credentials_of(settings: FeedsSettings, folder: Path, secrets: Mapping[str, str]) -> dict[str, Credentials]:
    """User and password of each feed that has them; raises ConfigurationProblem that names the host only."""
    return {
        feed.url: Credentials(feed.credentials.user, _password(feed.url, feed.credentials, folder, secrets))
        for feed in settings.feeds
        if feed.credentials is not None
    }


def _password(url: str, credentials: FeedCredentials, folder: Path, secrets: Mapping[str, str]) -> str:
    if credentials.password_env is not None:
        found = secrets.get(credentials.password_env, "")
    else:
        try:
            found = (folder / (credentials.password_file or "")).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            found = ""
    if not found:
        message = f"the password of the feed at {urlsplit(url).hostname} cannot be read, or is empty"
        raise ConfigurationProblem([Finding(FEEDS, 1, message, "check password_file or password_env")])
    return found
