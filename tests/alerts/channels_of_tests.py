"""Channels without a wire, for what is about the outbox alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from alerts.sending import SENT, SendResult

if TYPE_CHECKING:
    from alerts.message import Message
    from alerts.routing import Recipient


class Gate:
    """Accepts every message once it is open; counts what it was given."""

    deadline_seconds = 5.0

    def __init__(self, *, is_open: bool = True) -> None:
        self.given: Counter[str] = Counter()
        self._opened = asyncio.Event()
        if is_open:
            self.open()

    @property
    def is_open(self) -> bool:
        """Whether messages pass."""
        return self._opened.is_set()

    def open(self) -> None:
        """Let everything through from now on."""
        self._opened.set()

    async def send(self, message: Message, recipient: Recipient, message_key: str) -> SendResult:  # noqa: ARG002 - the interface's
        """Wait at the gate, then accept."""
        self.given[message_key] += 1
        await self._opened.wait()
        return SENT


class Broken:
    """Fails as only a mistake in a channel can."""

    deadline_seconds = 5.0

    async def send(self, message: Message, recipient: Recipient, message_key: str) -> SendResult:
        """Raise something that holds a secret."""
        raise ValueError(f"canary {recipient.email} {message_key} {message.created_at}")
