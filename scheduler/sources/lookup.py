"""Which source a person means: by its number, its address in any spelling, or a part of its name or address. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.sources.errors import SourcesProblem
from scrapers.finding.candidates import completed
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.sources.rows import Row

_MOST_SHOWN = 10


def find_row(rows: Sequence[Row], asked: str) -> Row:
    """The one source that is meant; raises SourcesProblem when there is none, or several."""
    found = matching(rows, asked)
    if len(found) == 1:
        return found[0]
    if not found:
        raise SourcesProblem(f"no feed has this number, address or name: {asked} (marsad feeds list shows all)")
    shown = "\n".join(f"  {'-' if row.id is None else row.id}  {row.url}  {row.name}" for row in found[:_MOST_SHOWN])
    more = f"\n  and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
    raise SourcesProblem(f"{len(found)} feeds match; give the number or the address of one:\n{shown}{more}")


def matching(rows: Sequence[Row], asked: str) -> list[Row]:
    """The sources with this number, else this address, else this name, else with this part in name or address."""
    text = asked.strip().casefold()
    by_number = [row for row in rows if text.isdecimal() and row.id is not None and str(row.id) == text]
    key = url_key(completed(asked))
    by_address = [row for row in rows if row.url == asked or url_key(row.url) == key]
    by_name = [row for row in rows if row.name.casefold() == text]
    by_part = [row for row in rows if text and (text in row.name.casefold() or text in row.url.casefold())]
    return by_number or by_address or by_name or by_part
