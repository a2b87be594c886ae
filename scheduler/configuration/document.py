"""A configuration file as plain values plus the line each of them stands on.

Takes YAML (safe tags only, no duplicate keys, bounded aliases) or, when the text starts with ``{``, JSON.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

# Brackets one by one; or a run of compact block openers, or an indentation, that is itself too deep.
_NESTING = re.compile(r"[\[\]{}]|(?:[-?:] ){100}|^ {400}", re.MULTILINE)
MAX_DEPTH = 200

Path = tuple[str | int, ...]
MAX_BYTES = 64 * 1024 * 1024
MAX_NODES = 1_000_000
_MERGE = "tag:yaml.org,2002:merge"
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


@dataclass(frozen=True, slots=True)
class DocumentProblem(Exception):
    """The text is no document at all."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """``values`` as plain dicts and lists; ``lines`` maps the path of a key or an item to its line, from 1."""

    values: dict[str, Any]
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of ``path``, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def parse_document(content: bytes) -> Document:
    """Parse a configuration file; raises :class:`DocumentProblem` with the line and what to do."""
    if len(content) > MAX_BYTES:
        raise DocumentProblem(1, f"the file is larger than {MAX_BYTES // 2**20} MB; shorten it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DocumentProblem(line, "not UTF-8 text; save the file as UTF-8") from error
    document = _json(text) if text.lstrip().startswith("{") else _yaml(text)
    if not isinstance(document.values, dict):
        raise DocumentProblem(1, "the file must hold keys and values at its top level")
    return document


def _json(text: str) -> Document:
    try:
        return Document(json.loads(text, object_pairs_hook=_without_duplicates), {})
    except json.JSONDecodeError as error:
        raise DocumentProblem(error.lineno, f"not valid JSON: {error.msg}") from error
    except ValueError as error:
        raise DocumentProblem(1, "not valid JSON: a number has too many digits") from error
    except RecursionError as error:
        raise DocumentProblem(1, "nested too deeply") from error


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise DocumentProblem(1, "a key stands twice in one JSON object; keep one of them")
    return found


def _refuse_deep_nesting(text: str) -> None:
    """Keep nesting that would exhaust libyaml's C stack from reaching it; RecursionError does not guard C code."""
    depth = 0
    for found in _NESTING.finditer(text):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else MAX_DEPTH + 1
        if depth > MAX_DEPTH:
            raise DocumentProblem(text.count("\n", 0, found.start()) + 1, "nested too deeply")


def _yaml(text: str) -> Document:
    _refuse_deep_nesting(text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        reader = _Reader(loader)
        values = {} if node is None else reader.value(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentProblem(
            mark.line + 1 if mark else 1, f"not valid YAML: {error.problem or error.context}"
        ) from error
    except yaml.YAMLError as error:
        raise DocumentProblem(1, "not valid YAML: a character that YAML does not allow") from error
    except RecursionError as error:
        raise DocumentProblem(1, "nested too deeply") from error
    finally:
        loader.dispose()
    return Document(values, reader.lines)


class _Reader:
    """Turns YAML nodes into plain values, noting lines and refusing what grows or repeats."""

    def __init__(self, loader: Any) -> None:  # noqa: ANN401 - PyYAML's loaders share no public type
        self._loader = loader
        self._nodes = 0
        self.lines: dict[Path, int] = {}

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401 - a document's values are of any type
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise DocumentProblem(node.start_mark.line + 1, "the document grows too large (repeated aliases?)")
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.CollectionNode) and node.tag not in _PLAIN_TAGS:
            raise DocumentProblem(node.start_mark.line + 1, "YAML tags are not allowed here; write plain values")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        try:
            return self._loader.construct_object(node)
        except ValueError as error:
            raise DocumentProblem(node.start_mark.line + 1, "no such date or number; put quotes around it") from error

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.tag == _MERGE:
                raise DocumentProblem(line, "`<<` is not understood here; write the keys out")
            key = self._loader.construct_object(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if isinstance(key, bool):  # YAML 1.1 reads the bare word `no`, the code of Norwegian, as false
                key = key_node.value
            if not isinstance(key, str):
                raise DocumentProblem(line, "a key must be plain text")
            if key in found:
                raise DocumentProblem(line, f"the key {key!r} stands twice; keep one of them")
            self.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found
