"""Logs name what happened and where; no text that a user configured or a site wrote gets into them."""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from scheduler.logs import configure_logs, describe_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CANARY = "كناري"


@pytest.fixture(autouse=True)
def logging_of_tests() -> Iterator[None]:
    """Put the process's logging back in the end."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged as JSON."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def fails() -> None:
    """Raise with two messages that must not leak."""
    try:
        int(CANARY)
    except ValueError as error:
        raise LookupError(CANARY) from error


def test_json_has_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What a container's log collector reads."""
    configure_logs("json", "info")
    structlog.get_logger().info("feed_polled", feed=12, new=3)
    (line,) = lines(capsys)
    assert (line["event"], line["feed"], line["level"]) == ("feed_polled", 12, "info")
    assert line["timestamp"].endswith("Z")


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Key-values, one event a line."""
    configure_logs("text", "info")
    structlog.get_logger().info("feed_polled", feed=12)
    line = capsys.readouterr().err
    assert "feed_polled" in line
    assert "feed=12" in line


def test_auto_is_json_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A container has none."""
    configure_logs("auto", "info")
    structlog.get_logger().info("feed_polled")
    assert lines(capsys)[0]["event"] == "feed_polled"


def test_level_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """``MARSAD_LOG_LEVEL=warning`` is quiet."""
    configure_logs("json", "warning")
    log = structlog.get_logger()
    log.debug("a")
    log.info("b")
    log.warning("c")
    assert [line["event"] for line in lines(capsys)] == ["c"]


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_exceptions_lose_their_words(log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Types and places tell the engineer; messages may hold addresses, texts and secrets."""
    configure_logs(log_format, "info")
    try:
        fails()
    except LookupError:
        structlog.get_logger().exception("entry_failed", entry=5)
    said = capsys.readouterr().err
    assert "LookupError < ValueError" in said
    assert "test_logs.py:" in said
    assert CANARY not in said
    assert "\\u" not in said


def test_given_exception_is_described_too(capsys: pytest.CaptureFixture[str]) -> None:
    """``exc_info`` may be the error itself."""
    configure_logs("json", "info")
    structlog.get_logger().error("x", exc_info=ValueError(CANARY))
    structlog.get_logger().error("y", exc_info=None)
    assert [line.get("error") for line in lines(capsys)] == ["ValueError", None]


def test_foreign_messages_are_cut_down(capsys: pytest.CaptureFixture[str]) -> None:
    """A library warned: which and where is told, not what it said."""
    configure_logs("json", "info")
    try:
        fails()
    except LookupError:
        logging.getLogger("aiohttp.client").exception("%s refused", CANARY)
    (line,) = lines(capsys)
    assert (line["event"], line["source"], line["level"]) == ("library", "aiohttp.client", "error")
    assert line["place"].startswith("test_logs.py:")
    assert line["error"] == "LookupError < ValueError"
    assert CANARY not in json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize("name", ["scrapy.core.engine", "twisted", "apscheduler.scheduler", "sqlalchemy.engine"])
def test_chatty_libraries_are_silent(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What they complain of is told by our own events."""
    configure_logs("json", "debug")
    logging.getLogger(name).error(CANARY)
    assert capsys.readouterr().err == ""


def test_foreign_chatter_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Below a warning nobody else logs, whatever our own level."""
    configure_logs("json", "debug")
    logging.getLogger("asyncio").info(CANARY)
    assert capsys.readouterr().err == ""


def test_broken_message_takes_nothing_down(capsys: pytest.CaptureFixture[str]) -> None:
    """A library's wrong format string is its own affair."""
    configure_logs("json", "info")
    logging.getLogger("aiohttp").error("%d", CANARY)
    assert CANARY not in capsys.readouterr().err


class Fails:
    """Its end raises."""

    def __del__(self) -> None:
        fails()


def fails_in_a_thread() -> None:
    """A library's thread dies of something that nobody catches."""
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()


def fails_at_its_end() -> None:
    """An object is thrown away, and stumbles."""
    Fails()


@pytest.mark.parametrize("failing", [fails_in_a_thread, fails_at_its_end])
def test_uncaught_errors_lose_their_words(failing: Callable[[], None], capsys: pytest.CaptureFixture[str]) -> None:
    """Python itself would print the message, past all logging."""
    configure_logs("json", "info")
    failing()
    said = capsys.readouterr().err
    (line,) = [json.loads(one) for one in said.splitlines()]
    assert (line["event"], line["error"]) == ("uncaught", "LookupError < ValueError")
    assert CANARY not in said
    assert "\\u" not in said


def test_end_of_the_process_is_told_without_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The last error of all goes the same way."""
    configure_logs("json", "info")
    sys.excepthook(ValueError, ValueError(CANARY), None)
    (line,) = lines(capsys)
    assert (line["event"], line["error"], CANARY in str(line)) == ("uncaught", "ValueError", False)


def test_warnings_lose_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    """A library that warns of a text quotes it."""
    configure_logs("json", "info")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
    (line,) = lines(capsys)
    assert (line["event"], line["source"], CANARY in str(line)) == ("library", "py.warnings", False)


def test_circular_causes_end() -> None:
    """Errors that name each other as their cause are described once each."""
    first, second = ValueError(CANARY), LookupError(CANARY)
    first.__cause__, second.__cause__ = second, first
    assert describe_error(first) == ("ValueError < LookupError", [])
