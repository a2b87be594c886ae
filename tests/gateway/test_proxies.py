"""A proxy's own address is judged, and so is what it is asked for by name."""

from __future__ import annotations

import pytest

from gateway.addresses import AddressPolicy, Refusal, Target
from gateway.proxies import Proxy, read_proxy_url


def test_url_is_read() -> None:
    """Its login is kept apart, and decoded as it was meant."""
    proxy = read_proxy_url("http://desk:%D8%B3%3A3@proxy.example:3128/", allow_private=False)
    assert proxy.target == Target("proxy.example", 3128)
    assert proxy.authorization == "Basic ZGVzazrYszoz"
    assert read_proxy_url("http://127.1:8118", allow_private=True) == Proxy(Target("127.0.0.1", 8118), True)  # noqa: FBT003


@pytest.mark.parametrize(
    "url",
    [
        *("", "proxy.example:3128", "http://proxy.example", "https://proxy.example:443", "socks5://127.0.0.1:9050"),
        *("http://:3128", "http://proxy.example:0", "http://proxy.example:99999", "http://[::1:3128"),
        *("http://proxy.example:3128/path", "http://proxy.example:3128?q", "http://a\r\nb:3128", "http://a b:3128"),
    ],
)
def test_other_urls_are_refused(url: str) -> None:
    """And never repeated, for they may hold a password."""
    with pytest.raises(ValueError, match="a proxy") as caught:
        read_proxy_url(url, allow_private=True)
    assert not url or url not in str(caught.value)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.9", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1"])
def test_private_address_needs_leave(address: str) -> None:
    """Whatever the name resolved to."""
    target = Target("proxy.example", 3128)
    assert not Proxy(target).may_dial(address)
    assert Proxy(target, allow_private=True).may_dial(address)
    assert Proxy(target).may_dial("93.184.216.34")
    assert not Proxy(target, allow_private=True).may_dial("proxy.example")


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://akhbar.example/feed", None),
        ("http://expyuzz4wqqyqhjn.onion/feed", None),
        ("https://93.184.216.34/feed", None),
        ("http://10.0.0.1/feed", Refusal.ADDRESS),
        ("http://redis/", Refusal.ADDRESS),
        ("http://printer.lan/", Refusal.ADDRESS),
        ("http://akhbar.example:6379/", Refusal.PORT),
        ("ftp://akhbar.example/", Refusal.SCHEME),
    ],
)
def test_what_a_proxy_is_asked_for(url: str, refusal: Refusal | None) -> None:
    """Names that only its own network knows are out, as we cannot see what they resolve to."""
    assert AddressPolicy().refuse_proxied_url(url) == refusal


def test_exception_holds_through_a_proxy() -> None:
    """Whoever allowed the feed's own host and port meant it."""
    intranet = Target("news", 8080)
    policy = AddressPolicy(exceptions=frozenset({intranet}))
    assert policy.refuse_proxied_url("http://news:8080/feed", intranet) is None
    assert policy.refuse_proxied_url("http://news:8080/feed") is Refusal.NOT_ITS_EXCEPTION
