"""Whose an article is, for comparing: the site that it stands on, or one account of a site that carries many."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from scrapers.sites import host_of, site_of
from scrapers.url_parts.lists import LISTS

_SAME: dict[str, str] = LISTS["hosts"]
_ACCOUNTS: dict[str, list[str]] = LISTS["accounts"]
_POST_NUMBER = re.compile(r"[\d_-]+")


def outlet_of(url: str, feed_url: str) -> str:
    """The site of an article, of its feed where it has no address of its own; on a network, with whose account it is.

    Where an address there does not tell that, all that one feed brings is one outlet's.
    """
    address = url if host_of(url) else feed_url
    site = site_of(host_of(address))
    site = _SAME.get(site, site)
    if site not in _ACCOUNTS["sites"]:
        return site
    return f"{site}/{_account(address) or feed_url}"


def _account(url: str) -> str:
    names = [unquote(part).casefold().removeprefix("@") for part in urlsplit(url).path.split("/") if part]
    if names and names[0] in _ACCOUNTS["before"]:
        del names[0]
    if not names or names[0] in _ACCOUNTS["others"] or _POST_NUMBER.fullmatch(names[0]):
        return ""
    return names[0]
