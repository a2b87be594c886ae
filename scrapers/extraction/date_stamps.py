"""Lines that say when and no more: the stamp of an article, which is none of its text."""

from __future__ import annotations

import re

from scrapers.extraction.metadata.date_lines import AGO, other_words

_LONGEST = 150
# Numbers alone are no stamp: ``12 30`` may be figures of a list.
_TIME = re.compile(r"\b\d{4}\b|\b\d{1,2}[:.]\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def is_date_line(line: str) -> bool:
    """Whether each of its words belongs to a date, or says of what: ``12 killed in May 2024`` is news."""
    if len(line) > _LONGEST:
        return False
    words = other_words(line)
    return not words if _TIME.search(line) else bool(words) and all(word in AGO for word in words)
