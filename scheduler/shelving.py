"""Puts included lists on the shelf of a matcher process, block by block.

In: the lists' bytes. Out: the shelf, or findings with file and line.
"""

from __future__ import annotations

import codecs
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from scheduler.configuration.document import Document
from scheduler.configuration.findings import MOST_FINDINGS, ConfigurationProblem, Finding, from_validation
from watchlist.check import MOST_LISTED_NAMES
from watchlist.doubts import MOST_DOUBTS, doubts
from watchlist.errors import EncodingError, LineError
from watchlist.lists.blocks import Faults
from watchlist.lists.cutting import cut
from watchlist.lists.lines import read_json, read_quickly
from watchlist.lists.shelf import Shelf
from watchlist.lists.table import Table
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scheduler.kept_blocks import Blocks
    from watchlist.lists.lines import Listed
    from watchlist.problem import Problem

_UTF_16 = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE
_DOUBTED_AT_ONCE = 10_000
_BLOCKS_AFTER_A_FAULT = 20


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
        _, rest, first, table = _begin(file, content)
        read = table.read if table else read_json
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
        header, rest, first, table = _begin(file, content)
    except LineError as error:
        findings.extend(_findings(file, 1, error))
        return
    read = table.read if table else read_quickly
    faulty = 0
    for piece in cut(rest, first):
        try:
            shelf.put(file, piece.first, blocks.block(piece.lines, header, read))
        except Faults as faults:
            for number, fault in faults.faults:
                findings.extend(_findings(file, piece.first + number, fault))
                if isinstance(fault, EncodingError):
                    return
        faulty += bool(findings)
        if faulty > _BLOCKS_AFTER_A_FAULT or len(findings) >= MOST_FINDINGS or shelf.names > MOST_LISTED_NAMES:
            return


def _begin(file: str, content: bytes) -> tuple[bytes, bytes, int, Table | None]:
    """A list's header, the lines below it, the number of the first of these, and what reads those of a table.

    Raises :class:`LineError`.
    """
    if content.startswith(_UTF_16):
        raise EncodingError("the file is UTF-16, not UTF-8 text")
    content = content.removeprefix(codecs.BOM_UTF8)
    if not file.endswith(".csv"):
        return b"", content, 1, None
    header, _, rest = content.partition(b"\n")
    return header, rest, 2, Table(header)


def _findings(file: str, line: int, error: LineError) -> list[Finding]:
    if error.model is None or error.values is None:
        return [Finding(file, line, error.cause, error.hint)]
    found = from_validation(file, Document(error.values, {}), error.model, list(error.errors))
    return [replace(finding, line=line) for finding in found]
