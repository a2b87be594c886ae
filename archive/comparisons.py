"""What comparing an article with those before it came to, as the commit needs it; the verdict is others' business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Overlaps = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an article's text is beside those that were committed before it.

    ``prints`` are its packed fingerprints, None where they are not known and empty for a text that is compared with
    nothing. All fingerprints up to number ``after`` were compared with it, and those numbered in ``met``; ``overlaps``
    says of others whether they may be of the same text (None: it could not be compared, and nothing overtakes it).
    ``elder_id`` is the closest article, to whose copy group it belongs where it ``joins``. ``stays``: a text that takes
    another one's place leaves it in its group. ``told`` are the rules that were told of the elder or its copies.
    ``apart``, unless empty, is the key of a group of its own for a text that its outlet gave to other items.
    ``is_reprint``: all articles that are like it are of other outlets.
    """

    prints: bytes | None = None
    after: int = 0
    met: frozenset[int] = frozenset()
    overlaps: Overlaps | None = None
    relation: str | None = None
    elder_id: int | None = None
    shared: float | None = None
    differing: tuple[str, ...] = ()
    joins: bool = False
    stays: bool = False
    apart: str = ""
    told: frozenset[str] = frozenset()
    is_reprint: bool = False

    def columns(self) -> dict[str, object]:
        """What the table ``articles`` holds of it, by column."""
        return {name: getattr(self, name) for name in ("relation", "elder_id", "shared", "differing")}


UNCOMPARED = Comparison()
