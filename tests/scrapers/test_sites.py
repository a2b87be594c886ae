"""Who owns an address is told by its registrable domain, without asking the network."""

from __future__ import annotations

import pytest

from scrapers.sites import host_of, is_same_site


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://enab.example/feed", "https://www.enab.example/ar/feed"),
        ("https://feeds.bbc.co.uk/arabic", "https://www.bbc.co.uk/arabic/rss.xml"),
        ("https://news.sana.sy/feed", "https://sana.sy/feed"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:9090/b"),
        ("http://intranet/a", "http://intranet/b"),
    ],
)
def test_one_owner(url: str, other: str) -> None:
    """A newsroom that tidies up its own addresses stays the same newsroom."""
    assert is_same_site(url, other)


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://enab.example/feed", "https://enab.example.net/feed"),
        ("https://one.co.uk/feed", "https://two.co.uk/feed"),
        ("https://one.gov.sy/feed", "https://two.gov.sy/feed"),
        ("https://one.github.io/feed", "https://two.github.io/feed"),
        ("http://127.0.0.1/feed", "http://10.0.0.1/feed"),
        ("http://intranet/feed", "http://other/feed"),
        ("mailto:desk@enab.example", "mailto:desk@enab.example"),
    ],
)
def test_two_owners(url: str, other: str) -> None:
    """A domain that was sold, or a neighbour at the same hosting service, is somebody else."""
    assert not is_same_site(url, other)


@pytest.mark.parametrize(
    "url",
    [
        "http://أخبار.example/feed",
        "https://xn--igbicxr.example:8443/",
        "http://XN--IGBICXR.Example./a",
        "http://أخبار。example/",
        "http://أخبار．EXAMPLE:80/",
    ],
)
def test_host_has_one_name(url: str) -> None:
    """A host that is written in two ways is one machine, which is asked one thing at a time."""
    assert host_of(url) == "xn--igbicxr.example"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://[2001:DB8:0:0::1]:80/", "2001:db8::1"),
        ("http://134744072/", "8.8.8.8"),
        ("http://under_score.example/", "under_score.example"),
        ("http://a b/", "a b"),
        ("http://[", ""),
        ("not a url", ""),
    ],
)
def test_odd_hosts_have_a_name(url: str, host: str) -> None:
    """Whatever a feed links to stands in some lane."""
    assert host_of(url) == host
