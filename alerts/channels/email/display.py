"""What both bodies of a mail show: text made harmless to look at, links, times. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

URL_LIMIT = 2000
# Line breaks stay: bodies have lines. All other controls and the marks that reorder text go.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("[\r\n\u2028\u2029]+")
_SAFE_IN_URL = ";/?:@&=+$,-_.!~*'()#%[]"


def shown(text: str) -> str:
    """Text of an article without anything that hides, reorders or breaks what stands beside it."""
    return _UNSHOWN.sub("", text)


def one_line(text: str) -> str:
    """The same, on one line."""
    return shown(_LINE_BREAKS.sub(" ", text))


def link(url: str) -> str | None:
    """The URL in ASCII when a reader may follow it (http or https, a host, of bearable length), else None."""
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return quote(url.strip(), safe=_SAFE_IN_URL, errors="replace") if usable and len(url) <= URL_LIMIT else None


def local_and_utc(moment: datetime, zone: ZoneInfo) -> str:
    """``2026-11-22 18:05 (Asia/Damascus), 15:05 UTC``, with the UTC date where it differs."""
    local = moment.astimezone(zone)
    if zone.key == "UTC":
        return f"{moment:%Y-%m-%d %H:%M} UTC"
    utc = f"{moment:%H:%M}" if local.date() == moment.date() else f"{moment:%Y-%m-%d %H:%M}"
    return f"{local:%Y-%m-%d %H:%M} ({zone.key}), {utc} UTC"
