"""Whose page it is, and which day it is: what knowledge of sites goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.sites import host_of, site_of

if TYPE_CHECKING:
    from datetime import datetime

_DAY_SECONDS = 24 * 3600


def site_of_page(url: str) -> str:
    """The site that a page shares its furniture with: the registrable domain, for its sections have one template."""
    host = host_of(url)
    return site_of(host) if host else ""


def day_of(instant: datetime) -> int:
    """The day, counted from 1970."""
    return int(instant.timestamp()) // _DAY_SECONDS
