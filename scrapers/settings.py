"""The typed form of ``feeds.yaml``: which sources are polled, and how often."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

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

SHORTEST_REASON = 10
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    """``90``, ``90s``, ``5m``, ``6h`` or ``2d`` as seconds."""
    if isinstance(value, str) and (match := re.fullmatch(r"(\d{1,6})\s*([smhd])", value.strip())):
        return int(match[1]) * _UNITS[match[2]]
    if isinstance(value, str):
        raise ValueError("write a time as a number with its unit, like 90s, 5m, 6h or 2d")  # noqa: TRY004 - pydantic turns only ValueError into a finding
    return value


Seconds = Annotated[
    int,
    BeforeValidator(_seconds, json_schema_input_type=int | str),
    Field(ge=1, le=366 * 86400),
]


PauseSeconds = Annotated[
    int,
    BeforeValidator(_seconds, json_schema_input_type=int | str),
    Field(ge=0, le=300),
]


class Interval(Strict):
    """The limits of the time between two polls of a feed."""

    min: Seconds = Field(default=120, description="Never poll more often than this.")
    max: Seconds = Field(default=3600, description="Poll at least this often, failures apart.")

    @model_validator(mode="after")
    def _ordered(self) -> Interval:
        if self.max < self.min:
            raise ValueError("max is shorter than min; exchange them")
        return self


def _selector(css: str) -> str:
    """A CSS selector as it stands, if it is one."""
    from parsel.csstranslator import HTMLTranslator  # noqa: PLC0415 - only who writes selectors loads their grammar

    try:
        HTMLTranslator().css_to_xpath(css)
    except (SyntaxError, RuntimeError) as error:  # of cssselect: not a selector, or one it does not know
        raise ValueError(f"not a CSS selector: {error}") from error
    return css


Css = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_selector)]


class ListingSettings(Strict):
    """Where the items of a page that lists news stand; everything but ``items`` has a usual place."""

    items: Css = Field(description="One item of the page, such as article.card.")
    link: Css | None = Field(default=None, description="Its link, within the item; default: its first link.")
    title: Css | None = Field(default=None, description="Its title; default: its first heading, else the link's text.")
    date: Css | None = Field(default=None, description="Its date; default: its first time element.")
    summary: Css | None = Field(default=None, description="Its summary; default: none.")


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

    @field_validator("url")
    @classmethod
    def _fetchable(cls, url: str) -> str:
        if any(c.isspace() or not c.isprintable() for c in url):
            raise ValueError("a feed's url may not hold spaces or control characters")
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError as error:
            raise ValueError("not a valid url") from error
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


class WebsubSettings(Strict):
    """How hubs reach Marsad; without this key nothing is subscribed to and no port is open."""

    callback: str = Field(
        max_length=500, description="Public address that your reverse proxy hands on to MARSAD_PUSH_PORT (https)."
    )

    @field_validator("callback")
    @classmethod
    def _reachable(cls, callback: str) -> str:
        if any(c.isspace() or not c.isprintable() for c in callback):
            raise ValueError("the callback may not hold spaces or control characters")
        try:
            parts = urlsplit(callback)
            _ = parts.port
        except ValueError as error:
            raise ValueError("not a valid url") from error
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise ValueError("the callback must be an address like https://marsad.example.org/push")
        if parts.query or parts.fragment:
            raise ValueError("the callback's path is continued by Marsad: take ? and # and what follows out of it")
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("the callback must begin with https://, for what hubs deliver to it must not be read")
        return callback


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
    feeds: list[FeedSettings] = Field(default=[], max_length=200_000, description="The sources.")

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
