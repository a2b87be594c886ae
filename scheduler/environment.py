"""The service's own settings, from environment variables and the secret files they name.

In: ``MARSAD_*`` variables; each may instead be given as ``MARSAD_*_FILE``, the path of a file that holds the value.
Out: one frozen :class:`Environment`. Reading it takes the secrets out of ``os.environ``: no child inherits them.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from scheduler import environment_rules as rules
from scheduler.configuration.disk import SECRET_BYTES, TooLargeError, in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping


class EnvironmentProblem(Exception):
    """A setting is wrong; the message names the variable and what to do, never its value."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its name after ``MARSAD_``, its default, what it means."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("CONFIG", "config", "Folder of feeds.yaml, watchlist.yaml and alerts.yaml."),
    Setting("DATA", "data", "Folder of the archive, the bundled Valkey's files and the last good configuration."),
    Setting("DATABASE_URL", "", "SQLAlchemy URL of the archive; empty: SQLite in the data folder.", secret=True),
    Setting("DATABASE_PASSWORD", "", "Put into the database URL.", secret=True),
    Setting("REDIS_URL", "", "URL of Redis or Valkey; empty: the bundled Valkey on a unix socket.", secret=True),
    Setting("REDIS_PASSWORD", "", "Put into the Redis URL.", secret=True),
    Setting("SMTP_HOST", "", "Mail server; empty: no email can be sent."),
    Setting("SMTP_PORT", "587", "Port of the mail server."),
    Setting("SMTP_USER", "", "User name for the mail server; empty: no login.", secret=True),
    Setting("SMTP_PASSWORD", "", "Password for the mail server.", secret=True),
    Setting("SMTP_FROM", "", "Sender of mails when alerts.yaml names none.", secret=True),
    Setting("SMTP_TLS", "starttls", "starttls, implicit, or none (loopback addresses only)."),
    Setting("SENTRY_DSN", "", "Where to report the service's own errors; empty: nowhere.", secret=True),
    Setting("HEARTBEAT_URL", "", "Pinged once a minute while the service is well; empty: no ping.", secret=True),
    Setting("HTTP_HOST", "127.0.0.1", "Address of the private port with /healthz, /readyz and /metrics."),
    Setting("HTTP_PORT", "9464", "The private port; 0 switches it off."),
    Setting("LOG_FORMAT", "auto", "json, text, or auto (text on a terminal)."),
    Setting("LOG_LEVEL", "info", "debug, info, warning or error."),
    Setting("CONTACT", "", "Address that feed owners may write to; part of the User-Agent."),
    Setting("PARSER_PROCESSES", "1", "Processes that parse feeds and pages."),
    Setting("MATCHER_PROCESSES", "1", "Processes that look for watched names."),
    Setting("TASK_THREADS", "8", "Threads that take tasks from the queue."),
    Setting("MAX_IN_FLIGHT", "256", "Requests that one crawler has open at a time."),
    Setting("RAW_PAGE_DAYS", "7", "Days that fetched pages are kept; 0: not kept."),
    Setting("ARTICLE_DAYS", "365", "Days that article texts are kept; 0: for ever."),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}
# Read by other parts: the crash tests' failpoint, the Docker stand-ins, the yardsticks.
_ELSEWHERE = frozenset({"FAILPOINT", "DOCKER_LAB", "YARDSTICKS", "SAMPLES"})
_PREFIX = "MARSAD_"


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
    log_format: str
    log_level: str
    contact: str
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

    Secrets are removed from ``environ``. Raises :class:`EnvironmentProblem`.
    """
    environ = os.environ if environ is None else environ
    _refuse_unknown(environ)
    values = {setting.name: _value(environ, setting) for setting in SETTINGS}
    for setting in SETTINGS:
        if setting.secret:
            environ.pop(_PREFIX + setting.name, None)
    return _typed(values, config, data)


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for variable in environ:
        if not variable.startswith(_PREFIX):
            continue
        name = variable.removeprefix(_PREFIX)
        if name in _BY_NAME or name.removesuffix("_FILE") in _BY_NAME or name in _ELSEWHERE:
            continue
        near = difflib.get_close_matches(name, _BY_NAME, n=1)
        advice = f"; did you mean {_PREFIX}{near[0]}?" if near else "; `marsad settings` lists the known ones"
        raise EnvironmentProblem(f"{variable} is not a setting{advice}")


def _value(environ: Mapping[str, str], setting: Setting) -> str:
    variable = _PREFIX + setting.name
    path = environ.get(f"{variable}_FILE")
    if path is None:
        return environ.get(variable, setting.default)
    if variable in environ:
        raise EnvironmentProblem(f"{variable} and {variable}_FILE are both set; keep one of them")
    try:
        return in_time(Path(path), lambda: _text(path)).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem(f"{variable}_FILE: cannot read the file: {type(error).__name__}") from error


def _text(path: str) -> str:
    """A secret's file; a shell may hand it over as a pipe."""
    with Path(path).open("rb") as file:
        content = file.read(SECRET_BYTES + 1)
    if len(content) > SECRET_BYTES:
        raise TooLargeError(SECRET_BYTES)
    return content.decode("utf-8")


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
        log_format=_choice(values, "LOG_FORMAT", ("auto", "json", "text")),
        log_level=_choice(values, "LOG_LEVEL", ("debug", "info", "warning", "error")),
        contact=_checked(values, "CONTACT", rules.contact_problem),
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
        raise EnvironmentProblem(f"{_PREFIX}{server}_URL is not a URL") from None


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
        raise EnvironmentProblem(f"{_PREFIX}{name} must be a whole number from {low} to {high}")
    return number


def _checked(values: dict[str, str], name: str, problem_of: Callable[[str], str | None]) -> str:
    problem = problem_of(values[name])
    if problem is not None:
        raise EnvironmentProblem(f"{_PREFIX}{name} {problem}")
    return values[name]


def _choice(values: dict[str, str], name: str, allowed: tuple[str, ...]) -> str:
    if values[name] not in allowed:
        raise EnvironmentProblem(f"{_PREFIX}{name} must be one of: {', '.join(allowed)}")
    return values[name]
