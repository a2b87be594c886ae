"""Included lists: compiled once, read back from the disk, and mistakes in them shown with file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scheduler import shelving
from scheduler.checking import check_folder
from scheduler.compiling import compile_watchlist
from scheduler.configuration.edition import Edition
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.matching import Matcher
from scheduler.shelving import Blocks, shelf_of
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


def test_changed_line_costs_its_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All other blocks come from the disk, and those that nobody needs any more are deleted."""
    compiled: list[int] = []
    compile_block = shelving.compile_block
    monkeypatch.setattr(
        shelving, "compile_block", lambda lines, read: compiled.append(len(lines)) or compile_block(lines, read)
    )
    for each in (edition(), edition(), edition(v77="Hajin")):
        compiled.clear()
        blocks = Blocks(tmp_path / "blocks")
        shelf = shelf_of(each.lists, blocks)
        blocks.forget_others()
        assert (shelf.entities, shelf.names) == (5_002, 5_002)
    assert len(compiled) == 1
    assert len(list((tmp_path / "blocks").iterdir())) == len(list(blocks._used))


@pytest.mark.parametrize("spoilt", [b"", b"x" * 100, b"\0" * 5_000])
def test_spoilt_block_is_compiled_again(tmp_path: Path, spoilt: bytes) -> None:
    """A disk that was full or a crash leaves anything behind."""
    for _ in range(2):
        assert shelf_of(edition().lists, Blocks(tmp_path)).entities == 5_002
        for path in tmp_path.iterdir():
            path.write_bytes(spoilt)


def test_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """The blocks are a convenience."""
    (tmp_path / "file").write_text("in the way")
    blocks = Blocks(tmp_path / "file" / "blocks")
    assert shelf_of(edition().lists, blocks).entities == 5_002
    blocks.forget_others()


def test_blocks_are_private(tmp_path: Path) -> None:
    """They hold the watchlist."""
    shelf_of(edition().lists, Blocks(tmp_path / "blocks"))
    paths = [tmp_path / "blocks", *(tmp_path / "blocks").iterdir()]
    assert {path.stat().st_mode & 0o077 for path in paths} == {0}


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
    ],
)
def test_mistakes_name_file_and_line(file: str, content: bytes, finding: str) -> None:
    """They are found in a list of a hundred thousand lines only so."""
    assert findings_of({file: content})[0].startswith(finding)


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
