"""Each stage alone over lines: ``match``, ``parse-feed``, ``url-key`` and ``extract``."""

from __future__ import annotations

import json
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated, Any, NoReturn
from urllib.parse import quote_from_bytes

import typer

from scheduler.cli.options import Input, opened

Jsonl = Annotated[bool, typer.Option("--jsonl", help="Read one JSON object a line and answer each with one.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(match)
    app.command(name="parse-feed")(parse_feed)
    app.command(name="url-key")(url_key)
    app.command()(extract)


def match(
    watchlist: Annotated[Path, typer.Option(help="The watchlist file.")],
    file: Input = None,
    jsonl: Jsonl = False,
) -> None:
    """Find the watchlist's names in a text, or in lines of {"id", "lang"?, "title"?, "text"}."""
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.files import read_content
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.matching_process import compile_watchlist
    from watchlist.commands import match_line
    from watchlist.errors import WatchlistError

    with or_exit(ConfigurationProblem):
        compiled = compile_watchlist(read_content(watchlist))
    with opened(file) as source, or_exit(WatchlistError, code=2):
        records = _records(source) if jsonl else [{"id": None, "text": _text(source)}]
        _write(match_line(compiled, record) for record in records)


def parse_feed(
    file: Input = None,
    url: Annotated[str, typer.Option(help="Where the feed was fetched from; makes links absolute.")] = "",
    content_type: Annotated[str, typer.Option(help="The answer's Content-Type.")] = "",
) -> None:
    """Read a feed's bytes; one entry a line."""
    from scheduler.cli.endings import or_exit
    from scrapers.commands import parse_feed_lines

    with opened(file) as source, or_exit(ValueError):
        _write(parse_feed_lines(source.read(), url, content_type or None))


def url_key(file: Input = None) -> None:
    """Give each URL's key: equal for the same article."""
    from scrapers.url_key import url_key as key_of

    with opened(file) as source:
        for line in _lines(source):
            _put(key_of(_url(line.removesuffix(b"\r"))))


def extract(
    file: Input = None,
    url: Annotated[str, typer.Option(help="The page's address.")] = "",
    jsonl: Jsonl = False,
) -> None:
    """Extract the article of an HTML page, or of lines {"id", "url", "html"} or {"id", "url", "html_base64"}."""
    from scheduler.cli.endings import or_exit
    from scrapers.commands import extract_line

    with opened(file) as source, or_exit(ValueError, code=2):
        records = _records(source) if jsonl else [{"id": None, "url": url, "raw": source.read()}]
        _write(extract_line(record) for record in records)


def _url(line: bytes) -> str:
    """A URL whose bytes are no UTF-8 is taken as servers take it: byte by byte."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return quote_from_bytes(line, safe=string.printable)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines that end with a line feed only: other line separators may stand in a text."""
    for line in file:
        yield line.removesuffix(b"\n")


def _records(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            yield _record(number, line)


def _record(number: int, line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        _refuse(number, "not UTF-8 text")
    except json.JSONDecodeError as error:
        _refuse(number, f"not JSON: {error.msg}")
    except ValueError:
        _refuse(number, "not JSON: a number has too many digits")
    except RecursionError:
        _refuse(number, "nested too deeply")
    if not isinstance(record, dict):
        _refuse(number, "not a JSON object")
    return record


def _refuse(number: int, message: str) -> NoReturn:
    typer.echo(f"marsad: line {number}: {message}", err=True)
    sys.exit(2)


def _text(file: IO[bytes]) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        typer.echo(f"marsad: not UTF-8 text at byte {error.start}", err=True)
        sys.exit(2)


def _write(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        _put(_json_line(record))


def _json_line(record: dict[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False)
    # A lone surrogate cannot be written as UTF-8, but JSON can escape it.
    return line if line.isascii() or not any("\ud800" <= c <= "\udfff" for c in line) else json.dumps(record)


def _put(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", errors="backslashreplace") + b"\n")
