"""A page without the characters that are none: libxml2 reads them, lxml refuses to write them.

One control character, as old systems leave in a text, would cost an extractor the whole body.
"""

from __future__ import annotations

import re

from scrapers.reading.cleaning import strip_controls

# References to control characters, halves of characters and noncharacters; not to tab and line ends.
_REFERENCES = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])|0*(?:[0-8]|1[1245-9]|2[0-9]|3[01]|6553[45]));",
    re.IGNORECASE,
)


def writable(html: str) -> str:
    """The page without them, however they are spelled."""
    return strip_controls(_REFERENCES.sub("", html))
