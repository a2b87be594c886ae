"""The ways in which a feed that was well goes wrong, as its server does them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.scrapers.documents import items, page, rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.http import HttpServer

    Happens = Callable[[HttpServer, str], None]

GOOD = rss(*items(3)).encode()
_HTML = {"Content-Type": "text/html"}


def _login() -> bytes:
    return "<html><title>تسجيل الدخول</title><form><input type=password></form></html>".encode()


def _answers(status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> Happens:
    return lambda server, path: server.answers_with(path, status, (headers or {}) | _HTML, body)


def _shows(body: bytes, content_type: str = "text/html") -> Happens:
    return lambda server, path: server.publishes(path, body, content_type)


@dataclass(frozen=True)
class Condition:
    """What happens to a feed, and what the operator is to read about it."""

    happens: Happens
    told: str


CONDITIONS = {
    "challenge by Cloudflare": Condition(
        _answers(403, {"cf-mitigated": "challenge", "server": "cloudflare"}), "blocked: Cloudflare, HTTP 403"
    ),
    "challenge by DataDome": Condition(_answers(403, {"x-datadome": "protected"}), "blocked: DataDome, HTTP 403"),
    "challenge by Imperva with 200": Condition(
        _shows(b"<html>Request unsuccessful. Incapsula incident ID: 7</html>"), "blocked: Imperva"
    ),
    "refusal behind Akamai": Condition(_answers(403, {"server": "AkamaiGHost"}), "blocked: HTTP 403 by way of Akamai"),
    "401": Condition(_answers(401), "login_needed: HTTP 401"),
    "404": Condition(_answers(404), "not_found"),
    "410": Condition(_answers(410), "gone"),
    "429": Condition(_answers(429, {"Retry-After": "7200"}), "rate_limited: HTTP 429"),
    "500": Condition(_answers(500), "http_5xx: HTTP 500"),
    "503": Condition(_answers(503), "http_5xx: HTTP 503"),
    "no answer": Condition(lambda server, path: server.hangs(path), "timeout"),
    "slow drip": Condition(lambda server, path: server.drips(path, 0.5), "timeout"),
    "slow answer": Condition(lambda server, path: server.answers_slowly(path, 1.6, 200, body=GOOD), "slow"),
    "redirect to a private address": Condition(
        lambda server, path: server.redirects_to(path, "http://10.1.2.3/feed.xml"), "refused_address"
    ),
    "redirect loop": Condition(lambda server, path: server.redirects_to(path, path), "redirect_loop"),
    "error page with 200": Condition(_shows("<html><title>404</title>عذرا</html>".encode()), "error_page"),
    "login page with 200": Condition(_shows(_login()), "login_page"),
    "cookie wall with 200": Condition(_shows(b"<html><title>Cookie consent</title></html>"), "cookie_wall"),
    "front page with 200": Condition(_shows(page().encode()), "not_a_feed"),
    "empty body": Condition(_shows(b"", "text/xml"), "empty"),
    "empty channel": Condition(_shows(rss().encode(), "text/xml"), "no_entries"),
    "truncated": Condition(_shows(GOOD[:-200], "text/xml"), "truncated"),
    "too big": Condition(lambda server, path: server.streams_endlessly(path), "too_big"),
    "wrong charset": Condition(
        _shows(rss(*items(4), declaration="").encode("cp1256"), "text/xml; charset=utf-8"),
        "wrong_charset: cp1256, not utf-8",
    ),
    "too many items": Condition(
        _shows(rss(*(replace(each, date=None) for each in items(2_010))).encode(), "text/xml"), "too_many_items: +10"
    ),
    "broken compression": Condition(
        lambda server, path: server.answers_with(path, 200, {"Content-Encoding": "gzip"}, b"no gzip"), "decode_failed"
    ),
    "listing page changed": Condition(_shows(page().encode()), "page_broken"),
}
