"""How commands end: mistakes as one clear line, and an exit code. Loads nothing, for stages must start quickly."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer


def warn(text: str) -> None:
    """Say on standard error what is amiss; the command goes on."""
    typer.secho(f"marsad: {text}", err=True, fg="yellow")


@contextmanager
def or_exit(*problems: type[Exception], code: int = 1) -> Iterator[None]:
    """End the command with the problem's own words instead of a traceback."""
    try:
        yield
    except problems as problem:
        findings = getattr(problem, "findings", None)
        for line in findings or [f"marsad: {problem}"]:
            typer.echo(str(line), err=True)
        sys.exit(code)
