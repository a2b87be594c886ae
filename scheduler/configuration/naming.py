"""Says in words where in a file something stands: by its keys, which of several, and by its id if no line is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.configuration.document import Document, Path


def entry_of(document: Document, path: Path) -> str:
    """``places number 5 ('hajin')``, for a document whose lines are not known; else nothing."""
    is_entry = len(path) > 1 and isinstance(path[1], int)
    return where_in(document, path[:2]) if is_entry and not document.lines else ""


def where_in(document: Document, path: Path) -> str:
    """``places.names.ar number 2``: the keys on the way, and which item it is where there are several.

    Which entry it is at the top shows by its line, or is said too.
    """
    told = ""
    values: Any = document.values
    for depth, step in enumerate(path):
        is_several, values = isinstance(values, list) and len(values) > 1, _within(values, step)
        if isinstance(step, str):
            told += (", " if told.endswith(tuple("0123456789)")) else ".") + step if told else step
        elif depth != 1 or not document.lines:
            told += (f" number {step + 1}" if is_several else "") + _called(values)
    return told


def _within(values: Any, step: str | int) -> Any:  # noqa: ANN401 - walks plain values
    try:
        return values[step]
    except (KeyError, IndexError, TypeError):
        return None


def _called(entry: Any) -> str:  # noqa: ANN401 - any value may stand in a list
    found = entry.get("id") if isinstance(entry, dict) else None
    return f" ({found!r})" if isinstance(found, str) else ""
