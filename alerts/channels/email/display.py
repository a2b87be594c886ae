"""What both bodies of a mail show: text made harmless to look at, times. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LTR = "\N{LEFT-TO-RIGHT MARK}"
RTL = "\N{RIGHT-TO-LEFT MARK}"
# Line breaks stay: bodies have lines. All other controls and the marks that reorder text go.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# Beyond these a zone's offset leaves the calendar that datetime knows.
_FIRST_LOCAL = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)
_LAST_LOCAL = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
_LINE_BREAKS = re.compile("[\r\n\u2028\u2029]+")


def shown(text: str) -> str:
    """Text of an article without anything that hides, reorders or breaks what stands beside it."""
    return _UNSHOWN.sub("", text)


def one_line(text: str) -> str:
    """The same, on one line."""
    return shown(_LINE_BREAKS.sub(" ", text))


def local_and_utc(moment: datetime, zone: ZoneInfo) -> str:
    """``2026-11-22 18:05 (Asia/Damascus), 15:05 UTC``, with the UTC date where it differs."""
    if zone.key == "UTC" or not _FIRST_LOCAL <= moment <= _LAST_LOCAL:
        return f"{moment:%Y-%m-%d %H:%M} UTC"
    local = moment.astimezone(zone)
    utc = f"{moment:%H:%M}" if local.date() == moment.date() else f"{moment:%Y-%m-%d %H:%M}"
    return f"{local:%Y-%m-%d %H:%M} ({zone.key}), {utc} UTC"


def time_in_line(moment: datetime, zone: ZoneInfo, direction: str) -> str:
    """The same, kept from left to right in a line of Arabic, which would turn its date around."""
    time = local_and_utc(moment, zone)
    return f"{LTR}{time}{LTR}{RTL}" if direction == "rtl" else time
