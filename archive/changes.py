"""What is new in an alert since the one before: a name, a figure, a sentence, and what it stands in the place of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

_ARROW = " → "


@dataclass(frozen=True, slots=True)
class Change:
    """Something new, and what it stands in the place of, if that is known."""

    after: str
    before: str | None = None

    def __str__(self) -> str:
        return self.after if self.before is None else f"{self.before}{_ARROW}{self.after}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What ``str`` has written, as comparisons keep what differs."""
        before, arrow, after = text.partition(_ARROW)
        return cls(after.strip(), before.strip() or None) if arrow else cls(text.strip())
