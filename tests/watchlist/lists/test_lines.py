"""A line of a list becomes a typed entity, or a sentence that says why not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from watchlist.errors import LineError
from watchlist.lists.lines import MOST_LINE_BYTES, read_json

HAJIN: dict[str, Any] = {"id": "hajin", "kind": "place", "name": "Hajin", "names": {"ar": ["هجين"], "en": ["Hajin"]}}


def line(**changes: object) -> bytes:
    """Hajin's line with these keys changed."""
    return json.dumps(HAJIN | changes, ensure_ascii=False).encode() + b"\n"


def test_json_line_has_the_keys_of_yaml() -> None:
    """An entity can be moved from the watchlist to a list as it is."""
    entity = read_json(
        line(within="deir-ez-zor", at=[34.69, 40.83], names={"ar": [{"text": "هجين", "needs": "context"}]})
    )
    assert (entity.id, entity.kind, entity.model_dump()["at"]) == ("hajin", "place", (34.69, 40.83))
    assert entity.model_dump()["names"]["ar"][0]["needs"] == "context"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"[1]\n", "in braces"),
        (b'{"id": \n', "not valid JSON"),
        (b'{"id": "x", "id": "y", "kind": "actor", "name": "X"}\n', "stands twice"),
        (b'{"id": "x", "kind": "actor", "name": "X", "names": {"ar": ["a"], "ar": ["b"]}}\n', "stands twice"),
        (b'{"id": "x", "kind": "village", "name": "X"}\n', "place or actor"),
        (b'{"id": "x", "kind": "actor", "name": "\xff"}\n', "not UTF-8"),
        (b'{"id": "x", "kind": "actor", "name": "a\\u0000b"}\n', "NUL"),
        (b'{"id": "x", "kind": "actor", "name": "a\0b"}\n', "NUL"),
        (b'{"id":' + b"[" * 100_000 + b"\n", "nested too deeply"),
        (b'{"id":' + b"1" * 5000 + b"}\n", "too many digits"),
        (b'{"id": "' + b"x" * MOST_LINE_BYTES + b'"}\n', "longer than 1 MB"),
        (line(name="ن" * 5000), "not a sound entry"),
        (line(id="haj\u202ein"), "not a sound entry"),
        (line(town=True), "not a sound entry"),
    ],
)
def test_unreadable_lines_say_why(content: bytes, cause: str) -> None:
    """Whatever a line holds, it ends in a sentence."""
    with pytest.raises(LineError) as caught:
        read_json(content)
    assert cause in caught.value.cause
