"""Times as the commands about sources show them: absolute in UTC, and how long ago or from now. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))
_ENOUGH = 2


def at(moment: datetime | None) -> str:
    """``2026-11-22 09:00 UTC``."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "-"


def span(seconds: float) -> str:
    """A length of time in its largest fitting unit: ``40 s``, ``90 min``, ``30 h``, ``12 d``."""
    for unit, size in _UNITS:
        if seconds >= _ENOUGH * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def since(moment: datetime | None, now: datetime) -> str:
    """``5 min ago``, ``in 5 min``, ``now``."""
    if moment is None:
        return "never"
    seconds = (now - moment).total_seconds()
    if abs(seconds) < 1:
        return "now"
    return f"{span(seconds)} ago" if seconds > 0 else f"in {span(-seconds)}"
