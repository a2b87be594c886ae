"""What the id of a place, an actor or a rule looks like, and which words it cannot be."""

from __future__ import annotations

import re

PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
MOST_LETTERS = 100
# Words of the rule language.
RESERVED = frozenset({"AND", "OR", "NOT", "NEAR", "ONEAR"})

_FORM = re.compile(PATTERN)


def is_id(text: str) -> bool:
    """Whether this may be an id."""
    return len(text) <= MOST_LETTERS and _FORM.fullmatch(text) is not None and text not in RESERVED
