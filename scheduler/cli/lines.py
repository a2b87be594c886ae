"""Lines in, lines out: how stages read what scripts send them, and answer it."""

from __future__ import annotations

import codecs
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import IO, Any, NoReturn

import typer

Record = dict[str, Any]


class LineProblem(Exception):
    """A line is no record; the message says why."""


def lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines that end with a line feed only, for other separators may stand in a text; a byte order mark is not kept."""
    first = file.readline().removeprefix(codecs.BOM_UTF8)
    for line in chain([first] if first else [], file):
        yield line.removesuffix(b"\n")


def answer_lines(file: IO[bytes], answer: Callable[[Record], Mapping[str, Any]], *problems: type[Exception]) -> None:
    """Answer each JSON object with a line, at once; one that raises ``problems`` ends the command with its number.

    Lines of white space alone are passed over.
    """
    for number, line in _records(file):
        try:
            _put_answer(line, answer, problems)
        except LineProblem as problem:
            refuse(f"line {number}: {problem}")


def answer_sound_lines(
    file: IO[bytes], answer: Callable[[Record], Mapping[str, Any]], *problems: type[Exception]
) -> None:
    """The same, but a line that raises is only named, and the next ones answered; the command fails at its end."""
    has_failed = False
    for number, line in _records(file):
        try:
            _put_answer(line, answer, problems)
        except LineProblem as problem:
            has_failed = True
            typer.echo(f"marsad: line {number}: {problem}", err=True)
    if has_failed:
        sys.exit(2)


def json_line(record: Mapping[str, Any]) -> str:
    """The record as one line of JSON, with every letter as itself."""
    line = json.dumps(record, ensure_ascii=False)
    # A lone surrogate cannot be written as UTF-8, but JSON can escape it.
    return line if line.isascii() or not any("\ud800" <= c <= "\udfff" for c in line) else json.dumps(record)


def put(line: str) -> None:
    """Write a line to standard output."""
    sys.stdout.buffer.write(line.encode("utf-8", errors="backslashreplace") + b"\n")


def refuse(message: str) -> NoReturn:
    """End the command: what it was given is of no use to it."""
    typer.echo(f"marsad: {message}", err=True)
    sys.exit(2)


def _records(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(lines(file), start=1) if line.strip())


def _put_answer(
    line: bytes, answer: Callable[[Record], Mapping[str, Any]], problems: tuple[type[Exception], ...]
) -> None:
    try:
        put(json_line(answer(_record(line))))
    except RecursionError:
        raise LineProblem("nested too deeply") from None
    except problems as problem:
        raise LineProblem(str(problem)) from problem
    sys.stdout.buffer.flush()


def _record(line: bytes) -> Record:
    try:
        record = _DECODER.decode(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise LineProblem("not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise LineProblem(f"not JSON: {error.msg}") from None
    except ValueError:
        raise LineProblem("not JSON: a number has too many digits") from None
    if not isinstance(record, dict):
        raise LineProblem("not a JSON object")
    return record


def _number(digits: str) -> float:
    """A number that can be written again: Python would answer with ``Infinity``, which is not JSON."""
    number = float(digits)
    if math.isinf(number):
        raise LineProblem("a number is too large")
    return number


def _no_number(word: str) -> NoReturn:
    """``NaN`` and ``Infinity``, which Python reads although they are not JSON."""
    raise LineProblem(f"not JSON: {word} is no number")


_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=_no_number)
