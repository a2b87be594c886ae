"""What can go wrong in this room: only a watchlist that makes no sense, which trying again does not mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_LINE = 100


class WatchlistError(Exception):
    """The watchlist or a line to match cannot be used; the message holds no watched name, id or text."""

    permanent = True


class RuleError(WatchlistError):
    """A rule cannot be read; ``explanation`` shows it with a caret, for its writer's eyes only."""

    def __init__(self, rule: str, column: int, cause: str, hint: str = "") -> None:
        super().__init__(f"a rule cannot be read at column {column + 1}")
        self.cause = cause
        self.hint = hint
        self.column = column
        shown, under = _excerpt(rule, column)
        self.explanation = f"{cause}\n  {shown}\n  {' ' * under}^"


class LineError(WatchlistError):
    """A line of an included list cannot be used; ``cause`` says why, for its owner's eyes only.

    When the line's ``values`` do not suit their ``model``, its ``errors`` say more.
    """

    def __init__(
        self,
        cause: str,
        hint: str = "",
        *,
        values: dict[str, Any] | None = None,
        model: type[BaseModel] | None = None,
        errors: Sequence[ErrorDetails] = (),
    ) -> None:
        super().__init__("a line of an included list cannot be read")
        self.cause = cause
        self.hint = hint
        self.values = values
        self.model = model
        self.errors = errors


class EncodingError(LineError):
    """A line is no UTF-8 text, and so its file is none."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause, "save the file as UTF-8; in Excel, as CSV UTF-8")


def _excerpt(rule: str, column: int) -> tuple[str, int]:
    """As much of a rule as a line can show, and the column in it."""
    start = max(0, min(column - _LINE // 2, len(rule) - _LINE))
    before, after = ("… " if start else ""), (" …" if start + _LINE < len(rule) else "")
    return f"{before}{rule[start : start + _LINE]}{after}", column - start + len(before)
