"""What can go wrong in this room, in words that are safe to log."""

from __future__ import annotations


class AlertsError(Exception):
    """The message holds no recipient, address, secret or text; ``permanent`` tells that trying again cannot help."""

    def __init__(self, message: str, *, permanent: bool = True) -> None:
        super().__init__(message)
        self.permanent = permanent
