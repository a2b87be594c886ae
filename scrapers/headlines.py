"""Headline and body: whoever counts names reads no headline twice, and every headline once."""

from __future__ import annotations

from scrapers.normal_words import normal_words

_FEWEST_WORDS = 3


def without_title(body: str, title: str) -> str:
    """The body without a first line that says exactly the title."""
    first, _, rest = body.partition("\n")
    words = normal_words(title)
    return rest.lstrip() if words and normal_words(first) == words else body


def with_headline(body: str, headline: str, title: str) -> str:
    """The body below the page's own headline, where that has words that the feed's title lacks.

    A word or two that the title has none of are the site's name, which templates put where a headline is missing.
    """
    own, told = normal_words(headline), set(normal_words(title))
    says_more = not set(own) <= told and (not told or len(own) >= _FEWEST_WORDS or not told.isdisjoint(own))
    return f"{headline}\n{without_title(body, headline)}".rstrip() if says_more else body
