"""The pattern for plain lines: it never says anything else than the models do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.errors import LineError
from watchlist.listing import names_with_codes
from watchlist.lists.lines import ListedPlace, read_json, read_quickly
from watchlist.lists.plain import PlainLine, plain_line

HAJIN = '{"id": "hajin", "kind": "place", "name": "Hajin", "names": {"ar": ["هجين"]}, "within": "deir-ez-zor"}\n'
ODD_TEXTS = st.sampled_from(
    ["هجين", "Tell] Abyad", '", "', "], [", "a\\b", "a\u0000b", "x" * 201, "", "\u007f", "«{}»"]
)
CODES = st.sampled_from(["ar", "en", "ckb", "zh-Hant", "und", "AR", "a", "sr-Latn-RS"])
NUMBERS = st.sampled_from([34, 34.69, -0.0, 90, 90.5, -91, 180.0, 180.25, 1e-7, 123.456789, 1e22])


@st.composite
def entities(draw: st.DrawFn) -> dict[str, Any]:
    """Places and actors, sound ones and others, their keys in the usual order."""
    entity: dict[str, Any] = {"id": draw(st.sampled_from(["hajin", "a.b-c_1", "-a", "a" * 101, "é"]))}
    entity["kind"] = draw(st.sampled_from(["place", "actor", "village"]))
    entity["name"] = draw(ODD_TEXTS)
    further: dict[str, st.SearchStrategy[Any]] = {
        "names": st.dictionaries(CODES, st.lists(ODD_TEXTS, max_size=3), max_size=3),
        "within": st.sampled_from(["raqqa", "", None]),
        "at": st.lists(NUMBERS, min_size=1, max_size=3),
        "population": st.sampled_from([0, 14825, -1, 10**12, None]),
        "seat": st.booleans(),
    }
    return entity | {key: draw(value) for key, value in further.items() if draw(st.booleans())}


@given(entities(), st.booleans(), st.sampled_from(["", "  ", "\r\n", "}", ","]))
def test_plain_line_says_what_the_models_say(entity: dict[str, Any], compact: bool, end: str) -> None:  # noqa: FBT001 - drawn
    """Two readers of one list that disagree would watch for different names."""
    separators = (",", ":") if compact else (", ", ": ")
    line = (json.dumps(entity, ensure_ascii=False, separators=separators) + end).encode()
    found = plain_line(line)
    if found is None:
        return
    read = read_json(line)
    where = (read.within, read.at) if isinstance(read, ListedPlace) else (None, None)
    assert found[:3] == (read.id, read.kind, read.name)
    assert (found.listed, (found.within, found.at)) == (names_with_codes(read), where)


@pytest.mark.parametrize(
    "line",
    [
        HAJIN,
        HAJIN.replace(": ", ":").replace(", ", ","),
        HAJIN.replace('"هجين"', '"هجين", "الهجين"').replace("]}", '], "en": ["Hajin", "Hajeen"]}'),
        '{"id": "sdf", "kind": "actor", "name": "قسد"}',
        HAJIN.replace("}\n", ', "at": [34.69, -40], "population": 14825, "seat": true}\n'),
    ],
)
def test_lines_as_tables_are_exported_are_plain(line: str) -> None:
    """A million of them are read in seconds."""
    assert isinstance(read_quickly(line.encode()), PlainLine)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ar": ["هجين"]', '"ar": ["هجين"], "ar": ["حجين"]'),
        ('"place"', '"actor"'),
        ("Hajin", "Ha\tjin"),
        ("}\n", ', "at": [91.5, 40.0]}\n'),
        ("}\n", ', "at": [034.5, 40.0]}\n'),
        ("}\n", ', "town": true}\n'),
    ],
)
def test_what_the_models_refuse_is_never_plain(old: str, new: str) -> None:
    """The quick way is no way round the rules."""
    line = HAJIN.replace(old, new, 1).encode()
    assert plain_line(line) is None
    with pytest.raises(LineError):
        read_json(line)


def test_text_that_is_no_utf_8_is_left_to_the_models() -> None:
    """They know what to say about it."""
    assert plain_line(HAJIN.encode("cp1256")) is None
