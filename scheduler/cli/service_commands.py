"""``marsad run``, ``migrate``, ``health`` and ``demo``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Config, Data


class Role(StrEnum):
    """Which part of the service a process plays; ``all`` is the embedded default."""

    ALL = "all"
    SCHEDULER = "scheduler"
    CRAWLER = "crawler"
    ALERTER = "alerter"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(run)
    app.command()(migrate)
    app.command()(health)
    app.command()(demo)


def run(
    config: Config = None,
    data: Data = None,
    role: Annotated[Role, typer.Option(help="Which part of the service this process plays.")] = Role.ALL,
) -> None:
    """Run the service until it is told to stop."""
    from scheduler.running import run_service

    sys.exit(run_service(config, data, role.value))


def migrate(data: Data = None) -> None:
    """Bring the archive's schema up to date; safe to repeat."""
    from archive.database import ArchiveError
    from archive.database import migrate as migrate_archive
    from scheduler.environment import read_environment

    environment = read_environment(data=data)
    environment.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        migrate_archive(environment.database_url)
    except ArchiveError as error:
        typer.echo(f"marsad: {error}", err=True)
        sys.exit(1)
    typer.echo("The archive's schema is up to date.")


def health(
    ready: Annotated[bool, typer.Option("--ready", help="Ask whether it is fit for work, not only alive.")] = False,
) -> None:
    """Ask the running service on this machine how it is. Exit code 0 when well."""
    import urllib.error
    import urllib.request

    from scheduler.environment import read_environment

    environment = read_environment()
    host = "127.0.0.1" if environment.http_host in ("0.0.0.0", "::") else environment.http_host  # noqa: S104 - compared, not listened on
    url = f"http://{host}:{environment.http_port}/{'readyz' if ready else 'healthz'}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        answer = opener.open(url, timeout=5)
    except urllib.error.HTTPError as error:
        answer = error
    except OSError:
        typer.echo("marsad: the service does not answer on its private port", err=True)
        sys.exit(1)
    typer.echo(answer.read().decode())
    sys.exit(0 if answer.status == 200 else 1)  # noqa: PLR2004 - HTTP's own number


def demo(
    once: Annotated[bool, typer.Option("--once", help="Run the fixed scenario through, then report.")] = False,
    as_json: AsJson = False,
    keep: Annotated[
        Path | None, typer.Option(help="Folder that the demo's configuration and archive are left in.", file_okay=False)
    ] = None,
) -> None:
    """Play a small newsroom on this machine, and show each alert."""
    import asyncio

    from scheduler.demo.command import run as run_demo

    if keep is not None and keep.is_dir() and any(keep.iterdir()):
        raise typer.BadParameter("this folder is not empty", param_hint="--keep")
    sys.exit(asyncio.run(run_demo(once=once, as_json=as_json, keep=keep)))
