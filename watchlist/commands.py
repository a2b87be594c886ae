"""The stage ``match`` for the command line: one record in, one record out, in the forms that are fixed for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from watchlist.errors import WatchlistError
from watchlist.mentions import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watchlist.watchlist import Watchlist


def match_line(watchlist: Watchlist, record: Mapping[str, object]) -> dict[str, object]:
    """A record to ``{"id", "mentions": [...]}``; raises ``WatchlistError``.

    The record is ``{"id", "lang"?, "title"?, "text", "source"?, "tags"?}``.
    """
    mentions = watchlist.match(text_of(record))
    return {"id": record.get("id"), "mentions": [asdict(mention) for mention in mentions]}


def text_of(record: Mapping[str, object]) -> Text:
    """The text that a record holds; raises ``WatchlistError``."""
    source = _text(record, "source")
    return Text(
        title=_text(record, "title"),
        text=_text(record, "text"),
        language=_text(record, "lang") or None,
        sources=(source,) if source else (),
        tags=_tags(record),
    )


def _tags(record: Mapping[str, object]) -> tuple[str, ...]:
    value = record.get("tags") or []
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise WatchlistError("tags is not a list of strings")
    return tuple(value)


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise WatchlistError(f"{key} is not a string")
    return value
