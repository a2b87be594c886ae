"""``marsad check``, ``doctor``, ``settings`` and ``schemas``."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Config, Data

_COLOURS = {"error": "red", "warning": "yellow"}


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(check)
    app.command()(doctor)
    app.command()(settings)
    app.command()(schemas)


def check(config: Config = None, as_json: AsJson = False) -> None:
    """Check the three configuration files. Exit code 1 when there are mistakes."""
    from scheduler.checking import check_folder
    from scheduler.environment import read_environment

    secrets = dict(os.environ)
    environment = read_environment(config=config)
    findings = check_folder(environment.config, secrets, environment)
    errors = [finding for finding in findings if finding.severity == "error"]
    for finding in findings:
        typer.secho(str(finding), fg=_COLOURS.get(finding.severity), err=as_json)
    if as_json:
        typer.echo(json.dumps({"errors": len(errors), "findings": [asdict(finding) for finding in findings]}))
    elif all(finding.severity == "information" for finding in findings):
        typer.secho("The configuration is sound.", fg="green")
    sys.exit(1 if errors else 0)


def doctor(config: Config = None, data: Data = None, as_json: AsJson = False) -> None:
    """Try everything the service depends on. Says what to do about each failure."""
    import asyncio

    from scheduler.doctor import examine
    from scheduler.environment import read_environment

    secrets = dict(os.environ)
    checkups = asyncio.run(examine(read_environment(config=config, data=data), secrets))
    for checkup in checkups:
        mark = typer.style("ok  ", fg="green") if checkup.well else typer.style("FAIL", fg="red")
        advice = "" if checkup.well else f"\n       {checkup.advice}"
        typer.echo(f"{mark} {checkup.subject}: {checkup.found}{advice}", err=as_json)
    if as_json:
        typer.echo(json.dumps([asdict(checkup) for checkup in checkups], ensure_ascii=False))
    sys.exit(0 if all(checkup.well for checkup in checkups) else 1)


def settings() -> None:
    """List the settings that the environment may give."""
    from scheduler.variables import SETTINGS

    for setting in SETTINGS:
        default = f" (default {setting.default})" if setting.default else ""
        typer.echo(f"MARSAD_{setting.name}{default}\n    {setting.meaning}")


def schemas(
    folder: Annotated[Path, typer.Argument(help="Where to write them.")] = Path("config/schemas"),
) -> None:
    """Write the JSON Schemas of the configuration files."""
    from scheduler.configuration.schemas import write_schemas

    for path in write_schemas(folder):
        typer.echo(str(path))
