"""Cadence: when a feed is asked next. Everything here is pure: no clock, network, randomness or archive.

In: what is known of a feed - its learned pace, how much its source matters, what its server asked for, how it failed -
and how many requests a day the whole service may make. Out: the time of its next poll.

``pace`` learns, ``rates`` says what to expect of it, ``law`` turns that into an interval, ``budget`` finds the one
constant of the law, ``hints`` and ``failing`` tell what answers ask for, and ``decision`` puts them together.
"""

from __future__ import annotations

from scrapers.cadence.decision import Situation, next_poll

__all__ = ["Situation", "next_poll"]
