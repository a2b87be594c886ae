"""Who opens connections at all: a list that is complete, so that no way out is forgotten in the tests beside it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parents[2]
ROOMS = ("alerts", "archive", "gateway", "scheduler", "scrapers", "watchlist")

# What can open a connection; of libraries that do much else, what of them does.
CLIENTS = frozenset(
    {
        *(
            "socket",
            "socketserver",
            "ssl",
            "http.client",
            "urllib.request",
            "ftplib",
            "smtplib",
            "imaplib",
            "telnetlib",
        ),
        *("aiohttp", "httpx", "requests", "urllib3", "websockets", "twisted", "scrapy", "aiosmtplib", "redis"),
        *("sentry_sdk", "psycopg", "sqlalchemy.create_engine", "feedparser", "trafilatura", "lxml.html.parse"),
        *("xmlrpc", "webbrowser"),
    }
)
# Of an event loop.
DIALLING = frozenset({"open_connection", "create_connection", "create_datagram_endpoint", "sock_connect"})
# Whom others may tell where to go: each asks the address policy. The tests beside this one go through all of them.
JUDGED = {
    "gateway/outbound.py": {"aiohttp", "socket", "ssl"},
    "gateway/resolver.py": {"socket", "twisted"},
    "scrapers/crawling/drips.py": {"scrapy"},
    "scrapers/crawling/engine.py": {"scrapy", "twisted"},
    "scrapers/crawling/failures.py": {"scrapy", "twisted"},
    "scrapers/crawling/handler.py": {"scrapy"},
    "scrapers/crawling/fetcher.py": {"scrapy"},
    "scrapers/crawling/quiet.py": {"scrapy"},
    "scrapers/crawling/spider.py": {"scrapy"},
    "scrapers/crawling/bounded_answers.py": {"scrapy", "twisted"},
    "scrapers/crawling/enough.py": {"scrapy"},
    "scrapers/crawling/tunnels.py": {"scrapy"},
}
# What the operator configures for the service itself, on its own network.
OPERATED = {
    "alerts/channels/email/channel.py": {"aiosmtplib", "ssl"},
    "alerts/channels/email/verdicts.py": {"aiosmtplib", "ssl"},
    "archive/engines.py": {"sqlalchemy.create_engine"},
    "gateway/redis_link.py": {"redis"},
    "scheduler/dispatch.py": {"redis"},
    "scheduler/sentry.py": {"sentry_sdk"},
    "scheduler/valkey.py": {"redis"},
}
# What listens, or reads bytes that it is given; in a parser process, in the demo, or for the container's own check.
NO_CLIENT = {
    "scheduler/cli/service_commands.py": {"urllib.request"},
    "scheduler/demo/newsroom.py": {"aiohttp", "socket"},
    "scheduler/demo/site.py": {"aiohttp"},
    "scheduler/demo/webhook_sink.py": {"aiohttp"},
    "scheduler/health.py": {"aiohttp"},
    "scheduler/push/callback_port.py": {"aiohttp"},
    "scheduler/quiet_port.py": {"aiohttp"},
    "scheduler/loop.py": {"scrapy", "twisted"},
    "scrapers/extraction/by_trafilatura.py": {"trafilatura"},
    "scrapers/reading/syndication.py": {"feedparser"},
}


def test_no_other_file_opens_connections() -> None:
    """A new one belongs into one of these lists, and if others may tell it where to go, among the entrances."""
    found = {str(path.relative_to(CHECKOUT)): clients for path in _sources() if (clients := _clients(path))}
    assert found == JUDGED | OPERATED | NO_CLIENT


def test_no_other_file_makes_a_client() -> None:
    """Behind each stands one of the entrances: webhooks, polls and pages, explain, hubs, feeds add and test."""
    makers = {str(path.relative_to(CHECKOUT)) for path in _sources() if {"Outbound", "Crawler"} & set(_called(path))}
    assert makers == {
        "scheduler/alerting.py",
        "scheduler/scraping.py",
        "scheduler/push/push.py",
        "scheduler/visiting.py",
    }


def _sources() -> list[Path]:
    return [path for room in ROOMS for path in (CHECKOUT / room).rglob("*.py")]


def _clients(path: Path) -> set[str]:
    dialling = {call.rpartition(".")[2] for call in _called(path)} & DIALLING
    imported = {f"{name}." for name in _imported(path)}
    return dialling | {each for each in CLIENTS for name in imported if name.startswith(f"{each}.")}


def _imported(path: Path) -> Iterator[str]:
    """What the file imports when it runs, wherever in it: ``module`` and ``module.name``."""
    for node in _running(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _called(path: Path) -> Iterator[str]:
    """What the file calls, as it is written there."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            yield _name(node.func)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only the type checker sees."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and _name(child.test) == "TYPE_CHECKING"):
            yield child
            yield from _running(child)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def _name(node: ast.expr) -> str:
    """A name as it is written, what is before its first dot left out where that is no name: ``.connect``."""
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
