"""Where each thing that is known of an article came from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Origin(StrEnum):
    """Who said it: the feed, a rule for the site, the page to machines or to readers, or nobody, so it is guessed."""

    FEED = "feed"
    RULE = "rule"
    JSON_LD = "json-ld"
    META = "meta"
    PAGE = "page"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Origins:
    """The origin of each part of an article's metadata; None of what is not known, or was kept before origins were."""

    title: Origin | None = None
    author: Origin | None = None
    published: Origin | None = None
    modified: Origin | None = None
    canonical_url: Origin | None = None
    section: Origin | None = None
    image_url: Origin | None = None

    def named(self) -> dict[str, str]:
        """The origins that are known, by the name of the part, as JSON can hold them."""
        return {name: str(origin) for name, origin in asdict(self).items() if origin is not None}


def origins_from(named: Mapping[str, str]) -> Origins:
    """The inverse of ``Origins.named``."""
    return Origins(**{field.name: Origin(named[field.name]) for field in fields(Origins) if field.name in named})
