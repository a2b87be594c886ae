"""Which URLs and addresses the policy refuses, before anything is connected to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.addresses import AddressPolicy, Refusal, Target
from tests.gateway.spellings import DISGUISED_URLS, FORBIDDEN_HOSTS, PUBLIC_URLS

FEED = Target("10.0.0.7", 8080)
OTHER_FEED = Target("10.0.0.8", 8080)
EXCEPTING = AddressPolicy(frozenset({FEED, OTHER_FEED}))


def test_all_spellings_are_here() -> None:
    """The table is the one that other watches were measured on."""
    assert len(FORBIDDEN_HOSTS) == 77


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
def test_forbidden_spelling_is_refused(host: str) -> None:
    """Whatever the resolver below would read as a private address is refused as one."""
    assert AddressPolicy().refuse_url(f"http://{host}/") in {Refusal.ADDRESS, Refusal.HOST}


@pytest.mark.parametrize("url", DISGUISED_URLS)
def test_disguised_url_is_refused(url: str) -> None:
    """A URL that two parsers could read differently leads nowhere."""
    assert AddressPolicy().refuse_url(url) is not None


@pytest.mark.parametrize("url", PUBLIC_URLS)
def test_public_url_is_allowed(url: str) -> None:
    """A watch that refuses real outlets is of no use."""
    assert AddressPolicy().refuse_url(url) is None


@pytest.mark.parametrize(
    "url", ["http://example.com:8080/", "http://example.com:22/", "http://8.8.8.8:6379/", "http://example.com:0/"]
)
def test_other_ports_are_refused(url: str) -> None:
    """Feeds are on web ports; anything else is somebody's internal service."""
    assert AddressPolicy().refuse_url(url) is Refusal.PORT


def test_configured_ports_are_allowed() -> None:
    """An operator may know an outlet on 8443."""
    assert AddressPolicy(ports=frozenset({443, 8443})).refuse_url("https://example.com:8443/") is None


def test_own_exception_is_allowed() -> None:
    """A feed on the organisation's own network, named in the configuration."""
    assert EXCEPTING.refuse_url("http://10.0.0.7:8080/feed", FEED) is None
    assert EXCEPTING.refuse_address("10.0.0.7", "10.0.0.7", 8080) is None


@pytest.mark.parametrize("own", [None, OTHER_FEED])
def test_exception_of_another_is_refused(own: Target | None) -> None:
    """A link in one feed must not reach what was excepted for another."""
    assert EXCEPTING.refuse_url("http://10.0.0.7:8080/", own) is Refusal.NOT_ITS_EXCEPTION


def test_invented_exception_is_refused() -> None:
    """Only the configuration grants exceptions; one taken back no longer holds."""
    assert AddressPolicy().refuse_url("http://10.0.0.7:8080/", FEED) is not None


@pytest.mark.parametrize("url", ["http://10.0.0.7/", "http://10.0.0.7:8081/", "https://10.0.0.9:8080/"])
def test_exception_is_for_host_and_port(url: str) -> None:
    """The neighbour's port is not what the operator meant."""
    assert EXCEPTING.refuse_url(url, FEED) is not None


def test_exception_holds_for_every_spelling() -> None:
    """The operator may write the address as he likes; the target is the same."""
    assert Target.of_url("http://0x0a.7:8080/") == FEED
    assert EXCEPTING.refuse_url("http://0x0a.7:8080/", FEED) is None


def test_forbidden_address_of_a_public_name() -> None:
    """A name server can answer anything; the address is judged when it is dialled."""
    assert AddressPolicy().refuse_address("169.254.169.254", "example.com", 80) is Refusal.ADDRESS
    assert AddressPolicy().refuse_address("::ffff:7f00:1", "example.com", 80) is Refusal.ADDRESS
    assert AddressPolicy().refuse_address("fe80::1%eth0", "example.com", 80) is Refusal.ADDRESS
    assert AddressPolicy().refuse_address("not an address", "example.com", 80) is Refusal.MALFORMED


def test_public_address_of_a_public_name() -> None:
    """The usual case, in both families."""
    assert AddressPolicy().refuse_address("93.184.216.34", "example.com", 443) is None
    assert AddressPolicy().refuse_address("2606:2800:220:1::1", "example.com", 443) is None


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "0x{:x}", "0{:o}"]))
def test_every_number_is_judged_as_its_address(number: int, form: str) -> None:
    """One number and the dotted form of it get the same judgement."""
    octets = ".".join(str(number >> shift & 0xFF) for shift in (24, 16, 8, 0))
    policy = AddressPolicy()
    assert policy.refuse_url(f"http://{form.format(number)}/") == policy.refuse_url(f"http://{octets}/")


@given(st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    """A URL comes from a stranger's document; judging it never raises."""
    AddressPolicy().refuse_url(text)
    AddressPolicy().refuse_url(f"http://{text}/")


@pytest.mark.parametrize("part", ["ﷺ", "é.", "a.", "1.", "0x", "["])
@pytest.mark.parametrize("times", [250, 2000, 30_000])
def test_endless_host_is_judged_at_once(part: str, times: int) -> None:
    """A feed may give a megabyte as an item's host: the tables of IDNA took minutes for it, and all polls waited."""
    began = time.process_time()
    for number in range(5):
        assert AddressPolicy().refuse_url(f"http://{part * times}{number}/") is not None
    assert time.process_time() - began < 3
