"""Text that a feed gave, made safe to keep: no control characters, no lone surrogates, bounded length."""

from __future__ import annotations

import html
import re

# XML 1.0, section 2.2: what a document may not hold, plus the C1 controls, noncharacters and lone surrogates.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_TITLE_LIMIT = 1_000


def strip_controls(text: str) -> str:
    """The text without characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def clean_title(raw: str) -> str:
    """A title on one line: tags out, entities that were escaped twice resolved, spaces single, at most 1,000 long."""
    text = html.unescape(_TAG.sub(" ", raw[: 4 * _TITLE_LIMIT]))
    return " ".join(strip_controls(text.replace("\x0b", " ")).split())[:_TITLE_LIMIT]


def clean_text(raw: str, limit: int) -> str:
    """A summary or content, still HTML, without forbidden characters and at most ``limit`` long."""
    return strip_controls(raw[:limit]).strip()
