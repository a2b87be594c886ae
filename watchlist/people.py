"""Numbers of people as tables write them: 97.000, 97,000 and 97 000 are all ninety-seven thousand."""

from __future__ import annotations

import re

# Groups of two are those of lakhs: 12,34,567. A fraction comes from estimates: 1234.567.
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?P<separator>[.,'’٬٫\s])(?:\d{2,3}(?P=separator))*\d{3}|\d{1,12})(?:[.,٫]\d*)?"
)
_LONGEST = 40


def people_in(cell: str) -> int | None:
    """The whole number that a cell says, with or without separators of thousands; None when it says none."""
    found = _NUMBER.fullmatch(cell.strip()) if len(cell) <= _LONGEST else None
    return int("".join(filter(str.isdecimal, found["whole"]))) if found else None
