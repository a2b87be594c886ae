"""``marsad test-alert`` and ``marsad deliveries list|articles|retry``."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.options import AsJson, Config, Data

if TYPE_CHECKING:
    from alerts.sending import SendResult
    from scheduler.environment import Environment


LARGEST_ID = 2**63 - 1


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(name="test-alert")(test_alert)
    deliveries = typer.Typer(help="See what was sent, and send again what could not be.", no_args_is_help=True)
    deliveries.command(name="list")(list_all)
    deliveries.command(name="articles")(articles)
    deliveries.command(name="retry")(retry)
    app.add_typer(deliveries, name="deliveries")


def test_alert(
    channel: Annotated[str, typer.Argument(help="email, or the id of a webhook.")],
    recipient: Annotated[str | None, typer.Option(help="Id of a recipient; default: the operator.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Send a marked test alert through a real channel."""
    from alerts.errors import AlertsError
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment

    secrets = dict(os.environ)
    environment = read_environment(config=config)
    with or_exit(AlertsError, ConfigurationProblem, code=2):
        result = asyncio.run(_send(channel, recipient, environment, secrets))
    _tell(result, as_json=as_json)
    sys.exit(0 if result.outcome == "sent" else 1)


async def _send(channel: str, recipient: str | None, environment: Environment, secrets: dict[str, str]) -> SendResult:
    from alerts.commands import send_test_alert
    from scheduler.alerting import open_outbound, ways_out
    from scheduler.configuration.alerts_file import load_alerts
    from scheduler.configuration.files import ALERTS, read_content
    from scheduler.in_force import AlertsInForce

    alerts = AlertsInForce(*load_alerts(read_content(environment.config / ALERTS), environment.config, secrets))
    channels = ways_out(environment, alerts, open_outbound())
    return await send_test_alert(channel, channels, alerts.routing, datetime.now(UTC), recipient=recipient)


def _tell(result: SendResult, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"outcome": str(result.outcome), "status": str(result.status), "code": result.code}))
    elif result.outcome == "sent":
        typer.secho("Accepted by the receiver.", fg="green")
    else:
        typer.secho(f"Not accepted: {result.text}", fg="red", err=True)


def list_all(
    state: Annotated[str | None, typer.Option(help="Only due, sent or dead ones.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many, the youngest.")] = 50,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List deliveries, the youngest first."""
    from alerts.commands import delivery_rows
    from archive.nouns import DeliveryState
    from scheduler.cli.archive_access import open_archive

    if state is not None and state not in list(DeliveryState):
        raise typer.BadParameter(f"must be one of: {', '.join(DeliveryState)}", param_hint="--state")
    with open_archive(data) as archive:
        rows = archive.read_now(delivery_rows, state=DeliveryState(state) if state else None, limit=limit)
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False))
        return
    for row in rows:
        when = f"{row.created_at:%Y-%m-%d %H:%M:%S}"
        word = "next try" if row.id else "told together at"
        following = f", {word} {row.next_attempt_at:%Y-%m-%d %H:%M:%S}" if row.next_attempt_at else ""
        typer.echo(
            f"{row.id or '-':>6}  {when}  {row.state:<5} {row.channel} to {row.recipient}, {row.about}:"
            f" {row.attempts} attempts {row.status}{following}"
        )
    if not rows:
        typer.echo("No deliveries.")


def articles(
    summary: Annotated[int, typer.Argument(help="Number of a summary.", min=1, max=LARGEST_ID)],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List all articles of a summary, those without room in it too."""
    from alerts.summaries import summary_articles
    from scheduler.cli.archive_access import open_archive
    from scheduler.cli.paper import clean

    with open_archive(data) as archive:
        found = archive.read_now(summary_articles, summary)
    if found is None:
        typer.echo("There is no such summary (marsad deliveries list).", err=True)
        sys.exit(1)
    if as_json:
        typer.echo(json.dumps([asdict(item) for item in found], default=str, ensure_ascii=False))
        return
    for item in found:
        told = (f"{item.published_at or item.seen_at:%Y-%m-%d %H:%M}", item.outlet, item.title, ", ".join(item.names))
        typer.echo(clean(f"{' | '.join(told)} | {item.url}"))


def retry(
    ids: Annotated[
        list[int] | None, typer.Argument(help="Numbers of deliveries.", show_default=False, min=1, max=LARGEST_ID)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All dead ones.")] = False,
    data: Data = None,
) -> None:
    """Send dead or waiting deliveries again, and enable their channels."""
    from alerts.commands import retry as retry_now
    from scheduler.cli.archive_access import open_archive

    if bool(ids) == every:
        raise typer.BadParameter("give the numbers of deliveries, or --all")
    with open_archive(data) as archive:
        count = archive.write_now(retry_now, None if every else ids, datetime.now(UTC))
    typer.echo(f"{count} deliveries are due again.")
    others = len(set(ids or [])) - count
    if others > 0:
        typer.echo(f"{others} are not: sent already, being sent now, or unknown (marsad deliveries list).", err=True)
