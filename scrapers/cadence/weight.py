"""Weight: how often a source matters to the watchlist, against how often sources do."""

from __future__ import annotations

LEAST = 0.25
MOST = 4.0
_DOUBT_ARTICLES = 20.0


def weight_of(matched: float, articles: float, usual_share: float) -> float:
    """The weight of a source of whose ``articles`` so many ``matched``; ``usual_share`` is that of all sources.

    A source of which little is known weighs 1, one that never matched a quarter: it is polled half as often.
    """
    if usual_share <= 0:
        return 1.0
    share = (matched + _DOUBT_ARTICLES * usual_share) / (articles + _DOUBT_ARTICLES)
    return min(MOST, max(LEAST, share / usual_share))
