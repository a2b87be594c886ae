"""A box of headlines beside every article of a site: what it names is no news of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.harness.pieces import NAMES
from tests.journeys.world import CHANNELS, Alert

if TYPE_CHECKING:
    from bench.harness.pieces import Piece
    from tests.journeys.world import World

IN_THE_BOX = "sinjar"
BOX = f"حريق في {NAMES[IN_THE_BOX]['ar']} يلتهم محال السوق القديم"


def boxed(world: World, piece: Piece) -> None:
    """The outlet publishes an article with the box below its text."""
    page = piece.page().replace(b"\n</article>", f"\n<p>{BOX}</p></article>".encode())
    world.outlet.publishes(f"/{piece.key}", page, "text/html; charset=utf-8")
    world.outlet.publish(piece, with_page=False)


def alerts_of_the_box(piece: Piece) -> set[Alert]:
    """What comes when the box is taken for a part of the article."""
    return {Alert(channel, f"/{piece.key}", IN_THE_BOX) for channel in CHANNELS}


async def test_third_page_does_not_alert_for_the_box(world: World) -> None:
    """The first two pages teach what the site's furniture is; the third is told for its own place alone."""
    await world.service.start()
    pieces = [piece for piece in (world.piece() for _ in range(6)) if piece.name != IN_THE_BOX][:3]
    for piece in pieces:
        boxed(world, piece)
        await world.alerted([piece])
    first, second, third = pieces
    both = alerts_of_the_box(first) | alerts_of_the_box(second)
    await world.until(lambda: both <= set(world.alerts()), "what the first two pages have in their boxes")
    assert world.query("SELECT count(*) FROM deliveries WHERE state <> 'sent'") == [(0,)]
    assert not alerts_of_the_box(third) & set(world.alerts())
