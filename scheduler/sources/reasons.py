"""Why a feed is polled when it is, in sentences for `marsad feeds show`. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.sources.rows import sparkline
from scheduler.sources.times import span
from scrapers.cadence.rates import hour_factors, per_day
from scrapers.conduct import is_gone
from scrapers.pacing import pace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from archive.nouns import Feed

_FEW_ARTICLES = 20
_STANDS_OUT = 1.3


def reasons(feed: Feed, budget: float, now: datetime) -> Iterator[str]:
    """What the cadence takes into account; ``budget`` is ``polls_per_feed_per_day``."""
    if is_gone(feed.conduct):
        yield "its server says that it is gone for good, so it is asked once a week"
        return
    if feed.failures > 1:
        yield f"it failed {feed.failures} times in a row, so it is asked less and less often"
    low, high = span(feed.interval_min_seconds), span(feed.interval_max_seconds)
    if feed.interval_min_seconds >= feed.interval_max_seconds:
        yield f"always {low} apart (interval: its min and max are the same)"
        return
    yield from _expected(feed, now)
    if feed.articles_counted >= _FEW_ARTICLES:
        share = feed.articles_matched / feed.articles_counted
        yield f"{share:.0%} of its last articles held a watched name, which says how much it matters"
    if feed.conduct.period_seconds:
        yield f"its document says that it changes every {span(feed.conduct.period_seconds)}"
    yield f"between {low} and {high} apart (interval), all feeds together {budget:.0f} times a day each on average"


def _expected(feed: Feed, now: datetime) -> Iterator[str]:
    """How many entries are expected of it, and when."""
    pace = pace_of(feed)
    if pace.as_of is None:
        yield "nothing is learned yet of when its entries come"
        return
    factors = hour_factors(pace)
    yield f"{per_day(pace, now.timestamp()):.1f} entries a day are expected{_best_hours(factors)}"
    yield f"by the hour (UTC, from 00 to 23): {sparkline([round(100 * factor) for factor in factors])}"


def _best_hours(factors: Sequence[float]) -> str:
    """A clause about the hours of the day that stand out, if some do."""
    best = sorted(range(len(factors)), key=lambda hour: -factors[hour])[:3]
    if factors[best[-1]] < _STANDS_OUT:
        return ""
    return f", most of them around {', '.join(f'{hour:02}h' for hour in sorted(best))} UTC"
