"""Leases that outlived their holders, dropped by a start that knows no other process is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from archive.catching_up import free_catch_up
from archive.tables import deliveries, entries

if TYPE_CHECKING:
    from sqlalchemy import Connection


def drop_leases(tx: Connection) -> int:
    """Free every leased entry and delivery, so that nothing waits for a process that was killed; gives how many."""
    freed = 0
    for table in (entries, deliveries):
        free = update(table).where(table.c.lease_token.is_not(None)).values(lease_token=None, lease_until=None)
        freed += tx.execute(free).rowcount
    free_catch_up(tx)
    return freed
