"""Each stage alone over lines: ``match``, ``parse-feed``, ``url-key``, ``extract`` and ``duplicates``."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Any
from urllib.parse import quote_from_bytes

import typer

from scheduler.cli.lines import answer_lines, answer_sound_lines, json_line, lines, put, refuse
from scheduler.cli.options import Input, opened

Jsonl = Annotated[bool, typer.Option("--jsonl", help="Read one JSON object a line and answer each with one.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(match)
    app.command(name="parse-feed")(parse_feed)
    app.command(name="url-key")(url_key)
    app.command()(extract)
    app.command()(duplicates)


def match(
    watchlist: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The watchlist file.")],
    file: Input = None,
    jsonl: Jsonl = False,
) -> None:
    """Find the watchlist's names in a text. Also in lines of {"id", "lang"?, "title"?, "text", "source"?, "tags"?}."""
    from scheduler.cli.endings import or_exit
    from scheduler.compiling import compile_watchlist
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.configuration.including import read_edition
    from watchlist.commands import match_line
    from watchlist.errors import WatchlistError

    with or_exit(ConfigurationProblem):
        edition = read_edition(watchlist.parent, str(watchlist), watchlist.read_bytes())
        compiled = compile_watchlist(edition.content, str(watchlist), edition.lists)
    with opened(file) as source:
        if jsonl:
            answer_lines(source, partial(match_line, compiled), WatchlistError)
        else:
            put(json_line(match_line(compiled, {"id": None, "text": _text(source)})))


def parse_feed(
    file: Input = None,
    url: Annotated[str, typer.Option(help="Where the feed was fetched from; makes links absolute.")] = "",
    content_type: Annotated[str, typer.Option(help="The answer's Content-Type.")] = "",
) -> None:
    """Read a feed's bytes; one entry a line."""
    from scheduler.cli.endings import or_exit
    from scrapers.commands import parse_feed_lines

    with opened(file) as source, or_exit(ValueError):
        for entry in parse_feed_lines(source.read(), url, content_type or None):
            put(json_line(entry))


def url_key(file: Input = None) -> None:
    """Give each URL's key: equal for the same article."""
    from scrapers.url_key import url_key as key_of

    with opened(file) as source:
        for line in lines(source):
            put(key_of(_url(line.removesuffix(b"\r"))))


def extract(
    file: Input = None,
    url: Annotated[str, typer.Option(help="The page's address.")] = "",
    jsonl: Jsonl = False,
    learn: Annotated[bool, typer.Option("--learn", help="Let the lines before teach the site's furniture.")] = False,
    rules: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FEEDS_YAML", help="Follow the rules of its `sites` first."),
    ] = None,
) -> None:
    """Extract the article of an HTML page. Also of lines {"id", "url", "html"} or {"id", "url", "html_base64"}."""
    from scrapers.commands import extract_line
    from scrapers.site_lines.learner import learning

    if learn and not jsonl:
        refuse("--learn needs --jsonl: one page alone teaches nothing")
    answer = _by_rules(rules, learn=learn) if rules else learning(extract_line) if learn else extract_line
    with opened(file) as source:
        if jsonl:
            answer_lines(source, answer, ValueError)
        else:
            put(json_line(answer({"id": None, "url": url, "raw": source.read()})))


def duplicates(
    file: Input = None,
    jsonl: Jsonl = True,  # noqa: ARG001 - the one form there is; every command of lines takes the option
) -> None:
    """Find copies in a stream of articles.

    In lines of {"id", "url", "source", "title", "text", "published"}, in the order of time.

    Any of these may be missing: a line without a time comes with the one before, one without a source is of the site of
    its address. Times are in ISO 8601, in UTC where they name no zone; one that goes back, or three days or more beyond
    today, moves nothing until two more lines agree with it. An id is given back as it is, also when it stood there
    before. A line that cannot be read is named on standard error and passed over; the exit code is then 2.
    """
    from scrapers.copies.stream import CopyStream

    with opened(file) as source:
        answer_sound_lines(source, CopyStream(datetime.now(UTC)).answer, ValueError)


def _by_rules(file: Path, *, learn: bool) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Extraction by the rules of a feeds.yaml; what a rule misses is said on standard error."""
    from scheduler.cli.endings import or_exit, warn
    from scheduler.configuration.files import parse_settings
    from scheduler.configuration.findings import ConfigurationProblem
    from scrapers.settings import FeedsSettings
    from scrapers.site_lines.learner import learning
    from scrapers.site_rules.lines import extracting_by
    from scrapers.site_rules.settings import rules_of

    with or_exit(ConfigurationProblem):
        settings, _ = parse_settings(str(file), file.read_bytes(), FeedsSettings)
    return extracting_by(rules_of(settings.sites), learning(dict) if learn else dict, warn)


def _url(line: bytes) -> str:
    """A URL whose bytes are no UTF-8 is taken as servers take it: byte by byte."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return quote_from_bytes(line, safe=string.printable)


def _text(file: IO[bytes]) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(f"not UTF-8 text at byte {error.start}")
