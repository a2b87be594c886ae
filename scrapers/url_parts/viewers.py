"""Addresses whose page is another one's: AMP caches and viewers, archives, translators, readers.

They carry that page's address in their host or path. What they show may be older, or in another language: whoever finds
two texts at one address compares them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scrapers.url_parts.lists import LISTS

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_GOOGLE = re.compile(r"google\.(?:com?\.)?[a-z]{2,3}")
# Of a cache: what is kept, whether it was asked for securely, then host and path.
_IN_CACHE = re.compile(r"/[a-z]{1,3}/(?:s/)?([^/]+\.[^/]+/?.*)", re.DOTALL)
_IN_VIEWER = re.compile(r"/amp/(?:s/)?([^/]+\.[^/]+/?.*)", re.DOTALL)
_IN_TURBO = re.compile(r"/(?:turbo/)?((?=[^/]*\.)[^/]+)/s(/.*)", re.DOTALL)
_IN_TRANSLATED = re.compile(r"/proxy_u/[^/]+/https?/(.+)", re.DOTALL)
_ENCODED_QUERY = re.compile(r"%3[Ff]")
_SLASHES = re.compile(r"//+")
TURBO_HOSTS = frozenset({"yandex.ru", "yandex.com", "yandex.com.tr", "yandex.kz", "yandex.by"})
_CACHES = ("cdn.ampproject.org", ".bing-amp.com")
_TRANSLATED = ".translate.goog"
_SHOWING = frozenset(LISTS["wrappers"]["showing"])
_SHOWN = re.compile(r"[/?=]https?:/+([^/?#]+\.[^/?#]+[/?].+)", re.IGNORECASE | re.DOTALL)
_SNAPSHOT = re.compile(r"/(?:\d[\d.-]{3,17}[a-z_]{0,3}|newest|\*)/([^/?#]+\.[^/?#]+/.+)", re.DOTALL)
_GOOGLE_COPY = re.compile(r"cache:(?:[\w-]{8,16}:)?(?:https?://)?([^\s/?#]+\.[^\s/?#]+/[^\s+&]+)")
_YAHOO = re.compile(r"/RU=(https?%3a[^/]+)/", re.IGNORECASE)


def shown_at(parts: SplitResult, host: str, path: str) -> str:
    """The address of the page that is shown at this one, whose host and path stand in keys like this; or nothing."""
    if host.endswith(_TRANSLATED):
        return f"https://{_translated_host(host, parts.query)}{parts.path}?{parts.query}"
    if host in _SHOWING:
        return _shown(path, parts.query)
    if host == "webcache.googleusercontent.com":
        found = _GOOGLE_COPY.search(unquote(parts.query))
        return f"https://{found[1]}" if found else ""
    if host.endswith("search.yahoo.com"):
        found = _YAHOO.search(parts.path)
        return unquote(found[1]) if found else ""
    cached = _cached(parts, host, path)
    return cached + (f"?{parts.query}" if parts.query else "") if cached else ""


def _cached(parts: SplitResult, host: str, path: str) -> str:
    """The address of what an AMP cache or viewer shows, without its query."""
    if host.endswith(_CACHES):
        found = _IN_CACHE.fullmatch(path)
    elif host == "bing.com" or _GOOGLE.fullmatch(host):
        found = _IN_VIEWER.fullmatch(_SLASHES.sub("/", _ENCODED_QUERY.sub("?", parts.path, count=1)))
    elif host.endswith(".turbopages.org") or host in TURBO_HOSTS:
        found = _IN_TRANSLATED.fullmatch(path)
        turbo = None if found else _IN_TURBO.fullmatch(path)
        if turbo:
            return f"https://{turbo[1]}{turbo[2]}"
    else:
        return ""
    return f"https://{found[1]}" if found else ""


def _translated_host(host: str, query: str) -> str:
    """The host of which Google made ``news-example`` and, of one with a hyphen, ``my--news-example``."""
    name = host.removesuffix(_TRANSLATED)
    if "_x_tr_enc=" in query:
        name = name.removeprefix("0-")
    return ".".join(each.replace("--", "-") for each in re.split(r"(?<!-)-(?!-)", name))


def _shown(path: str, query: str) -> str:
    """What an archive or a reader shows: an address in the path, or behind a question mark without a name."""
    whole = f"{path}?{query}" if query else path
    found = _SHOWN.search(whole) or _SNAPSHOT.search(whole)
    return f"https://{found[1]}" if found else ""
