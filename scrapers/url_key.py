"""The URL key: equal for two addresses of the same article. For comparing only; what is fetched is the URL itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapers.url_parts.fragments import fragment_key
from scrapers.url_parts.hosts import host_key
from scrapers.url_parts.letters import decoded_once, without_invisible
from scrapers.url_parts.networks import post_at
from scrapers.url_parts.paths import path_key
from scrapers.url_parts.queries import query_key, with_query
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
# Browsers take any slashes behind the scheme for two, and the other kind for them.
_SCHEME = re.compile(r"(https?):[/\\]*", re.IGNORECASE)


def url_key(url: str) -> str:
    """The key of an http or https URL; anything else is its own key, without the spaces around it."""
    cleaned = _with_slashes(without_invisible("".join(url.split("\n")).strip()))
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


def _with_slashes(url: str) -> str:
    found = _SCHEME.match(url)
    if found is None:
        return url
    ahead = re.match(r"[^?#]*", url[found.end() :])
    page = ahead[0] if ahead else ""
    return f"{found[1]}://" + page.replace("\\", "/") + url[found.end() + len(page) :]


def _unwrapped_key(url: str) -> str:
    for _ in range(_MOST_WRAPPERS):
        plain = _AMPERSAND.sub("&", url) if "&" in url else url
        parts = urlsplit(with_query(decoded_once(plain)))
        host = host_key(parts.netloc)
        if parts.scheme not in _SCHEMES or not host:
            return ""
        path = path_key(parts.path)
        url = target_of(parts, host, path)
        if not url:
            host, path, query = post_at(host, path, query_key(parts.query, host, path))
            return f"//{host}{path}{query}{fragment_key(parts.fragment, host, path, query)}"
    return ""
