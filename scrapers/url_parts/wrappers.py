"""Addresses that stand for another one, which they carry along: AMP caches and viewers, redirectors of networks.

An archived or translated copy is none of them: its text is another one's than the page's of today.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.url_parts.lists import LISTS
from scrapers.url_parts.queries import parameters
from scrapers.url_parts.tracking import says_nothing

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_GOOGLE = re.compile(r"google\.(?:com?\.)?[a-z]{2,3}")
# Of a cache: what is kept, whether it was asked for securely, then host and path.
_IN_CACHE = re.compile(r"/[a-z]{1,3}/(?:s/)?([^/]+\.[^/]+/?.*)", re.DOTALL)
_IN_VIEWER = re.compile(r"/amp/(?:s/)?([^/]+\.[^/]+/?.*)", re.DOTALL)
_IN_TURBO = re.compile(r"/(?:turbo/)?((?=[^/]*\.)[^/]+)/s(/.*)", re.DOTALL)
_SLASHES = re.compile(r"//+")
_TURBO_HOSTS = frozenset({"yandex.ru", "yandex.com", "yandex.com.tr", "yandex.kz", "yandex.by"})
_CACHES = ("cdn.ampproject.org", ".bing-amp.com")
_DOORS = frozenset(LISTS["wrappers"]["doors"])
_DOOR_HOSTS = frozenset(LISTS["wrappers"]["door_hosts"])
_MAIL_DOORS = ".safelinks.protection.outlook.com"
_TARGETS = tuple(LISTS["wrappers"]["targets"])
_ADDRESS = re.compile(r"https?://(?:[^./?#\s]+\.)+[^./?#\s]+[/?#].+", re.IGNORECASE | re.DOTALL)
_MOST_PARAMETERS = 100


def target_of(parts: SplitResult, host: str, path: str) -> str:
    """The address that this one carries, whose host and path stand in keys like this; empty where it has none."""
    cached = _cached(parts, host, path)
    if cached:
        return cached + (f"?{parts.query}" if parts.query else "")
    if "=" not in parts.query or parts.query.count("&") > _MOST_PARAMETERS or not _is_door(parts, host, path):
        return ""
    return _target_in_query(parts)


def _cached(parts: SplitResult, host: str, path: str) -> str:
    """The address of what an AMP cache or viewer shows, without its query."""
    if host.endswith(_CACHES):
        found = _IN_CACHE.fullmatch(path)
    elif host == "bing.com" or _GOOGLE.fullmatch(host):
        found = _IN_VIEWER.fullmatch(_SLASHES.sub("/", parts.path))
    elif host.endswith(".turbopages.org") or host in _TURBO_HOSTS:
        found = _IN_TURBO.fullmatch(path)
        return f"https://{found[1]}{found[2]}" if found else ""
    else:
        return ""
    return f"https://{found[1]}" if found else ""


def _is_door(parts: SplitResult, host: str, path: str) -> bool:
    """Whether this is a page that does nothing but send its readers on."""
    if (host.count(".") > 1 and host.partition(".")[0] in _DOOR_HOSTS) or host.endswith(_MAIL_DOORS):
        return True
    if path != "/":
        return path.rpartition("/")[2].lower().partition(".")[0] in _DOORS or (
            host in _TURBO_HOSTS and path == "/turbo"
        )
    # The front page of a reader that is asked for nothing but an address.
    return sum(not says_nothing(name, value, host, path) for name, value in parameters(parts.query)) == 1


def _target_in_query(parts: SplitResult) -> str:
    """The first address of a page by the names that addresses go by."""
    given = {name.lower(): value for name, value in parameters(parts.query) if value is not None}
    found = (given[name] for name in _TARGETS if name in given)
    return next((value for value in found if _ADDRESS.fullmatch(value) and _names_a_page(value)), "")


def _names_a_page(url: str) -> bool:
    try:
        target = urlsplit(url)
    except ValueError:
        return False
    return bool(target.path.strip("/") or target.query)
