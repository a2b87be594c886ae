"""Puts included lists on the shelf of a matcher process: blocks that were compiled before are read back from the disk.

In: the lists' bytes. Out: the shelf, or findings with file and line. The compiled blocks lie beside the archive, each
under a hash of its lines and of the code that compiles them; they can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import watchlist
from scheduler.configuration.document import Document
from scheduler.configuration.findings import MOST_FINDINGS, ConfigurationProblem, Finding, from_validation
from watchlist.check import MOST_LISTED_NAMES
from watchlist.doubts import MOST_DOUBTS, doubts
from watchlist.errors import LineError
from watchlist.lists.blocks import Block, Faults, block_of, compile_block
from watchlist.lists.cutting import cut
from watchlist.lists.lines import Read, Table, read_json
from watchlist.lists.shelf import Shelf
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from watchlist.lists.lines import Listed
    from watchlist.problem import Problem

_BOM = b"\xef\xbb\xbf"
_HASH_BYTES = 20
_DOUBTED_AT_ONCE = 10_000
_BLOCKS_AFTER_A_FAULT = 20


class Blocks:
    """The folder of compiled blocks; without one, or with one that cannot be used, each is compiled anew."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def block(self, lines: Sequence[bytes], header: bytes, read: Read) -> Block:
        """The block of these lines; raises :class:`Faults`."""
        if self._folder is None:
            return compile_block(lines, read)
        name = _hash(b"".join([_code(), header, b"\n", *lines])).hex()
        self._used.add(name)
        block = self._kept(self._folder / name)
        if block is None:
            block = compile_block(lines, read)
            self._keep(self._folder / name, block)
        return block

    def forget_others(self) -> None:
        """Delete the blocks that nobody asked for: those of lists as they were."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in self._used:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _kept(self, path: Path) -> Block | None:
        try:
            content = path.read_bytes()
            if _hash(content[_HASH_BYTES:]) != content[:_HASH_BYTES]:
                return None
            return block_of(content[_HASH_BYTES:])
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def _keep(self, path: Path, block: Block) -> None:
        content = block.to_bytes()
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(_hash(content) + content)
            partial.replace(path)


def shelf_of(lists: Mapping[str, bytes], blocks: Blocks) -> Shelf:
    """All lists on a shelf; raises :class:`ConfigurationProblem` with the mistakes."""
    shelf, findings = Shelf(), list[Finding]()
    for file, content in lists.items():
        _put(shelf, file, content, blocks, findings)
    if findings:
        raise ConfigurationProblem(findings[:MOST_FINDINGS])
    return shelf


def entities_of(lists: Mapping[str, bytes]) -> Iterator[tuple[tuple[str, int], Listed]]:
    """Every entity of lists that are sound, with file and line."""
    for file, content in lists.items():
        _, rest, first, read = _begin(file, content)
        for block in cut(rest, first):
            for number, line in enumerate(block.lines, start=block.first):
                if not line.isspace():
                    yield (file, number), read(line)


def doubts_about(lists: Mapping[str, bytes]) -> Iterator[Problem]:
    """The first names of sound lists that are common words, with file and line."""
    return islice(chain.from_iterable(_doubts(lists)), MOST_DOUBTS)


def _doubts(lists: Mapping[str, bytes]) -> Iterator[Iterator[Problem]]:
    entities = entities_of(lists)
    while some := list(islice(entities, _DOUBTED_AT_ONCE)):
        paths = {"places": [path for path, each in some if each.kind == "place"]}
        paths["actors"] = [path for path, each in some if each.kind == "actor"]
        places = [each for _, each in some if each.kind == "place"]
        settings = WatchlistSettings.model_construct(
            places=places, actors=[each for _, each in some if each.kind == "actor"]
        )
        yield (replace(each, path=paths[str(each.path[0])][int(each.path[1])]) for each in doubts(settings))


def _put(shelf: Shelf, file: str, content: bytes, blocks: Blocks, findings: list[Finding]) -> None:
    try:
        header, rest, first, read = _begin(file, content)
    except LineError as error:
        findings.extend(_findings(file, 1, error))
        return
    faulty = 0
    for piece in cut(rest, first):
        try:
            shelf.put(file, piece.first, blocks.block(piece.lines, header, read))
        except Faults as faults:
            for number, fault in faults.faults:
                findings.extend(_findings(file, piece.first + number, fault))
        faulty += bool(findings)
        if faulty > _BLOCKS_AFTER_A_FAULT or len(findings) >= MOST_FINDINGS or shelf.names > MOST_LISTED_NAMES:
            return


def _begin(file: str, content: bytes) -> tuple[bytes, bytes, int, Read]:
    """A list's header, the lines below it, the number of the first of these, and what reads them."""
    content = content.removeprefix(_BOM)
    if not file.endswith(".csv"):
        return b"", content, 1, read_json
    header, _, rest = content.partition(b"\n")
    return header, rest, 2, Table(header).read


def _findings(file: str, line: int, error: LineError) -> list[Finding]:
    if error.model is None or error.values is None:
        return [Finding(file, line, error.cause, error.hint)]
    found = from_validation(file, Document(error.values, {}), error.model, list(error.errors))
    return [replace(finding, line=line) for finding in found]


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=_HASH_BYTES).digest()


@cache
def _code() -> bytes:
    """What a compiled block depends on besides its lines: the code of the watchlist's room, and Python's own form."""
    sources = sorted(Path(watchlist.__file__).parent.rglob("*.py"))
    form = f"{sys.implementation.cache_tag} {marshal.version}".encode()
    return _hash(form + b"".join(path.read_bytes() for path in sources))
