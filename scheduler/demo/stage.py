"""Puts up what the demo plays on: the newsroom, the two sinks, and the real service configured between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.demo.configuration import PolledFeed, write_alerts, write_feeds, write_watchlist
from scheduler.demo.desk import Desk
from scheduler.demo.mail_sink import MailSink
from scheduler.demo.names import ids_of_names, watchlist_text
from scheduler.demo.newsroom import Newsroom
from scheduler.demo.scenario import OUTLETS
from scheduler.demo.service import ServiceProcess
from scheduler.demo.webhook_sink import WebhookSink

if TYPE_CHECKING:
    from contextlib import AsyncExitStack
    from pathlib import Path

    from scheduler.demo.printing import Printer


# The first summary of a flood comes after two minutes, unless told otherwise; nobody watches a demo for so long.
FLOOD = {"alerts": 12, "wait_seconds": 5}


@dataclass(frozen=True, slots=True)
class Stage:
    """The parts that play together."""

    newsroom: Newsroom
    desk: Desk
    service: ServiceProcess


async def put_up(folder: Path, printer: Printer, stack: AsyncExitStack) -> Stage:
    """Open newsroom and sinks and configure the service, not yet started; ``stack`` takes all of it down again."""
    newsroom = Newsroom(OUTLETS)
    desk = Desk(newsroom, printer, ids_of_names(watchlist_text()))
    mail, hooks = MailSink(desk.take_mail), WebhookSink(desk.take_hook)
    for part in (newsroom, mail, hooks):
        await part.start()
        stack.push_async_callback(part.stop)
    service = ServiceProcess(folder, smtp_settings(mail.port) | {"MARSAD_HTTP_PORT": "0", "MARSAD_LOG_FORMAT": "text"})
    feeds = [PolledFeed(site.feed_url, site.outlet.name, site.outlet.language) for site in newsroom.sites.values()]
    write_feeds(service.config, feeds)
    write_watchlist(service.config, watchlist_text())
    write_alerts(service.config, hooks.url, hooks.secret, flood=FLOOD)
    stack.push_async_callback(service.stop)
    return Stage(newsroom, desk, service)


def smtp_settings(port: int) -> dict[str, str]:
    """The service's settings for a mail server on this machine, without TLS."""
    return {"MARSAD_SMTP_HOST": "127.0.0.1", "MARSAD_SMTP_PORT": str(port), "MARSAD_SMTP_TLS": "none"}
