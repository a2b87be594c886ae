"""How a rendering can fail: one fixed list."""

from __future__ import annotations

from enum import StrEnum


class RenderReason(StrEnum):
    """Why a page was not rendered."""

    UNAVAILABLE = "unavailable"
    BUSY = "busy"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    TOO_BIG = "too_big"
    CRASHED = "crashed"


class RenderFailed(Exception):
    """A page could not be rendered; trying again later can help, unless there is no browser."""

    def __init__(self, reason: RenderReason) -> None:
        super().__init__(f"the page could not be rendered: {reason}")
        self.reason = reason
        self.permanent = reason is RenderReason.UNAVAILABLE
