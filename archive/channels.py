"""Channels that were disabled because their receiver said so; their deliveries wait until a person enables them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from archive.conflicts import insert_or
from archive.tables import disabled_channels as channels

if TYPE_CHECKING:
    from datetime import datetime


def disable_channel(tx: Connection, name: str, status: str, now: datetime) -> bool:
    """Disable a channel, ``status`` saying why; False if it was disabled already, for what reason ever."""
    insert = insert_or(tx, channels).values(name=name, status=status, disabled_at=now)
    return tx.execute(insert.on_conflict_do_nothing().returning(channels.c.name)).one_or_none() is not None


def enable_channel(tx: Connection, name: str) -> bool:
    """Enable a channel; False if it was not disabled."""
    return tx.execute(delete(channels).where(channels.c.name == name)).rowcount == 1


def disabled_channels(tx: Connection) -> dict[str, str]:
    """The disabled channels, each with the reason."""
    return dict(tx.execute(select(channels.c.name, channels.c.status)).all())
