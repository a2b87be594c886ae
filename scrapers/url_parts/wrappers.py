"""Addresses that stand for another one, which they carry in their query: redirectors, or in another part: viewers."""

from __future__ import annotations

import contextlib
import re
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.url_parts.lists import LISTS
from scrapers.url_parts.networks import told_by_google
from scrapers.url_parts.queries import parameters
from scrapers.url_parts.tracking import says_nothing
from scrapers.url_parts.viewers import TURBO_HOSTS, shown_at

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_DOORS = frozenset(LISTS["wrappers"]["doors"])
_DOOR_PAGES = frozenset(LISTS["wrappers"]["door_pages"])
_DOOR_HOSTS = frozenset(LISTS["wrappers"]["door_hosts"])
_MAIL_DOORS = ".safelinks.protection.outlook.com"
_TARGETS = tuple(LISTS["wrappers"]["targets"])
_ADDRESS = re.compile(r"https?://(?:[^./?#\s]+\.)+[^./?#\s]+[/?#].+", re.IGNORECASE | re.DOTALL)
_MOST_PARAMETERS = 100
_HTTP_IN_BASE_64 = "aHR0c"


def target_of(parts: SplitResult, host: str, path: str) -> str:
    """The address that this one carries, whose host and path stand in keys like this; empty where it has none."""
    shown = shown_at(parts, host, path) or told_by_google(host, path)
    if shown:
        return shown
    if "=" not in parts.query or parts.query.count("&") > _MOST_PARAMETERS or not _is_door(parts, host, path):
        return ""
    return _target_in_query(parts)


def _is_door(parts: SplitResult, host: str, path: str) -> bool:
    """Whether this is a page that does nothing but send its readers on."""
    if (host.count(".") > 1 and host.partition(".")[0] in _DOOR_HOSTS) or host.endswith(_MAIL_DOORS):
        return True
    if f"{host}{path}" in _DOOR_PAGES or (host in TURBO_HOSTS and path == "/turbo"):
        return True
    if path != "/":
        return path.rpartition("/")[2].lower().partition(".")[0] in _DOORS
    # The front page of a reader that is asked for nothing but an address.
    return sum(not says_nothing(name, value, host, path) for name, value in parameters(parts.query)) == 1


def _target_in_query(parts: SplitResult) -> str:
    """The first address of a page by the names that addresses go by."""
    given = {name.lower(): value for name, value in parameters(parts.query) if value is not None}
    found = (_plain(given[name]) for name in _TARGETS if name in given)
    return next((value for value in found if _ADDRESS.fullmatch(value) and _names_a_page(value)), "")


def _plain(value: str) -> str:
    """The value, read where it is in base 64: Bing's ``u=a1aHR0cHM6...``."""
    bare = value.removeprefix("a1")
    if not bare.startswith(_HTTP_IN_BASE_64):
        return value
    with contextlib.suppress(ValueError):
        return urlsafe_b64decode(bare.rstrip("=") + "=" * (-len(bare.rstrip("=")) % 4)).decode("utf-8")
    return value


def _names_a_page(url: str) -> bool:
    try:
        target = urlsplit(url)
    except ValueError:
        return False
    return bool(target.path.strip("/") or target.query)
