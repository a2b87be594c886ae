"""Headline and body: whoever counts names reads no headline twice, and every headline once."""

from __future__ import annotations

from scrapers.copies import normal_words


def without_title(body: str, title: str) -> str:
    """The body without a first line that says exactly the title."""
    first, _, rest = body.partition("\n")
    words = normal_words(title)
    return rest.lstrip() if words and normal_words(first) == words else body


def with_headline(body: str, headline: str, title: str) -> str:
    """The body below the page's own headline, where that has words that the feed's title lacks."""
    says_more = not set(normal_words(headline)) <= set(normal_words(title))
    return f"{headline}\n{without_title(body, headline)}".rstrip() if says_more else body
