"""JSON as a document, without duplicate keys; the lines of its values are not known."""

from __future__ import annotations

from scheduler.configuration.document import Document, DocumentProblem
from watchlist.strict_json import JsonMistake, read_json_text

MAX_JSON_ITEMS = 2_000_000


def read_json(text: str) -> Document:
    """Read JSON; raises :class:`DocumentProblem`."""
    if text.count(",") + 2 * text.count("{") > MAX_JSON_ITEMS:
        raise DocumentProblem(1, "the document grows too large; places and actors can be put in lists of their own")
    try:
        return Document(read_json_text(text), {})
    except JsonMistake as mistake:
        raise DocumentProblem(mistake.line, "; ".join(filter(None, (mistake.cause, mistake.hint)))) from mistake
