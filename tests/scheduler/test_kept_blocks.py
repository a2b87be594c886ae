"""Blocks of lists are compiled once and read back from the disk; whatever else lies there is compiled anew."""

from __future__ import annotations

import marshal
import sys
from hashlib import blake2b
from typing import TYPE_CHECKING

import pytest

from scheduler import kept_blocks
from scheduler.kept_blocks import Blocks
from scheduler.shelving import shelf_of
from tests.scheduler.test_shelving import edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Compiled = list[int]


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """The lengths of the blocks that were compiled."""
    lengths: Compiled = []
    compile_block = kept_blocks.compile_block
    monkeypatch.setattr(
        kept_blocks, "compile_block", lambda lines, read: lengths.append(len(lines)) or compile_block(lines, read)
    )
    return lengths


def test_changed_line_costs_its_block(tmp_path: Path, compiled: Compiled) -> None:
    """All other blocks come from the disk, and those that nobody needs any more are deleted."""
    for each in (edition(), edition(), edition(v77="Hajin")):
        compiled.clear()
        blocks = Blocks(tmp_path / "blocks")
        shelf = shelf_of(each.lists, blocks)
        blocks.forget_others()
        assert (shelf.entities, shelf.names) == (5_002, 5_002)
    assert len(compiled) == 1
    assert len(list((tmp_path / "blocks").iterdir())) == len(list(blocks._used))


def checked(content: bytes) -> bytes:
    """With the checksum of a sound block."""
    return blake2b(content, digest_size=20).digest() + content


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"x" * 100,
        lambda _: b"\0" * 5_000,
        lambda sound: sound[:-1],
        lambda sound: sound[: len(sound) // 2],
        lambda sound: sound[:-1] + bytes([sound[-1] ^ 1]),
        lambda sound: b"\0" + sound[1:],
        lambda _: checked(b"not marshal"),
        lambda _: checked(b""),
        lambda _: checked(marshal.dumps(("a block", "of another", "version"))),
        lambda _: checked(marshal.dumps(7)),
    ],
    ids=["empty", "text", "zeros", "cut", "half", "last bit", "checksum", "foreign", "nothing", "shape", "number"],
)
def test_spoilt_block_is_compiled_again(tmp_path: Path, compiled: Compiled, spoil: Callable[[bytes], bytes]) -> None:
    """A disk that was full or a crash leaves anything behind; what is compiled then lies there sound."""
    shelf_of(edition().lists, Blocks(tmp_path))
    sound = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, content in sound.items():
        path.write_bytes(spoil(content))
    compiled.clear()
    assert shelf_of(edition().lists, Blocks(tmp_path)).entities == 5_002
    assert len(compiled) == len(sound)
    shelf_of(edition().lists, Blocks(tmp_path))
    assert len(compiled) == len(sound)


def test_block_of_another_version_is_compiled_again(
    tmp_path: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update of Marsad or Python the same lines have another block, and the old one goes."""
    shelf_of(edition().lists, Blocks(tmp_path))
    before = {path.name for path in tmp_path.iterdir()}
    compiled.clear()
    monkeypatch.setattr(kept_blocks, "_code", lambda: b"other code")
    blocks = Blocks(tmp_path)
    shelf_of(edition().lists, blocks)
    blocks.forget_others()
    assert len(compiled) == len(before)
    assert before.isdisjoint(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "update",
    [
        lambda patch: patch.setattr(marshal, "version", 99),
        lambda patch: patch.setattr(sys.implementation, "cache_tag", "other"),
    ],
    ids=["marshal", "python"],
)
def test_version_is_part_of_the_code(
    monkeypatch: pytest.MonkeyPatch, update: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """Marshal promises nothing from one Python to the next."""
    before = kept_blocks._code()
    update(monkeypatch)
    assert kept_blocks._code.__wrapped__() != before


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
