"""The service's own settings, typed and checked.

In: the ``MARSAD_*`` variables. Out: one frozen :class:`Environment`. Reading it takes the secrets out of
``os.environ``: no child inherits them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from scheduler import environment_rules as rules
from scheduler.variables import PREFIX, EnvironmentProblem, take_values

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping


@dataclass(frozen=True, slots=True)
class SmtpEnvironment:
    """How to reach the mail server."""

    host: str
    port: int
    tls: str
    sender: str = field(repr=False)
    user: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Environment:
    """All settings of the service, typed; secrets do not show in its ``repr``."""

    config: Path
    data: Path
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    smtp: SmtpEnvironment | None
    sentry_dsn: str = field(repr=False)
    heartbeat_url: str = field(repr=False)
    http_host: str
    http_port: int
    push_host: str
    push_port: int
    log_format: str
    log_level: str
    contact: str
    browser: str
    parser_processes: int
    matcher_processes: int
    task_threads: int
    max_in_flight: int
    raw_page_days: int
    article_days: int


def read_environment(
    environ: MutableMapping[str, str] | None = None, *, config: Path | None = None, data: Path | None = None
) -> Environment:
    """Read and check all settings; ``config`` and ``data`` win over their variables.

    Secrets are taken out of ``environ``. Raises :class:`EnvironmentProblem`.
    """
    return _typed(take_values(os.environ if environ is None else environ), config, data)


def _typed(values: dict[str, str], config: Path | None, data: Path | None) -> Environment:
    folder = (data or Path(values["DATA"])).absolute()
    return Environment(
        config=(config or Path(values["CONFIG"])).absolute(),
        data=folder,
        database_url=_whole_url(values, "DATABASE") or f"sqlite:///{folder / 'archive.db'}",
        redis_url=_whole_url(values, "REDIS"),
        smtp=_smtp(values),
        sentry_dsn=values["SENTRY_DSN"],
        heartbeat_url=_checked(values, "HEARTBEAT_URL", rules.heartbeat_problem),
        http_host=_checked(values, "HTTP_HOST", rules.host_problem),
        http_port=_number(values, "HTTP_PORT", 0, 65535),
        push_host=_checked(values, "PUSH_HOST", rules.host_problem),
        push_port=_number(values, "PUSH_PORT", 1, 65535),
        log_format=_choice(values, "LOG_FORMAT", ("auto", "json", "text")),
        log_level=_choice(values, "LOG_LEVEL", ("debug", "info", "warning", "error")),
        contact=_checked(values, "CONTACT", rules.contact_problem),
        browser=values["BROWSER"],
        parser_processes=_number(values, "PARSER_PROCESSES", 1, 64),
        matcher_processes=_number(values, "MATCHER_PROCESSES", 1, 64),
        task_threads=_number(values, "TASK_THREADS", 1, 256),
        max_in_flight=_number(values, "MAX_IN_FLIGHT", 1, 4096),
        raw_page_days=_number(values, "RAW_PAGE_DAYS", 0, 36500),
        article_days=_number(values, "ARTICLE_DAYS", 0, 36500),
    )


def _smtp(values: dict[str, str]) -> SmtpEnvironment | None:
    host, tls = values["SMTP_HOST"], _choice(values, "SMTP_TLS", ("starttls", "implicit", "none"))
    port = _number(values, "SMTP_PORT", 1, 65535)
    if not host:
        return None
    _checked(values, "SMTP_HOST", rules.host_problem)
    if tls == "none":
        _checked(values, "SMTP_TLS", lambda _: rules.plain_text_problem(host))
    return SmtpEnvironment(
        host=host,
        port=port,
        tls=tls,
        sender=_checked(values, "SMTP_FROM", rules.sender_problem),
        user=values["SMTP_USER"],
        password=values["SMTP_PASSWORD"],
    )


def _whole_url(values: dict[str, str], server: str) -> str:
    try:
        return with_password(values[f"{server}_URL"], values[f"{server}_PASSWORD"])
    except ValueError:  # whose message quotes the URL
        raise EnvironmentProblem(f"{PREFIX}{server}_URL is not a URL") from None


def with_password(url: str, password: str) -> str:
    """``url`` with ``password`` put where its authority expects it; unchanged when either is empty."""
    if not url or not password:
        return url
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    user = parts.username or ""
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))


def _number(values: dict[str, str], name: str, low: int, high: int) -> int:
    try:
        number = int(values[name])
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise EnvironmentProblem(f"{PREFIX}{name} must be a whole number from {low} to {high}")
    return number


def _checked(values: dict[str, str], name: str, problem_of: Callable[[str], str | None]) -> str:
    problem = problem_of(values[name])
    if problem is not None:
        raise EnvironmentProblem(f"{PREFIX}{name} {problem}")
    return values[name]


def _choice(values: dict[str, str], name: str, allowed: tuple[str, ...]) -> str:
    if values[name] not in allowed:
        raise EnvironmentProblem(f"{PREFIX}{name} must be one of: {', '.join(allowed)}")
    return values[name]
