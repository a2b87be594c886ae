"""Text that strangers wrote, made harmless to look at. Pure."""

from __future__ import annotations

import re

# Line breaks stay: bodies have lines. All other controls and the marks that reorder text go.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("[\r\n\u2028\u2029]+")


def shown(text: str) -> str:
    """Text without anything that hides, reorders or breaks what stands beside it."""
    return _UNSHOWN.sub("", text)


def one_line(text: str) -> str:
    """The same, on one line."""
    return shown(_LINE_BREAKS.sub(" ", text))
