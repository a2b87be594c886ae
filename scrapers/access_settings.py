"""The typed form of what a feed is asked with: secrets, headers, cookies and a proxy, each for this feed alone."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from gateway.proxies import read_proxy_url

_TOKEN = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")  # RFC 9110, section 5.6.2
# What the connection, the client or other keys of the feed decide; a second one would be a request of another's making.
_RESERVED = frozenset(
    {"accept-encoding", "connection", "content-encoding", "content-length", "content-type", "cookie", "cookie2"}
    | {"expect", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"}
    | {"keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "range", "te", "trailer"}
    | {"transfer-encoding", "upgrade", "via"}
)
MOST_OF_A_KIND = 20
LONGEST_VALUE = 4096


class Strict(BaseModel):
    """Knows its keys and refuses others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_sendable(value: str) -> bool:
    """Whether a header may carry the value: printable ASCII without a line's end, and not too long."""
    return 0 < len(value) <= LONGEST_VALUE and value.isascii() and value.isprintable() and value == value.strip()


def is_cookie_value(value: str) -> bool:
    """Whether a cookie may carry the value: nothing that would begin another one."""
    return is_sendable(value) and ";" not in value


def _token(name: str) -> str:
    if not name or not set(name.lower()) <= _TOKEN:
        raise ValueError("write Latin letters, digits and dashes only")
    return name


def _header_name(name: str) -> str:
    if _token(name).lower() in _RESERVED:
        raise ValueError(f"{name} is set by Marsad itself" + ("; use the key cookies" if "ookie" in name else ""))
    return name


HeaderName = Annotated[str, Field(max_length=100), AfterValidator(_header_name)]
CookieName = Annotated[str, Field(max_length=200), AfterValidator(_token)]


class ValueSource(Strict):
    """Where a header's or cookie's value is: a secret stands in a file or a variable, only what is none stands here."""

    file: str | None = Field(default=None, description="Path of a file that holds the value.")
    env: str | None = Field(default=None, description="Environment variable that holds the value.")
    value: str | None = Field(default=None, description="The value itself, if it is no secret.")

    @model_validator(mode="after")
    def _one_source(self) -> ValueSource:
        if [self.file, self.env, self.value].count(None) != 2:  # noqa: PLR2004 - one of three
            raise ValueError("give one of file, env and value")
        if self.value is not None and not is_sendable(self.value):
            raise ValueError("a value may hold printable ASCII only, and no line's end")
        return self


class FeedCredentials(Strict):
    """HTTP Basic credentials of a feed; the password itself never stands in this file."""

    user: str = Field(min_length=1, description="User name.")
    password_file: str | None = Field(default=None, description="Path of a file that holds the password.")
    password_env: str | None = Field(default=None, description="Environment variable that holds the password.")

    @model_validator(mode="after")
    def _one_source(self) -> FeedCredentials:
        if (self.password_file is None) == (self.password_env is None):
            raise ValueError("give either password_file or password_env")
        return self


class ProxySettings(Strict):
    """An HTTP proxy through which this feed, its pages and its robots.txt are fetched."""

    url: str | None = Field(default=None, max_length=500, description="Its address, such as http://tor:9080.")
    url_file: str | None = Field(default=None, description="Path of a file that holds it, user and password included.")
    url_env: str | None = Field(default=None, description="Environment variable that holds it.")
    allow_private: bool = Field(default=False, description="The proxy stands on your own network or on this machine.")

    @model_validator(mode="after")
    def _one_source(self) -> ProxySettings:
        if [self.url, self.url_file, self.url_env].count(None) != 2:  # noqa: PLR2004 - one of three
            raise ValueError("give one of url, url_file and url_env")
        if self.url is not None:
            if "@" in urlsplit(self.url).netloc:
                raise ValueError("a user and password do not belong here; put the whole url into url_file or url_env")
            read_proxy_url(self.url, allow_private=self.allow_private)
        return self
