"""Verification of intent (WebSub, section 5.3): what a GET at a callback is answered, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.push.leases import lease

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_CHALLENGE = 1000


class Verdict(StrEnum):
    """What a request at a callback means."""

    CONFIRM = "confirm"
    CONFIRM_END = "confirm_end"
    CONFIRMED_BEFORE = "confirmed_before"
    DENIED = "denied"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a callback waits for: the mode asked of the hub and not yet verified (None: nothing), and its topic.

    ``holds`` is whether the hub verified the subscription before and its lease lasts.
    """

    mode: str | None
    topic: str
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict; when confirmed, the challenge to echo and the lease that the hub grants."""

    verdict: Verdict
    challenge: str = ""
    lease: timedelta = timedelta(0)


_NOT_OURS = Judged(Verdict.NOT_OURS)


def judge(query: Mapping[str, str], awaited: Awaited) -> Judged:
    """Confirm only the very topic and mode that wait to be verified; a denial needs the topic alone.

    A hub that did not hear the first answer hears it again, which changes nothing.
    """
    mode, challenge = query.get("hub.mode", ""), query.get("hub.challenge", "")
    if query.get("hub.topic") != awaited.topic:
        return _NOT_OURS
    if mode == "denied":
        return Judged(Verdict.DENIED)
    if not 0 < len(challenge) <= LONGEST_CHALLENGE:
        return _NOT_OURS
    if mode == "subscribe" and awaited.mode is None and awaited.holds:
        return Judged(Verdict.CONFIRMED_BEFORE, challenge)
    if mode != awaited.mode:
        return _NOT_OURS
    verdict = Verdict.CONFIRM if mode == "subscribe" else Verdict.CONFIRM_END
    return Judged(verdict, challenge, lease(query.get("hub.lease_seconds", "")))
