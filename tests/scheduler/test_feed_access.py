"""What the configuration grants a feed beyond its URL stays with that feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gateway.addresses import Target
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.feed_access import ConfiguredAccess, credentials_of, exceptions_of, listings_of
from scrapers.fetching import Credentials
from scrapers.listing import Listing
from scrapers.settings import FeedsSettings

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE, PUBLIC = "http://10.0.0.5:8080/rss", "https://enab.example/feed"


def settings(**feed: object) -> FeedsSettings:
    """A private feed with these keys beside a public one."""
    return FeedsSettings.model_validate({"feeds": [{"url": PRIVATE, **feed}, {"url": PUBLIC}]})


def test_exception_names_host_and_port() -> None:
    """Another port on the same host is another target."""
    assert exceptions_of(settings(allow_private=True)) == {PRIVATE: Target("10.0.0.5", 8080)}
    assert exceptions_of(settings()) == {}


def test_password_comes_from_a_file(tmp_path: Path) -> None:
    """Beside the configuration, without its last line feed."""
    (tmp_path / "password").write_text("كلمة السر\n", encoding="utf-8")
    given = settings(credentials={"user": "marsad", "password_file": "password"})
    assert credentials_of(given, tmp_path, {}) == {PRIVATE: Credentials("marsad", "كلمة السر")}


def test_password_comes_from_the_environment(tmp_path: Path) -> None:
    """From the variables as they were at the start; they have left the environment since."""
    given = settings(credentials={"user": "marsad", "password_env": "FEED_PASSWORD"})
    assert credentials_of(given, tmp_path, {"FEED_PASSWORD": "s3"}) == {PRIVATE: Credentials("marsad", "s3")}


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff"])
def test_unusable_password_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty password sent for years is a feed lost for years."""
    (tmp_path / "password").write_bytes(content)
    given = settings(credentials={"user": "canary", "password_file": "password"})
    with pytest.raises(ConfigurationProblem) as caught:
        credentials_of(given, tmp_path, {})
    assert "10.0.0.5" in str(caught.value.findings[0])
    assert "canary" not in str(caught.value.findings[0])


def test_disabled_feed_needs_no_password(tmp_path: Path) -> None:
    """The example names a partner's feed that nobody has a password for yet."""
    given = settings(enabled=False, credentials={"user": "marsad", "password_file": "nowhere"})
    assert credentials_of(given, tmp_path, {}) == {}


def test_password_shows_in_no_repr() -> None:
    """An error report may hold the object."""
    assert "canary" not in repr(Credentials("marsad", "canary"))


def test_grants_are_exchanged_whole() -> None:
    """What the new file does not grant is gone."""
    access = ConfiguredAccess()
    access.replace({PRIVATE: Target("10.0.0.5", 8080)}, {PRIVATE: Credentials("marsad", "s3")})
    assert access.exception_of(PRIVATE) == Target("10.0.0.5", 8080)
    assert access.exception_of(PUBLIC) is None
    access.replace({}, {})
    assert (access.exception_of(PRIVATE), access.credentials_of(PRIVATE)) == (None, None)


def test_listing_stays_with_its_page() -> None:
    """The selectors of one site would find nothing on another."""
    given = settings(listing={"items": "article", "title": "h3"})
    access = ConfiguredAccess()
    access.replace({}, {}, listings_of(given))
    assert access.listing_of(PRIVATE) == Listing("article", title="h3")
    assert access.listing_of(PUBLIC) is None
