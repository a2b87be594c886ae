"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None, typer.Option("--config", help="Folder of feeds.yaml, watchlist.yaml and alerts.yaml.", show_default="config")
]
Data = Annotated[Path | None, typer.Option("--data", help="Folder of the archive.", show_default="data")]
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON, the last on standard output.")]
Input = Annotated[
    typer.FileBinaryRead, typer.Argument(help="File to read; standard input when none is given.", show_default=False)
]
