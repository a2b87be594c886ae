"""Leases that outlived their holders, dropped by a start that knows no other process is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from archive.catching_up import free_catch_up
from archive.tables import deliveries, entries, page_tries, site_rereads

if TYPE_CHECKING:
    from sqlalchemy import Connection


def drop_leases(tx: Connection) -> int:
    """Free every leased entry, delivery, page and site: whatever was killed, nothing waits for it; gives how many."""
    freed = 0
    for table in (entries, deliveries, page_tries, site_rereads):
        free = update(table).where(table.c.lease_token.is_not(None)).values(lease_token=None, lease_until=None)
        freed += tx.execute(free).rowcount
    free_catch_up(tx)
    return freed
