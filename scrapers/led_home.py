"""Whether who asked for an article's page was led to its site's front page or a section: that is how pages go. Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from scrapers.sites import is_same_site
from scrapers.url_key import url_key

# The front page of a language, and steps of a path that name a part of a site.
_LANGUAGE = re.compile(r"/[a-z]{2,3}")
_SECTION = re.compile(r"(?:/[a-z]{1,15}){1,3}")


def is_led_home(asked: str, found: str) -> bool:
    """Whether the page ``found`` in the end stands above the one that was asked for, and is no article's."""
    own, other = (urlsplit(url_key(url)) for url in (asked, found))
    if other.query or not _names_a_page(own):
        return False
    above, below = other.path.rstrip("/"), own.path.rstrip("/")
    if not above:
        return True
    if above == below or not is_same_site(asked, found):
        return False
    is_above = below.startswith(f"{above}/") and _SECTION.fullmatch(above) is not None
    return is_above or (_LANGUAGE.fullmatch(above) is not None and not _LANGUAGE.fullmatch(below))


def _names_a_page(key: SplitResult) -> bool:
    return bool(key.path.strip("/") or key.query)
