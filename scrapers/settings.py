"""The typed form of ``feeds.yaml``: which sources are polled, and how often."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from archive.nouns import FeedSpec

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


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Interval(_Strict):
    """The limits of the time between two polls of a feed."""

    min: Seconds = Field(default=120, description="Never poll more often than this.")
    max: Seconds = Field(default=900, description="Poll at least this often, failures apart.")

    @model_validator(mode="after")
    def _ordered(self) -> Interval:
        if self.max < self.min:
            raise ValueError("max is shorter than min; exchange them")
        return self


class FeedCredentials(_Strict):
    """HTTP Basic credentials of a feed; the password itself never stands in this file."""

    user: str = Field(min_length=1, description="User name.")
    password_file: str | None = Field(default=None, description="Path of a file that holds the password.")
    password_env: str | None = Field(default=None, description="Environment variable that holds the password.")

    @model_validator(mode="after")
    def _one_source(self) -> FeedCredentials:
        if (self.password_file is None) == (self.password_env is None):
            raise ValueError("give either password_file or password_env")
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


class ListingSettings(_Strict):
    """Where the items of a page that lists news stand; everything but ``items`` has a usual place."""

    items: Css = Field(description="One item of the page, such as article.card.")
    link: Css | None = Field(default=None, description="Its link, within the item; default: its first link.")
    title: Css | None = Field(default=None, description="Its title; default: its first heading, else the link's text.")
    date: Css | None = Field(default=None, description="Its date; default: its first time element.")
    summary: Css | None = Field(default=None, description="Its summary; default: none.")


class FeedSettings(_Strict):
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


class FeedsSettings(_Strict):
    """The whole of ``feeds.yaml``."""

    first_poll_alert_age: Literal["all", "none"] | Seconds = Field(
        default=6 * 3600,
        description="Entries of a feed's first poll alert only when published within this time (6h); or all, none.",
    )
    interval: Interval = Field(default=Interval(), description="Polling limits of feeds that name none.")
    pause: PauseSeconds = Field(
        default=1,
        description="Time between two requests to one host, of all crawlers together; robots.txt may ask for more.",
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
