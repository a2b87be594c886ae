"""What is done once a period, by whichever scheduler comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.conflicts import insert_or
from archive.tables import periods

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def claim_period(tx: Connection, job: str, period: str, now: datetime) -> bool:
    """Whether the job is the caller's to do for this period (a date, an hour); True comes once."""
    insert = insert_or(tx, periods).values(job=job, period=period, claimed_at=now)
    return tx.execute(insert.on_conflict_do_nothing().returning(periods.c.job)).one_or_none() is not None
