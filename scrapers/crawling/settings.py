"""The Scrapy settings of the crawler; where a default would be wrong for a watch that runs for years, it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.crawling.handler import PoliteHandler
from scrapers.crawling.middlewares import AddressMiddleware, RobotsMiddleware
from scrapers.crawling.quiet import QuietLogFormatter

if TYPE_CHECKING:
    from scrapers.options import CrawlOptions

_STOCK = "scrapy.downloadermiddlewares"
# Robots rules, redirects, timeouts and headers are decided hop by hop in this package. The rest of Scrapy's own is left
# out and not just switched off: that would still import it.
_STOCK_MIDDLEWARES = {
    f"{_STOCK}.useragent.UserAgentMiddleware": 500,
    f"{_STOCK}.httpcompression.HttpCompressionMiddleware": 590,
}
_OWN_MIDDLEWARES = {AddressMiddleware: 100, RobotsMiddleware: 200}


def scrapy_settings(options: CrawlOptions) -> dict[str, object]:
    """What Scrapy is told."""
    return _network(options) | _components() | _limits(options)


def _network(options: CrawlOptions) -> dict[str, object]:
    return {
        "USER_AGENT": options.user_agent,
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_HANDLERS": {
            "http": PoliteHandler,
            "https": PoliteHandler,
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "HTTPPROXY_ENABLED": False,
        "DNSCACHE_ENABLED": False,
        "COOKIES_ENABLED": False,
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        # A response's Referrer-Policy header was once imported as code (CVE-2026-105782).
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }


def _components() -> dict[str, object]:
    return {
        "DOWNLOADER_MIDDLEWARES_BASE": _STOCK_MIDDLEWARES,
        "DOWNLOADER_MIDDLEWARES": _OWN_MIDDLEWARES,
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "LOG_FORMATTER": QuietLogFormatter,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    }


def _limits(options: CrawlOptions) -> dict[str, object]:
    return {
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS": options.max_in_flight,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_TIMEOUT": options.deadline_seconds,
        "DOWNLOAD_MAXSIZE": options.body_limit_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": options.redirect_limit,
    }
