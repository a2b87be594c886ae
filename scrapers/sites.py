"""Which host a URL names, and which belong to one owner: those under one registrable domain, by the Public Suffix List.

The list is the one that came with the package; nothing is ever fetched for it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.host_names import LONGEST_HOST, canonical_host

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def host_of(url: str) -> str:
    """The host of a URL, which leases and politeness go by, in one spelling; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # such as ``http://[``, which a feed may give as an item's link
        return ""
    return canonical_host(host) or host[:LONGEST_HOST]


def is_same_site(url: str, other: str) -> bool:
    """Whether both have the same registrable domain; where there is none, as for an address, the same host."""
    one, two = host_of(url), host_of(other)
    return bool(one) and (one == two or site_of(one) == site_of(two))


@lru_cache(maxsize=2000)
def site_of(host: str) -> str:
    """The registrable domain of a host: ``bbc.co.uk`` of ``feeds.bbc.co.uk``; the host itself where there is none.

    Hosting services count as suffixes: ``one.github.io`` and ``two.github.io`` are not one owner's. Below a top-level
    domain that the list does not know, names are registered right below it, as the rules of the list say.
    """
    return host if _is_address(host) else _public_suffixes().privatesuffix(host) or host


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _public_suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - a list of megabytes, which not every process needs

    return PublicSuffixList()
