"""A feed is followed where it moves within its own site, never further; and is gone only when it says so again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.nouns import Conduct, Feed, Validators
from scrapers.conduct import SAME_BODIES, Sight, address_of, conduct_after, has_left, is_gone
from scrapers.statuses import FetchStatus

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OLD, NEW, ELSEWHERE = "https://enab.example/feed", "https://www.enab.example/rss", "https://sold.example.net/rss"
FEED = Feed(
    id=1,
    url=OLD,
    name="عنب بلدي",
    language="ar",
    tags=(),
    interval_min_seconds=120,
    interval_max_seconds=3600,
    enabled=True,
    status="ok",
    failures=0,
    guids_unreliable=False,
    first_polled_at=NOON,
    last_polled_at=NOON,
    last_ok_at=NOON,
    next_poll_at=None,
    validators=Validators(),
)


def with_conduct(**changes: object) -> Feed:
    """The feed with a past."""
    return replace(FEED, conduct=Conduct(**changes))  # type: ignore[arg-type]


def after(feed: Feed, *moves: str | None, hours_apart: float = 13) -> Conduct:
    """What is remembered after good answers that came from there, so many hours apart."""
    for number, target in enumerate(moves):
        now = NOON + timedelta(hours=hours_apart * number)
        feed = replace(feed, conduct=conduct_after(feed, Sight(address_of(feed), FetchStatus.UNCHANGED, target), now))
    return feed.conduct


def after_statuses(feed: Feed, *statuses: FetchStatus) -> Conduct:
    """What is remembered after polls that ended so."""
    for status in statuses:
        feed = replace(feed, conduct=conduct_after(feed, Sight(address_of(feed), status), NOON))
    return feed.conduct


def test_move_within_a_site_is_followed() -> None:
    """After three sightings over a day."""
    assert after(FEED, NEW, NEW).moved_sightings == 2
    assert after(FEED, NEW, NEW, NEW) == Conduct(fetch_url=NEW)


@pytest.mark.parametrize(
    ("moves", "hours_apart"),
    [((NEW,) * 9, 1.0), ((NEW, NEW), 48.0), ((NEW, NEW, None, NEW, NEW), 13.0), ((NEW, NEW, OLD + "?s=1", NEW), 13.0)],
    ids=["within a day", "twice", "with an answer of its own between", "with another target between"],
)
def test_move_is_not_believed_too_soon(moves: tuple[str | None, ...], hours_apart: float) -> None:
    """A redirect for a night of repairs, or one that is another each time, is no move."""
    assert after(FEED, *moves, hours_apart=hours_apart).fetch_url is None


def test_move_to_another_owner_is_only_told() -> None:
    """A lapsed domain's new owner must not become the source without a person's word."""
    conduct = after(FEED, *(ELSEWHERE,) * 9)
    assert (conduct.fetch_url, conduct.moved_to) == (None, ELSEWHERE)
    assert has_left(OLD, conduct)
    assert not has_left(OLD, after(FEED, NEW))


def test_step_back_to_plain_http_is_not_followed() -> None:
    """What came encrypted stays so."""
    assert after(FEED, *(NEW.replace("https:", "http:"),) * 9).fetch_url is None


def test_absurd_address_is_not_followed() -> None:
    """A server must not have us store a novel."""
    assert after(FEED, *(NEW + "?" + "x" * 3_000,) * 9).fetch_url is None


def test_failures_between_say_nothing_of_a_move() -> None:
    """A server that is down for an hour does not begin to move anew."""
    conduct = after_statuses(with_conduct(moved_to=NEW, moved_since=NOON, moved_sightings=2), FetchStatus.SERVER_ERROR)
    assert conduct.moved_sightings == 2


def test_feed_that_moves_back_is_followed_home() -> None:
    """Then its configured address is its address again."""
    assert after(with_conduct(fetch_url=NEW), *(OLD,) * 3) == Conduct()


def test_failing_new_address_lets_the_old_one_be_tried() -> None:
    """Each other time, for either may come back; trouble of the server itself is waited for at the new one."""
    moved = with_conduct(fetch_url=NEW)
    assert address_of(moved) == NEW
    assert [address_of(replace(moved, failures=n, status="not_found")) for n in (1, 2, 3)] == [OLD, NEW, OLD]
    assert address_of(replace(moved, failures=1, status="http_5xx")) == NEW


def test_move_is_undone_when_the_old_address_works() -> None:
    """At once, whether it answers itself or still sends us on."""
    moved = replace(with_conduct(fetch_url=NEW), failures=1, status="not_found")
    assert conduct_after(moved, Sight(OLD, FetchStatus.OK), NOON) == Conduct()
    assert conduct_after(moved, Sight(OLD, FetchStatus.OK, NEW), NOON) == Conduct(None, NEW, NOON, 1)
    assert conduct_after(moved, Sight(OLD, FetchStatus.NOT_FOUND), NOON).fetch_url == NEW


def test_gone_is_confirmed() -> None:
    """A third 410 in a row, with nothing but trouble between."""
    gone = FetchStatus.GONE
    assert not is_gone(after_statuses(FEED, gone, gone))
    assert is_gone(after_statuses(FEED, gone, FetchStatus.TIMEOUT, gone, FetchStatus.SERVER_ERROR, gone))


@pytest.mark.parametrize("status", [FetchStatus.OK, FetchStatus.UNCHANGED, FetchStatus.NOT_FOUND])
def test_other_answer_between_is_no_confirmation(status: FetchStatus) -> None:
    """A 404 is not gone, and a feed that answers is there."""
    assert not is_gone(after_statuses(FEED, FetchStatus.GONE, FetchStatus.GONE, status, FetchStatus.GONE))
    assert not is_gone(after_statuses(FEED, *(FetchStatus.NOT_FOUND,) * 9))


def test_same_bodies_are_counted_in_a_row() -> None:
    """A 304 or news shows that the server knows its validators."""
    same = Sight(OLD, FetchStatus.UNCHANGED, had_body=True)
    counts = []
    feed = FEED
    for sight in (*(same,) * (SAME_BODIES + 1), Sight(OLD, FetchStatus.TIMEOUT), Sight(OLD, FetchStatus.UNCHANGED)):
        feed = replace(feed, conduct=conduct_after(feed, sight, NOON))
        counts.append(feed.conduct.same_bodies)
    assert counts == [1, 2, 3, 4, 5, 5, 5, 0]


def test_period_lasts_until_a_document_says_otherwise() -> None:
    """An unchanged answer does not repeat what its document said."""
    told = conduct_after(FEED, Sight(OLD, FetchStatus.OK, was_read=True, period_seconds=600.0), NOON)
    feed = replace(FEED, conduct=told)
    assert conduct_after(feed, Sight(OLD, FetchStatus.UNCHANGED), NOON).period_seconds == 600
    assert conduct_after(feed, Sight(OLD, FetchStatus.OK, was_read=True), NOON).period_seconds is None
