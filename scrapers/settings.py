"""The typed form of ``feeds.yaml``: which sources are polled, and how often."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from archive.nouns import FeedSpec
from scrapers.access_settings import (
    MOST_OF_A_KIND,
    CookieName,
    FeedCredentials,
    HeaderName,
    ProxySettings,
    Strict,
    ValueSource,
)
from scrapers.listing_settings import ListingSettings  # noqa: TC001 - pydantic reads it
from scrapers.setting_values import PauseSeconds, Seconds, url_parts
from scrapers.site_rules.settings import MOST_SITES, Sites
from scrapers.websub_settings import WebsubSettings  # noqa: TC001 - the same

SHORTEST_REASON = 10


class Interval(Strict):
    """The limits of the time between two polls of a feed."""

    min: Seconds = Field(default=120, description="Never poll more often than this.")
    max: Seconds = Field(default=3600, description="Poll at least this often, failures apart.")

    @model_validator(mode="after")
    def _ordered(self) -> Interval:
        if self.max < self.min:
            raise ValueError("max is shorter than min; exchange them")
        return self


class FeedSettings(Strict):
    """One source that is polled."""

    url: str = Field(max_length=2000, description="Address of the feed (http or https).")
    name: str | None = Field(default=None, max_length=200, description="What alerts call it; default: its host.")
    language: str | None = Field(default=None, max_length=12, description="Language code of its texts, like ar.")
    tags: list[str] = Field(default=[], max_length=50, description="Words to group sources by.")
    interval: Interval | None = Field(default=None, description="Limits of the polling interval; default: above.")
    enabled: bool = Field(default=True, description="False: kept, but not polled.")
    allow_private: bool = Field(
        default=False,
        description="Allow this feed's own host and port although its address is private or loopback.",
    )
    credentials: FeedCredentials | None = Field(default=None, description="For feeds behind HTTP Basic.")
    headers: dict[HeaderName, ValueSource] = Field(
        default={}, max_length=MOST_OF_A_KIND, description="Headers that this feed's own site is sent."
    )
    cookies: dict[CookieName, ValueSource] = Field(
        default={}, max_length=MOST_OF_A_KIND, description="Cookies that this feed's own site is sent."
    )
    proxy: ProxySettings | None = Field(
        default=None, description="Fetch this feed, its pages and its robots.txt through an HTTP proxy."
    )
    ignore_robots: str | None = Field(
        default=None,
        max_length=500,
        description="Fetch what this host's robots.txt forbids, for this written reason, such as a permission.",
    )
    listing: ListingSettings | None = Field(
        default=None, description="For a site without a feed: the url is a page that lists its news."
    )
    render: bool = Field(
        default=False, description="Have a browser render pages of this feed that only their scripts fill."
    )

    @field_validator("url")
    @classmethod
    def _fetchable(cls, url: str) -> str:
        parts = url_parts(url, "a feed's url")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("a feed's url must begin with http:// or https:// and name a host")
        if "@" in parts.netloc:
            raise ValueError("take user and password out of the url; use the key credentials")
        return url

    @field_validator("ignore_robots")
    @classmethod
    def _reasoned(cls, reason: str | None) -> str | None:
        if reason is not None and len(reason.strip()) < SHORTEST_REASON:
            raise ValueError(f"write the reason, in {SHORTEST_REASON} characters or more: who allowed it, and when")
        return reason

    @model_validator(mode="after")
    def _each_header_once(self) -> FeedSettings:
        names = [name.lower() for name in self.headers]
        if len(set(names)) < len(names):
            raise ValueError("a header stands here twice")
        if self.credentials is not None and "authorization" in names:
            raise ValueError("give either credentials or the header Authorization")
        return self


class FeedsSettings(Strict):
    """The whole of ``feeds.yaml``."""

    first_poll_alert_age: Literal["all", "none"] | Seconds = Field(
        default=6 * 3600,
        description="Entries of a feed's first poll alert only when published within this time (6h); or all, none.",
    )
    interval: Interval = Field(default=Interval(), description="Polling limits of feeds that name none.")
    polls_per_feed_per_day: float = Field(
        default=96,
        gt=0,
        le=10_000,
        description="Requests for feeds that the whole service makes a day, for each of its feeds.",
    )
    pause: PauseSeconds = Field(
        default=1,
        description="Time between two requests to one host, of all crawlers together; robots.txt may ask for more.",
    )
    ports: list[Annotated[int, Field(ge=1, le=65535)]] = Field(
        default=[], max_length=100, description="Ports besides 80 and 443 on which feeds and pages may be fetched."
    )
    websub: WebsubSettings | None = Field(
        default=None, description="Have the hubs of feeds that have one deliver their news (WebSub); default: off."
    )
    sites: Sites = Field(
        default=[], max_length=MOST_SITES, description="Where articles stand in the pages of certain sites (CSS)."
    )
    feeds: list[FeedSettings] = Field(default=[], max_length=200_000, description="The sources.")

    @field_validator("feeds", mode="before")
    @classmethod
    def _none_yet(cls, feeds: object) -> object:
        """The key alone: the first file that many people write."""
        return [] if feeds is None else feeds

    @model_validator(mode="after")
    def _unique(self) -> FeedsSettings:
        seen: set[str] = set()
        for feed in self.feeds:
            if feed.url in seen:
                raise ValueError(f"the feed of host {urlsplit(feed.url).hostname} is listed twice with the same url")
            seen.add(feed.url)
        return self

    @property
    def longest_alert_age(self) -> timedelta | None:
        """How old an entry of a feed's first poll may be and still alert; None: any age."""
        age = self.first_poll_alert_age
        return None if age == "all" else timedelta(seconds=0 if age == "none" else age)

    def specs(self) -> list[FeedSpec]:
        """The feeds as the archive keeps them."""
        return [self._spec(feed) for feed in self.feeds]

    def _spec(self, feed: FeedSettings) -> FeedSpec:
        interval = feed.interval or self.interval
        return FeedSpec(
            url=feed.url,
            name=feed.name or urlsplit(feed.url).hostname or feed.url,
            language=feed.language,
            tags=tuple(feed.tags),
            interval_min_seconds=interval.min,
            interval_max_seconds=interval.max,
            enabled=feed.enabled,
        )
