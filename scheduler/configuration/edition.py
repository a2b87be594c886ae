"""A configuration file at one moment, with the lists that it includes at that moment: they come into force together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Edition:
    """The file's bytes, and those of its lists by their paths beneath its folder; all of it kept out of logs."""

    content: bytes = field(repr=False)
    lists: Mapping[str, bytes] = field(repr=False, default_factory=dict)

    @property
    def digest(self) -> str:
        """A hash of all of it, which changes with every letter."""
        parts = (part for path in sorted(self.lists) for part in (path.encode(), self.lists[path]))
        return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in (self.content, *parts))).hexdigest()
