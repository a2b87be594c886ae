"""Structured logs: JSON lines in containers, readable on a terminal.

Events are names with key-values. Nothing that a user configured or a site wrote belongs in them: other libraries'
messages are cut down to their logger's name, and exceptions to their types and places, even those that nobody caught.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import MutableMapping

# These repeat addresses, recipients or texts in their messages, or say every second that nothing happened.
_QUIET = (
    "scrapy",
    "twisted",
    "apscheduler",
    "dramatiq",
    "aiosmtplib",
    "trafilatura",
    "htmldate",
    "sqlalchemy",
    "alembic",
)


def configure_logs(log_format: str, level: str) -> None:
    """Set up logging for the whole process; ``log_format`` is json, text or auto."""
    as_json = log_format == "json" or (log_format == "auto" and not sys.stderr.isatty())
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _places_only,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [_Foreign()]
    root.setLevel(logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # Each of its consumers repeats every three seconds that Redis is away, which the tick says once.
    logging.getLogger("dramatiq").setLevel(logging.CRITICAL + 1)
    logging.captureWarnings(capture=True)
    _hook_uncaught()


def _places_only(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace ``exc_info`` by the exception's types and where it arose: its text may hold what must not leak."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, BaseException):
        event["error"], event["at"] = describe_error(error)
    return event


def describe_error(error: BaseException) -> tuple[str, list[str]]:
    """The types in the chain of causes, and the last places in our own code, without any message."""
    names, at, seen = [], [], set[int]()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        names.append(type(link).__name__)
        frames = traceback.extract_tb(link.__traceback__)[-3:]
        at += [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}" for frame in frames]
        link = link.__cause__ or link.__context__
    return " < ".join(names), at


def _hook_uncaught() -> None:
    """Describe what nobody caught, in a thread or an object's end too: Python would print it with its words."""
    sys.excepthook = lambda _kind, error, _trace: _uncaught(error)
    threading.excepthook = lambda told: _uncaught(told.exc_value)
    sys.unraisablehook = lambda told: _uncaught(told.exc_value)


def _uncaught(error: BaseException | None) -> None:
    structlog.get_logger().error("uncaught", exc_info=error)


class _Foreign(logging.Handler):
    """Passes on that a library warned, and where; not what it said."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            place = f"{record.filename}:{record.lineno}"
            error = record.exc_info[1] if record.exc_info else None
            kind = describe_error(error)[0] if error else None
            log = structlog.get_logger()
            getattr(log, record.levelname.lower(), log.warning)("library", source=record.name, place=place, error=kind)
        except Exception:  # noqa: BLE001 - logging must never take the service down
            self.handleError(record)
