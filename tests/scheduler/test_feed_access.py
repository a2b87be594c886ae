"""What the configuration grants a feed beyond its URL stays with that feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from gateway.addresses import Target
from gateway.proxies import Proxy
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.feed_access import ConfiguredAccess, all_grants, exceptions_of
from scrapers.fetching import Credentials
from scrapers.grants import FeedGrants
from scrapers.listing import Listing
from scrapers.settings import FeedsSettings

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE, PUBLIC = "http://10.0.0.5:8080/rss", "https://enab.example/feed"


def settings(**feed: object) -> FeedsSettings:
    """A private feed with these keys beside a public one."""
    return FeedsSettings.model_validate({"feeds": [{"url": PRIVATE, **feed}, {"url": PUBLIC}]})


def grants(folder: Path, variables: dict[str, str] | None = None, **feed: object) -> FeedGrants:
    """What the private feed is granted by these keys; the public one is granted nothing."""
    found = all_grants(settings(**feed), folder, variables or {})
    assert PUBLIC not in found
    return found.get(PRIVATE, FeedGrants(PRIVATE))


def complaint(folder: Path, **feed: object) -> str:
    """What is said of secrets that cannot be used; neither they nor their names in other places are repeated."""
    with pytest.raises(ConfigurationProblem) as caught:
        all_grants(settings(**feed), folder, {})
    said = str(caught.value.findings[0])
    assert "10.0.0.5" in said
    assert "canary" not in said
    return said


def test_exception_names_host_and_port(tmp_path: Path) -> None:
    """Another port on the same host is another target."""
    assert exceptions_of(settings(allow_private=True)) == {PRIVATE: Target("10.0.0.5", 8080)}
    assert grants(tmp_path, allow_private=True).exception == Target("10.0.0.5", 8080)
    assert exceptions_of(settings()) == {}


def test_password_comes_from_a_file(tmp_path: Path) -> None:
    """Beside the configuration, without its last line feed."""
    (tmp_path / "password").write_text("كلمة السر\n", encoding="utf-8")
    given = grants(tmp_path, credentials={"user": "marsad", "password_file": "password"})
    assert given.credentials == Credentials("marsad", "كلمة السر")


def test_password_comes_from_the_environment(tmp_path: Path) -> None:
    """From the variables as they were at the start; they have left the environment since."""
    given = grants(tmp_path, {"FEED_PASSWORD": "s3"}, credentials={"user": "marsad", "password_env": "FEED_PASSWORD"})
    assert given.credentials == Credentials("marsad", "s3")


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff"])
def test_unusable_password_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty password sent for years is a feed lost for years."""
    (tmp_path / "password").write_bytes(content)
    complaint(tmp_path, credentials={"user": "canary", "password_file": "password"})


def test_disabled_feed_needs_no_secret(tmp_path: Path) -> None:
    """The example names a partner's feed that nobody has a password for yet."""
    given = grants(
        tmp_path,
        enabled=False,
        credentials={"user": "marsad", "password_file": "nowhere"},
        headers={"X-Key": {"file": "nowhere"}},
        proxy={"url_env": "NOWHERE"},
    )
    assert given == FeedGrants(PRIVATE)


def test_headers_and_cookies_come_from_where_they_are_kept(tmp_path: Path) -> None:
    """Several cookies go as one header."""
    (tmp_path / "key").write_text("s3\n")
    given = grants(
        tmp_path,
        {"SESSION": "abc=="},
        headers={"X-Api-Key": {"file": "key"}, "User-Agent": {"value": "Reader/1.0"}},
        cookies={"session": {"env": "SESSION"}, "consent": {"value": "yes"}},
    )
    assert given.headers == (
        ("X-Api-Key", "s3"),
        ("User-Agent", "Reader/1.0"),
        ("Cookie", "session=abc==; consent=yes"),
    )


@pytest.mark.parametrize("content", [b"", b"canary\r\nX-Evil: 1", b"canary\nb", b"canary\x00", "قناري canary".encode()])
def test_header_that_would_be_two_is_refused(tmp_path: Path, content: bytes) -> None:
    """A line's end within a secret would put words into our request's mouth."""
    (tmp_path / "key").write_bytes(content)
    assert "X-Key under headers" in complaint(tmp_path, headers={"X-Key": {"file": "key"}})
    assert "key under cookies" in complaint(tmp_path, cookies={"key": {"file": "key"}})


def test_cookie_that_would_be_two_is_refused(tmp_path: Path) -> None:
    """One value begins no cookie of another name."""
    complaint(tmp_path, cookies={"a": {"value": "canary; admin=1"}})


@pytest.mark.parametrize(
    "name",
    [
        *("Host", "host", "Content-Length", "Connection", "Cookie", "Transfer-Encoding", "Accept-Encoding", "TE"),
        *("If-None-Match", "Range", "Expect", "Upgrade", "Proxy-Authorization"),
        *("", "X Key", "X-Key:", "X\u00fc", "X\u2028Y", "X\r\nHost", "X\x00"),
    ],
)
def test_reserved_and_impossible_headers_are_refused(name: str) -> None:
    """What the connection decides, nobody else does."""
    with pytest.raises(ValidationError):
        settings(headers={name: {"value": "1"}})


@pytest.mark.parametrize(
    "keys",
    [
        {"headers": {"X-Key": {"value": "a\r\nb"}}},
        {"headers": {"X-Key": {"value": "a", "env": "B"}}},
        {"headers": {"X-Key": {}}},
        {"headers": {"X-Key": {"value": "a"}, "x-key": {"value": "b"}}},
        {"headers": {"Authorization": {"env": "A"}}, "credentials": {"user": "u", "password_env": "P"}},
        {"cookies": {"a;b": {"value": "1"}}},
        {"cookies": {"a=b": {"value": "1"}}},
        {"ignore_robots": ""},
        {"ignore_robots": "  allowed  "},
        {"proxy": {"url": "http://canary:canary@proxy.example:8118"}},
        {"proxy": {"url": "https://proxy.example:8118"}},
        {"proxy": {"url": "socks5://proxy.example:9050"}},
        {"proxy": {"url": "http://proxy.example"}},
        {"proxy": {"url": "http://proxy.example:8118/path"}},
        {"proxy": {"url": "http://proxy.example:99999"}},
        {"proxy": {"url": "http://proxy.example:8118", "url_env": "P"}},
        {"proxy": {}},
    ],
)
def test_what_cannot_be_meant_is_refused(keys: dict[str, object]) -> None:
    """At the check, not at the first poll; a password in the wrong place is not repeated."""
    with pytest.raises(ValidationError) as caught:
        settings(**keys)
    assert "canary" not in str([error["msg"] for error in caught.value.errors()])


def test_reason_frees_from_robots(tmp_path: Path) -> None:
    """Whoever wrote down why, on the feed's own host."""
    assert grants(tmp_path, ignore_robots="the editor allowed it by mail, 2026-11-02").ignores_robots
    assert not grants(tmp_path).ignores_robots


def test_proxy_comes_from_where_it_is_kept(tmp_path: Path) -> None:
    """With its own user and password, which stand in a file or a variable only."""
    (tmp_path / "proxy").write_text("http://desk:s%403@proxy.example:3128\n")
    given = grants(tmp_path, proxy={"url_file": "proxy"}).proxy
    assert given == Proxy(Target("proxy.example", 3128), authorization="Basic ZGVzazpzQDM=")
    tor = grants(tmp_path, proxy={"url": "http://tor:9080", "allow_private": True}).proxy
    assert tor == Proxy(Target("tor", 9080), allow_private=True)


def test_unusable_proxy_is_refused(tmp_path: Path) -> None:
    """Without it the feed would be asked from where nobody may be seen."""
    (tmp_path / "proxy").write_text("ftp://canary:canary@proxy.example:3128\n")
    complaint(tmp_path, proxy={"url_file": "proxy"})
    complaint(tmp_path, proxy={"url_env": "NOWHERE"})


def test_secrets_show_in_no_repr(tmp_path: Path) -> None:
    """An error report may hold the object."""
    given = grants(
        tmp_path,
        {"S": "canary", "P": "http://canary:canary@proxy.example:3128"},
        credentials={"user": "marsad", "password_env": "S"},
        headers={"X-Key": {"env": "S"}},
        cookies={"key": {"env": "S"}},
        proxy={"url_env": "P"},
    )
    assert "canary" not in repr(given)
    assert "canary" not in repr(given.request(PRIVATE, "feed"))


def test_grants_are_exchanged_whole() -> None:
    """What the new file does not grant is gone."""
    access, given = ConfiguredAccess(), FeedGrants(PRIVATE, ignores_robots=True)
    access.replace({PRIVATE: given})
    assert (access.grants_of(PRIVATE), access.grants_of(PUBLIC)) == (given, FeedGrants(PUBLIC))
    access.replace({})
    assert access.grants_of(PRIVATE) == FeedGrants(PRIVATE)


def test_feed_of_another_file_is_withheld() -> None:
    """A crawler that has not read the new file yet must not fetch past the proxy that it gives the feed."""
    access = ConfiguredAccess(feeds=frozenset())
    assert access.grants_of(PUBLIC).is_withheld
    access.replace({}, frozenset({PUBLIC}))
    assert access.grants_of(PUBLIC) == FeedGrants(PUBLIC)
    assert access.grants_of(PRIVATE).request(PRIVATE, "page").is_withheld


def test_listing_stays_with_its_page(tmp_path: Path) -> None:
    """The selectors of one site would find nothing on another."""
    assert grants(tmp_path, listing={"items": "article", "title": "h3"}).listing == Listing("article", title="h3")
