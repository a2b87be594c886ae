"""The elements that stand within a line of text and do not end it."""

from __future__ import annotations

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "em", "font", "i", "ins", "mark", "small", "span", "strong"}
    | {"sub", "sup", "u"}
)
