"""The zero-width non-joiner, brought safely through a library that deletes it.

Trafilatura drops U+200C as a control character, which glues Persian and Sorani words together; so it goes in as a
letter that no living orthography uses and comes out as itself.
"""

from __future__ import annotations

import re

ZWNJ = "\u200c"
_SPELLINGS = re.compile("&(?:zwnj|#8204|#x200c);", re.IGNORECASE)
# LATIN LETTER SINOLOGICAL DOT: a letter to every library, unchanged by NFC.
STAND_IN = "\ua78f"


def hide(html: str) -> str:
    """The HTML with each non-joiner, however it is spelled, as a letter."""
    return html if STAND_IN in html else _SPELLINGS.sub(STAND_IN, html.replace(ZWNJ, STAND_IN))


def restore(text: str, html: str) -> str:
    """The extracted text with its non-joiners; ``html`` is what was given to ``hide``."""
    return text if STAND_IN in html else text.replace(STAND_IN, ZWNJ)
