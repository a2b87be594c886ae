"""Included lists come into force, and mistakes in them are shown with file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scheduler.checking import check_folder
from scheduler.compiling import compile_watchlist
from scheduler.configuration.edition import Edition
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.kept_blocks import Blocks
from scheduler.matching import Matcher
from scheduler.shelving import shelf_of
from watchlist.mentions import Text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scheduler.desk import ConfigurationFolder

MAIN = b"include: [lists/a.jsonl, lists/b.csv]\n"
TABLE = "id,kind,name,names.ar\nraqqa,place,Raqqa,الرقة\nsdf,actor,SDF,قسد\n"


def villages(count: int, **changed: str) -> bytes:
    """A list of that many villages, of which some have another name."""
    names = {f"v{number}": f"Village{number}" for number in range(count)} | changed
    lines = [json.dumps({"id": key, "kind": "place", "name": name}) + "\n" for key, name in names.items()]
    return "".join(lines).encode()


def edition(**changed: str) -> Edition:
    """A watchlist of nothing but lists."""
    return Edition(MAIN, {"lists/a.jsonl": villages(5_000, **changed), "lists/b.csv": TABLE.encode()})


def findings_of(lists: dict[str, bytes]) -> list[str]:
    """What is said of lists that cannot be used."""
    with pytest.raises(ConfigurationProblem) as caught:
        shelf_of(lists, Blocks(None))
    return [str(finding) for finding in caught.value.findings]


async def test_changed_line_is_in_force(tmp_path: Path) -> None:
    """From the list's bytes to a mention, in processes of their own."""
    matcher = Matcher(1, tmp_path)
    article = Text("في الرقة", "Hajin, Village77, Village78")
    for name in ("Village77", "Hajin"):
        counts = await matcher.replace(edition(v77=name))
        assert dict(counts) == {"places": 5_001, "actors": 1, "rules": 0}
        found = {mention.surface for mention in (await matcher.evaluate(article)).mentions}
        assert found == {"الرقة", name, "Village78"}
    await matcher.stop()


@pytest.mark.parametrize(
    ("file", "content", "finding"),
    [
        ("a.jsonl", b'\xef\xbb\xbf\n{"id": "x"}\n', "a.jsonl:2: error: `kind` must be place or actor"),
        ("a.jsonl", b'{"id": "x", "kind": "actor", "nam": "X", "name": "X"}', "a.jsonl:1: error: unknown key 'nam'"),
        ("a.csv", b"id,kind,name\nx,place,X\n-,place,X\n", "a.csv:3: error: id: write Latin letters, digits"),
        ("a.csv", b"id,kind,name,nam.ar\n", "a.csv:1: error: unknown column 'nam.ar' (did you mean 'names.ar'?)"),
        ("a.csv", b'id,kind,name\nx,place,"X\ny,place,Y\n', "a.csv:2: error: not a line of CSV"),
        ("a.csv", b"id,kind,name,lat\nx,place,X,35.1\n", "a.csv:2: error: at"),
        ("a.csv", b"id;kind;name\nx;place;X\ny;plaice;Y\n", "a.csv:3: error: `kind` must be place or actor"),
    ],
)
def test_mistakes_name_file_and_line(file: str, content: bytes, finding: str) -> None:
    """They are found in a list of a hundred thousand lines only so."""
    assert findings_of({file: content})[0].startswith(finding)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("cp1256", "a.csv:2: error: not UTF-8 text"), ("utf-16", "a.csv:1: error: the file is UTF-16, not UTF-8 text")],
)
def test_other_encodings_are_told_once_with_what_to_do(encoding: str, found: str) -> None:
    """Excel writes them unless it is told otherwise, on each of a thousand lines."""
    content = "id,kind,name\r\n" + "".join(f"v{number},place,هجين\r\n" for number in range(3_000))
    findings = findings_of({"a.csv": content.encode(encoding)})
    assert findings == [f"{found} (save the file as UTF-8; in Excel, as CSV UTF-8)"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_table_of_any_spreadsheet_is_read(separator: str) -> None:
    """With the mark that Excel puts before UTF-8."""
    content = "\ufeff" + TABLE.replace(",", separator).replace("\n", "\r\n")
    assert list(shelf_of({"a.csv": content.encode()}, Blocks(None)).ids()) == ["raqqa", "sdf"]


def test_list_of_something_else_is_told_briefly() -> None:
    """A wrong file with a million lines has a million mistakes."""
    assert len(findings_of({"a.jsonl": b"nonsense\n" * 100_000})) <= 200


def test_ids_are_unique_over_all_files() -> None:
    """An alert names one entity."""
    lists = {"a.jsonl": villages(3), "b.csv": b"id,kind,name\nv1,actor,X\n"}
    with pytest.raises(ConfigurationProblem) as caught:
        compile_watchlist(b"include: [a.jsonl, b.csv]\n", lists=lists)
    assert [str(each) for each in caught.value.findings] == ["b.csv:2: error: the id 'v1' is taken (a.jsonl:2 has it)"]


def test_include_that_cannot_be_made_out_is_a_mistake() -> None:
    """A list is never left out without a word."""
    with pytest.raises(ConfigurationProblem) as caught:
        compile_watchlist(b"? include\n: [a.jsonl]\n")
    assert "cannot be made out" in str(caught.value.findings[0])


def test_check_reads_lists_too(configuration: ConfigurationFolder) -> None:
    """With the doubts about their names, each with its line."""
    configuration.writes("watchlist.yaml", "include: [lists/a.jsonl]\nplaces: [{id: x, name: Raqqa}]\n")
    lines = [{"id": "y", "name": "Raqqa"}, {"id": "z", "name": "هجين", "names": {"ar": ["هجين"]}}]
    rows = "".join(json.dumps({"kind": "place", **line}) + "\n" for line in lines)
    configuration.writes("lists/a.jsonl", rows)
    found = [str(finding) for finding in check_folder(configuration.path, {})]
    assert [each for each in found if each.startswith("lists/a.jsonl:1: warning: 'x' has this name too")]
    assert [each for each in found if each.startswith("lists/a.jsonl:2: warning: 'هجين' is a common word")]
