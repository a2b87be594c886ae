"""The URL key: equal for two addresses of the same article. For comparing only; what is fetched is the URL itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapers.url_parts.hosts import host_key
from scrapers.url_parts.letters import decoded_once, without_invisible
from scrapers.url_parts.paths import path_key
from scrapers.url_parts.queries import fragment_key, query_key
from scrapers.url_parts.wrappers import target_of

# A longer one is no address that anybody follows, and would keep us busy.
LONGEST_URL = 20_000
# Reading so long a host would keep us busy too.
_ENDLESS_HOST = re.compile(r"[^/?#]*//[^/?#]{600}")
_SCHEMES = ("http", "https", "")
_MOST_WRAPPERS = 5
_MOST_PASSES = 3
_AMPERSAND = re.compile(r"&(?:amp;)+|&#0*38;|&#x0*26;", re.IGNORECASE)
# Where one of these stands, what is decoded may turn out to be encoded still.
_DOUBTFUL_PERCENT = re.compile(r"%25|%(?![0-9A-Fa-f]{2})")
_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
_PREVIEW = re.compile(r"/s(/[^/]+/\d+)")


def url_key(url: str) -> str:
    """The key of an http or https URL; anything else is its own key, without the spaces around it."""
    cleaned = without_invisible("".join(url.split("\n")).strip())
    if len(cleaned) > LONGEST_URL or _ENDLESS_HOST.match(cleaned):
        return cleaned
    try:
        return _settled(cleaned) or cleaned
    except ValueError:
        return cleaned


def _settled(url: str) -> str:
    """The key; empty when this is no address of a page. Raises ValueError for what is no URL at all."""
    key = _unwrapped_key(url)
    for _ in range(_MOST_PASSES if _DOUBTFUL_PERCENT.search(url) else 0):
        again = _unwrapped_key(key)
        if again == key:
            break
        key = again
    return key


def _unwrapped_key(url: str) -> str:
    for _ in range(_MOST_WRAPPERS):
        plain = _AMPERSAND.sub("&", url) if "&" in url else url
        parts = urlsplit(decoded_once(plain))
        host = host_key(parts.netloc)
        if parts.scheme not in _SCHEMES or not host:
            return ""
        path = path_key(parts.path)
        url = target_of(parts, host, path)
        if not url:
            host, path = _post(host, path)
            return f"//{host}{path}{query_key(parts.query, host, path)}{fragment_key(parts.fragment, host)}"
    return ""


def _post(host: str, path: str) -> tuple[str, str]:
    """A post of a Telegram channel has one page, though the network shows it at several addresses."""
    if host not in _TELEGRAM:
        return host, path
    found = _PREVIEW.fullmatch(path)
    return "t.me", found[1] if found else path
