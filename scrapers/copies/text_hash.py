"""The hash of a text: two articles whose texts are equal but for case, points, vowel signs and spaces have the same.

Short bodies prove nothing: a failed extraction, a cookie notice or "read more" stands under many articles. So a short
text is a copy only of the same text under the same title at the same address.
"""

from __future__ import annotations

from scrapers.hashing import digest
from scrapers.normal_words import normal_words
from scrapers.url_key import url_key

SHORTEST_COPY_WORDS = 25


def text_hash(body: str, *, title: str, url: str, item_key: str) -> str:
    """The hash by which an article joins its copy group; equal for copies."""
    words = normal_words(body)
    if len(words) >= SHORTEST_COPY_WORDS:
        return digest("text", " ".join(words))
    address = url_key(url) if url else item_key
    return digest("short", address, " ".join(normal_words(title)), " ".join(words))
