"""Addresses that a page gives of itself and of its image, made absolute; only http and https."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapers.extraction.metadata.record import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 2_000


def choose_canonical(said: Iterable[Said[str]], url: str) -> Said[str] | None:
    """The article's own address. A page that calls itself the front page was made by a careless template.

    Whether it belongs to the site of the page is for whoever asked for the page to see.
    """
    found = (Said(absolute, each.origin) for each in said if (absolute := _absolute(each.value, url)))
    return next((each for each in found if _has_path(each.value) or not _has_path(url)), None)


def choose_image(said: Iterable[Said[str]], url: str) -> Said[str] | None:
    """The first image that has an address, which is not the page's."""
    found = (Said(absolute, each.origin) for each in said if (absolute := _absolute(each.value, url)))
    return next((each for each in found if each.value != url), None)


def _absolute(address: str, base: str) -> str:
    try:
        absolute = urljoin(base, address.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    usable = parts.scheme in {"http", "https"} and parts.hostname and parts.username is None
    unclean = any(character.isspace() or not character.isprintable() for character in absolute)
    return absolute if usable and address and not unclean and len(absolute) <= _LONGEST else ""


def _has_path(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
