"""Keeping Scrapy quiet: its log lines name URLs, and call errors what here are outcomes of a feed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response


class QuietLogFormatter(LogFormatter):
    """Words no line for a response, which also saves the time."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """No line."""


def silence_scrapy() -> None:
    """Let no line of Scrapy, or of what it is built on, reach the service's log or Sentry."""
    for name in ("scrapy", "protego", "twisted"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
