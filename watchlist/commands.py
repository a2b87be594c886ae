"""The stage ``match`` for the command line: one record in, one record out, in the forms that are fixed for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from watchlist.errors import WatchlistError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watchlist.watchlist import Watchlist


def match_line(watchlist: Watchlist, record: Mapping[str, object]) -> dict[str, object]:
    """``{"id", "lang"?, "title"?, "text"}`` to ``{"id", "mentions": [...]}``; raises ``WatchlistError``."""
    text, title, language = _text(record, "text"), _text(record, "title"), _text(record, "lang")
    mentions = watchlist.match(title, text, language or None)
    return {"id": record.get("id"), "mentions": [asdict(mention) for mention in mentions]}


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise WatchlistError(f"{key} is not a string")
    return value
