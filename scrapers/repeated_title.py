"""A title that the body begins with again: whoever counts names counts it once."""

from __future__ import annotations

from scrapers.copies import normal_words


def without_title(body: str, title: str) -> str:
    """The body without a first line that says exactly the title; as it is when nothing else stands in it."""
    first, _, rest = body.partition("\n")
    words = normal_words(title)
    is_repeated = bool(words) and bool(rest.strip()) and normal_words(first) == words
    return rest.lstrip() if is_repeated else body
