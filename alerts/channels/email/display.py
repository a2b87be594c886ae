"""How both bodies of a mail show times. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LTR = "\N{LEFT-TO-RIGHT MARK}"
RTL = "\N{RIGHT-TO-LEFT MARK}"
# Beyond these a zone's offset leaves the calendar that datetime knows.
_FIRST_LOCAL = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)
_LAST_LOCAL = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)


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
