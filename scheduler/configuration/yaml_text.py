"""YAML as a document with the line of each value: safe tags only, no duplicate keys, bounded depth and aliases."""

from __future__ import annotations

import re
from typing import Any

import yaml

from scheduler.configuration.document import Document, DocumentProblem, Path

# Brackets one by one; or a run of compact block openers, or an indentation, that is itself too deep.
_NESTING = re.compile(r"[\[\]{}]|(?:[-?:] ){100}|^ {400}", re.MULTILINE)
MAX_DEPTH = 200
MAX_NODES = 1_000_000
MAX_YAML_CHARACTERS = 16 * 1024 * 1024
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


def read_yaml(text: str) -> Document:
    """Read YAML; raises :class:`DocumentProblem`."""
    if len(text) > MAX_YAML_CHARACTERS:
        raise DocumentProblem(1, f"YAML longer than {MAX_YAML_CHARACTERS // 2**20} MB takes too long; write it as JSON")
    _refuse_deep_nesting(text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    reader = _Reader(loader)
    try:
        values = reader.document()
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


def _refuse_deep_nesting(text: str) -> None:
    """Keep nesting that would exhaust libyaml's C stack from reaching it; RecursionError does not guard C code."""
    depth = 0
    for found in _NESTING.finditer(text):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else MAX_DEPTH + 1
        if depth > MAX_DEPTH:
            raise DocumentProblem(text.count("\n", 0, found.start()) + 1, "nested too deeply")


class _Reader:
    """Turns YAML events into plain values, noting lines and refusing what grows or repeats.

    Event by event, because a loader that composes the whole document lets no other thread of the process run meanwhile.
    """

    def __init__(self, loader: Any) -> None:  # noqa: ANN401 - PyYAML's loaders share no public type
        self._loader = loader
        self._nodes = 0
        self._anchored: dict[str, tuple[Any, int]] = {}
        self.lines: dict[Path, int] = {}

    def document(self) -> Any:  # noqa: ANN401 - a document's values are of any type
        """The values of the only document; an empty stream is an empty one."""
        self._loader.get_event()
        if self._loader.check_event(yaml.StreamEndEvent):
            return {}
        self._loader.get_event()
        values = self._value(self._loader.get_event(), ())
        self._loader.get_event()
        if not self._loader.check_event(yaml.StreamEndEvent):
            line = _line(self._loader.get_event())
            raise DocumentProblem(line, "not valid YAML: a second document begins; keep one of them")
        return values

    def _value(self, event: Any, path: Path) -> Any:  # noqa: ANN401 - as above
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event)
        before = self._nodes
        self._count(1, event)
        self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
        elif event.tag is not None and event.tag != "!" and event.tag not in _PLAIN_TAGS:
            raise DocumentProblem(_line(event), "YAML tags are not allowed here; write plain values")
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(path)
        else:
            value = self._sequence(path)
        if event.anchor is not None:
            self._anchored[event.anchor] = value, self._nodes - before
        return value

    def _count(self, nodes: int, event: Any) -> None:  # noqa: ANN401 - PyYAML is not typed
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise DocumentProblem(_line(event), "the document grows too large (repeated aliases?)")

    def _repeated(self, event: Any) -> Any:  # noqa: ANN401 - as above
        """What an alias stands for, counted as often as it is repeated."""
        if event.anchor not in self._anchored:
            raise DocumentProblem(_line(event), "not valid YAML: an alias before the end of what it stands for")
        value, nodes = self._anchored[event.anchor]
        self._count(nodes, event)
        return value

    def _scalar(self, event: Any) -> Any:  # noqa: ANN401 - as above
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == _TEXT:
            return event.value
        try:
            return self._loader.construct_object(
                yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark, style=event.style)
            )
        except ValueError as error:
            raise DocumentProblem(_line(event), "no such date or number; put quotes around it") from error

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._loader.get_event(), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._loader.get_event(), yaml.MappingEndEvent):
            key, line = self._key(event), _line(event)
            if key in found:
                raise DocumentProblem(line, f"the key {key!r} stands twice; keep one of them")
            self.lines[(*path, key)] = line
            found[key] = self._value(self._loader.get_event(), (*path, key))
        return found

    def _key(self, event: Any) -> str:  # noqa: ANN401 - PyYAML is not typed
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value == "<<":
            raise DocumentProblem(_line(event), "`<<` is not understood here; write the keys out")
        key = self._value(event, ()) if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) else None
        if isinstance(key, bool) and isinstance(event, yaml.ScalarEvent):
            key = event.value  # YAML 1.1 reads the bare word `no`, the code of Norwegian, as false
        if not isinstance(key, str):
            raise DocumentProblem(_line(event), "a key must be plain text")
        return key


def _line(event: Any) -> int:  # noqa: ANN401 - PyYAML is not typed
    return int(event.start_mark.line) + 1
