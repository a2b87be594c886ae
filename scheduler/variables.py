"""The variables that the environment may give: their names, defaults and meanings, and the text that each one holds.

Each may instead be given as ``MARSAD_*_FILE``, the path of a file that holds the value.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.configuration.disk import SECRET_BYTES, TooLargeError, in_time

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping


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
    Setting(
        "DATA",
        "data",
        "Folder of the archive, the bundled Valkey's files, the last good configuration and compiled lists.",
    ),
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
    Setting("PUSH_HOST", "127.0.0.1", "Address of the port that hubs call, behind your reverse proxy."),
    Setting("PUSH_PORT", "9465", "The port that hubs call; open only while feeds.yaml has websub."),
    Setting("LOG_FORMAT", "auto", "json, text, or auto (text on a terminal)."),
    Setting("LOG_LEVEL", "info", "debug, info, warning or error."),
    Setting("CONTACT", "", "Address that feed owners may write to; part of the User-Agent."),
    Setting("BROWSER", "", "Path or name of the Chromium that renders pages; empty: the first one on the PATH."),
    Setting("PARSER_PROCESSES", "1", "Processes that parse feeds and pages."),
    Setting("MATCHER_PROCESSES", "1", "Processes that look for watched names."),
    Setting("TASK_THREADS", "8", "Threads that take tasks from the queue."),
    Setting("MAX_IN_FLIGHT", "256", "Requests that one crawler has open at a time."),
    Setting("RAW_PAGE_DAYS", "7", "Days that fetched pages are kept; 0: not kept."),
    Setting("ARTICLE_DAYS", "365", "Days that article texts are kept; 0: for ever."),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}
# Read by other parts: the crash tests' failpoint, the Docker stand-ins, the yardsticks.
_ELSEWHERE = frozenset({"FAILPOINT", "DOCKER_LAB", "YARDSTICKS"})
PREFIX = "MARSAD_"


def take_values(environ: MutableMapping[str, str]) -> dict[str, str]:
    """The text of every setting by its name; secrets are taken out of ``environ``. Raises EnvironmentProblem."""
    _refuse_unknown(environ)
    values = {setting.name: _value(environ, setting) for setting in SETTINGS}
    for setting in SETTINGS:
        if setting.secret:
            environ.pop(PREFIX + setting.name, None)
    return values


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for variable in environ:
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX)
        if name in _BY_NAME or name.removesuffix("_FILE") in _BY_NAME or name in _ELSEWHERE:
            continue
        near = difflib.get_close_matches(name, _BY_NAME, n=1)
        advice = f"; did you mean {PREFIX}{near[0]}?" if near else "; `marsad settings` lists the known ones"
        raise EnvironmentProblem(f"{variable} is not a setting{advice}")


def _value(environ: Mapping[str, str], setting: Setting) -> str:
    variable = PREFIX + setting.name
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
