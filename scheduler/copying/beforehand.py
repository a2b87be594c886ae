"""What comparing a text would come to if it came now: the desk's steps over the archive alone, for who only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.elders import elders_of
from scheduler.copying.candidates import at_its_address, of_any_age
from scheduler.copying.judging import compare
from scheduler.copying.scanning import Wanted, nearest_to
from scheduler.copying.short_texts import short_among
from scrapers.copies.sketching import sketch_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.comparisons import Comparison
    from scheduler.copying.subject import Subject


def compared_beforehand(tx: Connection, subject: Subject) -> Comparison:
    """As ``CopyDesk.commit`` compares it, with all that is committed; may take long."""
    sketch = sketch_of(subject.text)
    if not sketch.prints:
        near = at_its_address(tx, subject)
        return short_among(subject.text, near, elders_of(tx, near))
    (nearest,) = nearest_to(tx, [Wanted(subject.number, sketch)])
    among = nearest | of_any_age(tx, subject)
    return compare(subject, sketch, among, elders_of(tx, among), 0)
