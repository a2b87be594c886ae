"""Turns the watchlist's mentions into those the archive keeps."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from archive.nouns import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchlist.mentions import Mention as Found

_FIELDS = tuple(field.name for field in fields(Mention))


def to_archive(found: Iterable[Found]) -> tuple[Mention, ...]:
    """The same mentions, in the archive's own record."""
    return tuple(Mention(**{name: getattr(mention, name) for name in _FIELDS}) for mention in found)
