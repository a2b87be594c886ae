"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

Config = Annotated[
    Path | None,
    typer.Option("--config", help="Folder of feeds.yaml, watchlist.yaml and alerts.yaml.", show_default="config"),
]
Data = Annotated[Path | None, typer.Option("--data", help="Folder of the archive.", show_default="data")]
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON, the last on standard output.")]
Access = Annotated[
    list[str] | None,
    typer.Option(
        "--access",
        metavar="YAML",
        help="credentials, headers, cookies or proxy as in feeds.yaml; secrets by file or variable; may be repeated.",
    ),
]
Watchlist = Annotated[
    Path | None,
    typer.Option("--watchlist", exists=True, dir_okay=False, help="Another list than that of the configuration."),
]
Input = Annotated[
    Path | None,
    typer.Argument(
        exists=True, dir_okay=False, help="File to read; standard input when none is given.", show_default=False
    ),
]


@contextmanager
def opened(file: Path | None) -> Iterator[IO[bytes]]:
    """The bytes of ``file``, or of standard input."""
    if file is None:
        yield sys.stdin.buffer
        return
    with file.open("rb") as source:
        yield source
