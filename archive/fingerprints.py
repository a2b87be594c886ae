"""The fingerprints of the articles in which copies are looked for: written with the article, in one order for all.

Their numbers grow in the order of the commits, so that whoever knows the youngest one knows all that came before. By
that the archive is the arbiter between two workers with the same text: the second one finds what the first one wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select, text

from archive.errors import ArchiveError
from archive.failpoints import reach
from archive.tables import fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.comparisons import Comparison, Overlaps

# Any number will do: it names this order among the locks that PostgreSQL knows.
_ORDER_LOCK = 0x6D61_7273_6164
_PAGE = 1000


class KeptPrints(NamedTuple):
    """The packed fingerprints of an entry's article."""

    number: int
    entry_id: int
    prints: bytes
    kept_at: datetime


class Overtaken(ArchiveError):
    """Articles that may be of the same text were committed since it was compared; nothing was written.

    ``by`` are their entries; ``after`` is the youngest number of all that was looked through.
    """

    permanent = False

    def __init__(self, by: frozenset[int], after: int) -> None:
        super().__init__(f"overtaken by {len(by)} articles that may be of the same text")
        self.by = by
        self.after = after


def take_turn(tx: Connection, comparison: Comparison, entry_id: int) -> None:
    """Have the order of commits to oneself until the transaction ends; raises Overtaken. Before all else in it.

    SQLite has one writer anyway.
    """
    if not comparison.prints:
        return
    if tx.dialect.name == "postgresql":
        tx.execute(_LOCK)
    if comparison.overlaps is not None:
        _refuse_overtaken(tx, comparison, comparison.overlaps, entry_id)


def _refuse_overtaken(tx: Connection, comparison: Comparison, overlaps: Overlaps, entry_id: int) -> None:
    younger = tx.execute(_YOUNGER, {"after": comparison.after, "own": entry_id}).all()
    by = frozenset(row.entry_id for row in younger if row.id not in comparison.met and overlaps(row.prints))
    reach("inside-overtaken-check")
    if by:
        raise Overtaken(by, max(row.id for row in younger))


def put_prints(tx: Connection, article_id: int, entry_id: int, prints: bytes | None, kept_at: datetime) -> int:
    """Write an article's fingerprints in the place of those it had, if any; their number, 0 where there are none.

    None leaves what is there.
    """
    if prints is None:
        return 0
    tx.execute(_REMOVE, {"of": article_id})
    return add_prints(tx, article_id, entry_id, prints, kept_at)


def add_prints(tx: Connection, article_id: int, entry_id: int, prints: bytes | None, kept_at: datetime) -> int:
    """The same for an article that has none yet."""
    if not prints:
        return 0
    values = {"article_id": article_id, "entry_id": entry_id, "prints": prints, "kept_at": kept_at}
    return int(tx.execute(_ADD, values).scalar_one())


def youngest_prints(tx: Connection) -> int:
    """The highest number given so far, 0 before the first; all lower ones are committed or will never be."""
    return int(tx.execute(_YOUNGEST).scalar_one())


def prints_of(tx: Connection, article_id: int) -> bytes:
    """An article's packed fingerprints, empty where it has none."""
    return tx.execute(_OF, {"of": article_id}).scalar_one_or_none() or b""


def prints_page(tx: Connection, after: int, limit: int) -> list[KeptPrints]:
    """The fingerprints that are kept, a page: those with the lowest numbers above ``after``."""
    return [KeptPrints(*row) for row in tx.execute(_KEPT, {"after": after, "limit": limit})]


def look_through(tx: Connection, see: Callable[[int, bytes], None]) -> None:
    """Show ``see`` the entry and the fingerprints of each article that are kept, a page in memory at a time."""
    for entry_id, prints in tx.execute(_WINDOW):
        see(entry_id, prints)


def last_kept(tx: Connection) -> datetime | None:
    """When the youngest were kept, by the clock of the process that did."""
    return tx.execute(_LAST_KEPT).scalar_one_or_none()


def forget_prints(tx: Connection, before: datetime, limit: int) -> int:
    """Forget up to so many fingerprints that are older; how many went."""
    old = select(fingerprints.c.id).where(fingerprints.c.kept_at < before).limit(limit)
    return tx.execute(delete(fingerprints).where(fingerprints.c.id.in_(old))).rowcount


_LOCK = text(f"SELECT pg_advisory_xact_lock({_ORDER_LOCK})")
_YOUNGER = (
    select(fingerprints.c.id, fingerprints.c.entry_id, fingerprints.c.prints)
    .where(fingerprints.c.id > bindparam("after"), fingerprints.c.entry_id != bindparam("own"))
    .order_by(fingerprints.c.id)
)
_OF = select(fingerprints.c.prints).where(fingerprints.c.article_id == bindparam("of"))
_YOUNGEST = select(func.coalesce(func.max(fingerprints.c.id), 0))
_KEPT = (
    select(fingerprints.c.id, fingerprints.c.entry_id, fingerprints.c.prints, fingerprints.c.kept_at)
    .where(fingerprints.c.id > bindparam("after"))
    .order_by(fingerprints.c.id)
    .limit(bindparam("limit"))
)
_WINDOW = select(fingerprints.c.entry_id, fingerprints.c.prints).execution_options(yield_per=_PAGE)
_LAST_KEPT = select(fingerprints.c.kept_at).order_by(fingerprints.c.id.desc()).limit(1)
_REMOVE = delete(fingerprints).where(fingerprints.c.article_id == bindparam("of"))
_ADD = fingerprints.insert().returning(fingerprints.c.id)
