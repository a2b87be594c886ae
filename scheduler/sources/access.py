"""What a source is asked with beyond its address, as a person writes it at the command line: as in feeds.yaml.

In: lines such as ``credentials: {user: desk, password_env: AGENCY}``. Out: the keys of a feed in feeds.yaml, and what
they grant. A secret is named by its file or variable and never stands here; no message repeats what was written.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError

from gateway.addresses import Target
from scheduler.feed_access import read_grants
from scheduler.sources.addresses import first_words
from scheduler.sources.errors import SourcesProblem
from scrapers.settings import FeedSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scrapers.grants import FeedGrants

Access = dict[str, Any]

KEYS = ("credentials", "headers", "cookies", "proxy")
_FOR_ALL_HOSTS = frozenset({"proxy"})
_SOMEWHERE = "https://feed.example/"


def read_access(lines: Sequence[str]) -> Access:
    """The keys that these lines give; raises SourcesProblem."""
    access: Access = {}
    for line in lines:
        given = _mapping(line)
        if not given or not given.keys() <= set(KEYS) - access.keys():
            raise SourcesProblem(f"--access takes each of {', '.join(KEYS)} once, written as in feeds.yaml")
        access |= given
    _settings(_SOMEWHERE, access)
    return access


def granted(url: str, access: Access, folder: Path, *, allow_private: bool) -> FeedGrants:
    """What a source at this address is granted, its secrets read; raises SourcesProblem."""
    settings = _settings(url, access | {"allow_private": allow_private})
    grants, unusable = read_grants(settings, folder, os.environ)
    if unusable:
        raise SourcesProblem(f"{unusable[0].message} ({unusable[0].hint})")
    return grants


def access_at(url: str, access: Access, given_for: str) -> Access:
    """What of it a feed gets that was found here: secrets stay with the site for which they were given."""
    if _origin(url) == _origin(given_for):
        return access
    return {key: value for key, value in access.items() if key in _FOR_ALL_HOSTS}


def _mapping(line: str) -> Access:
    try:
        given = yaml.safe_load(line)
    except yaml.YAMLError:
        given = None
    return given if isinstance(given, dict) and all(isinstance(key, str) for key in given) else {}


def _settings(url: str, access: Access) -> FeedSettings:
    try:
        return FeedSettings.model_validate({"url": url, **access})
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"][:1]) or "it"
        raise SourcesProblem(f"--access: {place} cannot be written so: {first_words(error)}") from None


def _origin(url: str) -> tuple[str, Target | None]:
    return urlsplit(url).scheme, Target.of_url(url)
