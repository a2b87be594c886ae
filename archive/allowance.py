"""What all feeds share of the service's requests, kept for every crawler: two numbers, found again when lost."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from archive.conflicts import insert_or
from archive.tables import meta

_KEY = "allowance"


def keep_allowance(tx: Connection, constant: float, usual_share: float) -> None:
    """Let the crawlers work with these from now on."""
    row = {"key": _KEY, "value": json.dumps([constant, usual_share])}
    tx.execute(insert_or(tx, meta).on_conflict_do_update(index_elements=[meta.c.key], set_=row), row)


def kept_allowance(tx: Connection) -> tuple[float, float] | None:
    """The constant of the cadence and the usual share of matched articles; None when they were never found."""
    value = tx.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar()
    if value is None:
        return None
    constant, usual_share = json.loads(value)
    return float(constant), float(usual_share)
