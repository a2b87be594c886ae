"""Several light edits of one copy, as most reprints show them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench.duplicates.desk import dateline_of
from bench.duplicates.edits.layout import captions, links_between
from bench.duplicates.edits.names import otherwise_set

if TYPE_CHECKING:
    from bench.duplicates.desk import Desk
    from bench.duplicates.wire import Draft


def several(desk: Desk) -> Draft:
    """Another dateline and spelling, shorter sentences, numbers the other way, captions or links between."""
    style = replace(desk.style, spelling=desk.chance.randint(0, 1), short=True, words=0 if desk.style.words else 10)
    other = replace(desk, style=style, dateline=dateline_of(desk), credit=desk.pick("credits"))
    if desk.chance.random() < 0.5:
        other = otherwise_set(other)
    return desk.chance.choice((captions, links_between))(other)
