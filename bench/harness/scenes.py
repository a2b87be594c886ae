"""What has to happen before some points of the service are reached: a page that comes late, a site that becomes known.

These scenes end with a service that is stopped and work that is due, as if minutes had passed.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.harness.kept import kept_articles
from bench.harness.pieces import NAMES, copies_of
from bench.harness.rig import until

if TYPE_CHECKING:
    from pathlib import Path

    from bench.harness.pieces import Piece
    from bench.harness.rig import Rig

LATE_PAGE = frozenset({"inside-replace", "after-replace"})
KNOWN_SITE = frozenset({"after-reread", "before-reread-end"})
COPIED = frozenset({"after-meet", "inside-overtaken-check", "before-keep", "after-keep"})
FORGOTTEN_INDEX = frozenset({"during-restore"})
IN_THE_BOX = "sinjar"
_SEEN_FIRST = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of the feed whose page is another one's, or has something below its text."""

    piece: Piece
    page_of: Piece
    below: str = ""

    @property
    def key(self) -> str:
        """The path without its slash."""
        return self.piece.key

    @property
    def title(self) -> str:
        """The title in the feed."""
        return self.piece.title

    @property
    def summary(self) -> str:
        """The description in the feed."""
        return self.piece.summary

    def page(self) -> bytes:
        """The page, as bytes."""
        return self.page_of.page().replace(b"\n</article>", f"\n<p>{self.below}</p></article>".encode())


async def set_scene(rig: Rig, point: str, patience_seconds: float) -> None:
    """Give the service work on which it gets to the point."""
    if point in LATE_PAGE:
        await _page_comes_late(rig, patience_seconds)
    elif point in KNOWN_SITE:
        await _site_becomes_known(rig, patience_seconds)
    elif point in FORGOTTEN_INDEX:
        await _redis_forgets(rig, patience_seconds)
    elif point in COPIED:
        rig.publish_copied(1)
    else:
        rig.publish(1)


async def end_scene(rig: Rig, point: str, patience_seconds: float) -> None:
    """Wait until nothing is left to be read again."""
    if point in KNOWN_SITE:
        await until(lambda: not _rows(rig.service.archive, "site_rereads"), patience_seconds)


def left_in_boxes(rig: Rig, point: str) -> int:
    """How many articles still mention what stands beside all articles of their site."""
    if point not in KNOWN_SITE:
        return 0
    return sum(IN_THE_BOX in article.names for article in kept_articles(rig.service.archive))


async def _page_comes_late(rig: Rig, patience_seconds: float) -> None:
    """A page is not there when its news comes; now it is, and says more than the feed did."""
    site, piece = rig.newsroom.sites[0], rig.next_piece()
    site.down.add(f"/{piece.key}")
    site.publish(piece)
    rig.want(piece, piece.name)
    await rig.service.start()
    await rig.drain(patience_seconds, settle_seconds=0.5)
    await rig.service.stop()
    other = _next_other_than(rig, piece.name)
    site.down.clear()
    site.pieces[f"/{piece.key}"] = Shown(piece, other)
    rig.want(piece, other.name)
    _write(rig.service.archive, "UPDATE page_tries SET due_at = planned_at WHERE due_at IS NOT NULL")


async def _redis_forgets(rig: Rig, patience_seconds: float) -> None:
    """An article is told of; then the bundled Valkey loses its files, and copies of the article come."""
    original = rig.next_piece()
    rig.newsroom.sites[0].publish(original)
    rig.want(original, original.name)
    await rig.service.start()
    await rig.drain(patience_seconds, settle_seconds=0.5)
    await rig.service.stop()
    shutil.rmtree(rig.service.data / "valkey")
    for site, copy in zip(rig.newsroom.sites[1:], copies_of(original), strict=False):
        site.publish(copy)


async def _site_becomes_known(rig: Rig, patience_seconds: float) -> None:
    """Three pages of a site have a box below their text; only the third is read without it."""
    site, first = rig.newsroom.sites[0], _next_other_than(rig, IN_THE_BOX)
    box = f"حريق في {NAMES[IN_THE_BOX]['ar']} يلتهم محال السوق {'جد' * len(site.pieces)} القديم"
    pieces = [first, *(_next_other_than(rig, IN_THE_BOX) for _ in range(_SEEN_FIRST))]
    await rig.service.start()
    for place, piece in enumerate(pieces):
        site.publish(Shown(piece, piece, box))
        rig.want(piece, piece.name)
        if place < _SEEN_FIRST:
            rig.want(piece, IN_THE_BOX)
        await rig.drain(patience_seconds, settle_seconds=0.5)
    await rig.service.stop()
    _write(rig.service.archive, "UPDATE site_rereads SET due_at = asked_at")


def _next_other_than(rig: Rig, name: str) -> Piece:
    while True:
        piece = rig.next_piece()
        if piece.name != name:
            return piece


def _rows(archive: Path, table: str) -> int:
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own name
    return int(count)


def _write(archive: Path, statement: str) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute(statement)
        connection.commit()
