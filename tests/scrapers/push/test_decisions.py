"""What hubs are asked, what is believed of them, and what push changes about polls: decided without a clock."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.push import leases, request, trust
from scrapers.push.request import Mode
from scrapers.push.signature import is_signed
from scrapers.push.verification import Awaited, Verdict, judge

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TOPIC = "https://enab.example/أخبار?a=1&b=2"
SECRET = "5e" * 32
BODY = "<rss>قصف على هجين</rss>".encode()
MINUTE = timedelta(minutes=1)


def signature(method: str, body: bytes = BODY, secret: str = SECRET) -> str:
    """As a hub makes it."""
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_right_signature_holds(method: str) -> None:
    """All four methods of the Recommendation, in either case."""
    assert is_signed(BODY, SECRET, signature(method))
    assert is_signed(BODY, SECRET, signature(method).upper())


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        "md5=" + hashlib.md5(BODY, usedforsecurity=False).hexdigest(),
        signature("sha256", b"other bytes"),
        signature("sha256", secret="another secret"),
        signature("sha1").replace("sha1", "sha256"),
        signature("sha256")[:-1],
        "sha256=" + "é\udcff" * 30,
    ],
)
def test_wrong_signature_does_not_hold(header: str | None) -> None:
    """Missing, cut, of other bytes, with another secret, by an unknown method, or no hexadecimal at all."""
    assert not is_signed(BODY, SECRET, header)


def test_subscription_form_is_complete() -> None:
    """Section 5.1: what a hub needs, with nothing lost of an Arabic topic."""
    body = request.form(Mode.SUBSCRIBE, "https://desk.example/push/t", TOPIC, SECRET, 864_000)
    assert parse_qs(body.decode()) == {
        "hub.callback": ["https://desk.example/push/t"],
        "hub.mode": ["subscribe"],
        "hub.topic": [TOPIC],
        "hub.lease_seconds": ["864000"],
        "hub.secret": [SECRET],
    }


def test_unsubscription_sends_no_secret() -> None:
    """It is of no use to whoever is left."""
    assert b"secret" not in request.form(Mode.UNSUBSCRIBE, "https://desk.example/push/t", TOPIC, SECRET, 1)


def test_random_token_is_one() -> None:
    """A callback whose own token were refused would never be verified."""
    token = secrets.token_urlsafe(request.RANDOM_BYTES)
    assert request.is_token(token)
    assert request.callback_url("https://desk.example/push/", token) == f"https://desk.example/push/{token}"


@pytest.mark.parametrize("text", ["", "x" * 42, "x" * 44, "../" + "x" * 40, "أ" * 43])
def test_other_paths_are_no_tokens(text: str) -> None:
    """The archive is not asked for what cannot be one."""
    assert not request.is_token(text)


def asked(mode: str = "subscribe", topic: str = TOPIC, challenge: str = "c-1", granted: str = "600") -> dict[str, str]:
    """A hub's verification."""
    return {"hub.mode": mode, "hub.topic": topic, "hub.challenge": challenge, "hub.lease_seconds": granted}


def test_pending_subscription_is_confirmed() -> None:
    """By the challenge, with the lease that the hub grants."""
    judged = judge(asked(), Awaited("subscribe", TOPIC))
    assert (judged.verdict, judged.challenge, judged.lease) == (Verdict.CONFIRM, "c-1", timedelta(minutes=10))
    ending = judge(asked("unsubscribe"), Awaited("unsubscribe", TOPIC))
    assert (ending.verdict, ending.challenge) == (Verdict.CONFIRM_END, "c-1")


@pytest.mark.parametrize(
    ("query", "awaited"),
    [
        (asked(), Awaited(None, TOPIC)),
        (asked(), Awaited("unsubscribe", TOPIC)),
        (asked("unsubscribe"), Awaited("subscribe", TOPIC)),
        (asked(topic=TOPIC + "x"), Awaited("subscribe", TOPIC)),
        (asked(challenge=""), Awaited("subscribe", TOPIC)),
        (asked(challenge="x" * 5000), Awaited("subscribe", TOPIC)),
        (asked("denied", topic="https://other.example/"), Awaited("subscribe", TOPIC)),
        ({}, Awaited("subscribe", TOPIC)),
    ],
)
def test_what_is_not_pending_is_not_confirmed(query: dict[str, str], awaited: Awaited) -> None:
    """Else anybody could subscribe us to anything, or end what we have."""
    assert judge(query, awaited).verdict is Verdict.NOT_OURS


def test_denial_is_believed_at_any_time() -> None:
    """Section 5.2: a hub may deny later, too; only it knows the callback."""
    assert judge({"hub.mode": "denied", "hub.topic": TOPIC}, Awaited(None, TOPIC)).verdict is Verdict.DENIED


@pytest.mark.parametrize(
    ("granted", "seconds"),
    [("600", 600), ("", 86_400), ("0", 86_400), ("-5", 86_400), ("1e9", 86_400), ("٦٠٠", 86_400),
     ("9" * 11, 30 * 86_400), ("9" * 5000, 86_400)],
)  # fmt: skip
def test_leases_are_bounded(granted: str, seconds: int) -> None:
    """A hub's number is a hub's number: at most a month, and a day where it makes no sense."""
    assert leases.lease(granted).total_seconds() == seconds


@given(st.integers(1, 30 * 86_400))
def test_leases_are_renewed_in_time(seconds: int) -> None:
    """At two thirds; a lease too short for that is renewed twice a minute and no more."""
    wait = leases.renewal(timedelta(seconds=seconds))
    assert wait == max(timedelta(seconds=seconds) * 2 / 3, leases.SHORTEST_RENEWAL)


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_failed_hub_is_asked_less_and_less(failures: int, jitter: float) -> None:
    """Within minutes at first, within a day for ever."""
    wait = leases.retry(failures, jitter)
    assert timedelta(minutes=2) < wait <= timedelta(days=1)
    assert leases.retry(failures + 1, jitter) >= wait


def delivering(**changes: datetime | bool | None) -> trust.Delivering:
    """A push that works."""
    facts: dict[str, datetime | bool | None] = {
        "active": True, "lease_until": NOW + MINUTE, "delivered_at": NOW - MINUTE, "missed_at": None,
    }  # fmt: skip
    return trust.Delivering(**(facts | changes))  # type: ignore[arg-type]


def test_working_push_is_trusted() -> None:
    """It has delivered, and since it last missed something."""
    assert trust.is_trusted(delivering(), NOW)
    assert trust.is_trusted(delivering(missed_at=NOW - 2 * MINUTE), NOW)


@pytest.mark.parametrize(
    "change",
    [{"active": False}, {"lease_until": NOW}, {"lease_until": None}, {"delivered_at": None}, {"missed_at": NOW}],
)
def test_doubtful_push_is_not_trusted(change: dict[str, datetime | bool | None]) -> None:
    """Not verified, over, silent since it began, or one that missed an entry: the feed is polled as if it had none."""
    assert not trust.is_trusted(delivering(**change), NOW)


@given(st.integers(1, 100_000), st.integers(1, 100_000))
def test_polls_are_stretched_within_bounds(wait: int, lease: int) -> None:
    """Six times and two hours at most, never sooner than without push, and in time for the lease's end."""
    due, lease_until = NOW + timedelta(seconds=wait), NOW + timedelta(seconds=lease)
    later = trust.stretched(NOW, due, lease_until)
    assert due <= later <= NOW + max(min(6 * (due - NOW), trust.LONGEST), due - NOW)
    assert later <= max(due, lease_until)


@pytest.mark.parametrize(
    ("ages", "missed"), [([], False), ([1.0, 2.5, -30.0], False), ([1.0, 3.5], True), ([None], True)]
)
def test_old_entry_found_by_a_poll_was_missed(ages: list[float | None], missed: bool) -> None:  # noqa: FBT001
    """A fresh one may still be on its way; one without a date cannot show that it is fresh."""
    assert trust.is_missed([None if age is None else NOW - age * MINUTE for age in ages], NOW) is missed
