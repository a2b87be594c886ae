"""``feeds.yaml`` with further feeds: the file's text, changed in one place and nowhere else. Pure.

Comments, order and the way it is written stay, for only new text is put in. What comes out is read again, and must say
what was there before and the new feeds, or the change is given up.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from scheduler.configuration.files import FEEDS, parse_settings
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.sources.addresses import first_words
from scheduler.sources.errors import SourcesProblem
from scheduler.sources.yaml_place import Place, place_of_feeds
from scrapers.settings import FeedsSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.settings import FeedSettings

_BOM = "\ufeff"
_JSON_INDENT = re.compile(r"\{\s*\n([ \t]+)")
_WIDEST = 2**16
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed to be added: what goes into the file; ``access`` are its credentials, headers, cookies and proxy."""

    url: str
    name: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    allow_private: bool = False
    access: dict[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """The keys of its entry, those without a value left out."""
        values: dict[str, Any] = {"url": self.url, "name": self.name, "language": self.language}
        values |= {"tags": list(self.tags), "allow_private": self.allow_private, **self.access}
        return {key: value for key, value in values.items() if value}


def stanza(feed: NewFeed, indent: str = "  ") -> str:
    """The feed as an entry of a YAML list, as a person would write it."""
    lines = [f"{key}: {_flow(value)}" for key, value in feed.values().items()]
    return "".join(f"{indent}{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def with_feeds(content: bytes, added: Sequence[NewFeed]) -> bytes:
    """The file with these feeds at the end of its list; raises SourcesProblem, or ConfigurationProblem.

    ConfigurationProblem is what is wrong with the file as it stands.
    """
    before, _ = parse_settings(FEEDS, content, FeedsSettings)
    text = content.decode("utf-8-sig")
    is_json = text.lstrip().startswith("{")
    changed = _in_json(text, added) if is_json else _in_yaml(text, added)
    mark = _BOM if content.startswith(_BOM.encode()) else ""
    result = (mark + changed).encode()
    _confirm(before, result, added)
    return result


def _confirm(before: FeedsSettings, content: bytes, added: Sequence[NewFeed]) -> None:
    """Make sure that the changed file says what was meant, whatever odd form the file has."""
    wanted = _settings(added)
    try:
        after, _ = parse_settings(FEEDS, content, FeedsSettings)
    except ConfigurationProblem:
        after = None
    if after != before.model_copy(update={"feeds": [*before.feeds, *wanted]}):
        by_hand = "".join(stanza(feed) for feed in added[:_MOST_SHOWN])
        raise SourcesProblem(f"{FEEDS} is written in a form that is not added to safely; add by hand:\n{by_hand}")


def _settings(added: Sequence[NewFeed]) -> list[FeedSettings]:
    try:
        return FeedsSettings.model_validate({"feeds": [feed.values() for feed in added]}).feeds
    except ValidationError as error:
        key = next((str(step) for step in reversed(error.errors()[0]["loc"]) if isinstance(step, str)), "feeds")
        raise SourcesProblem(f"the {key} cannot be written so: {first_words(error)}") from None


def _in_json(text: str, added: Sequence[NewFeed]) -> str:
    """The same values with these at the end; indented as the file is, and with its letters as they are."""
    values = json.loads(text)
    values["feeds"] = [*(values.get("feeds") or []), *(feed.values() for feed in added)]
    match = _JSON_INDENT.match(text.lstrip())
    written = json.dumps(values, ensure_ascii=text.isascii(), indent=match[1] if match else None)
    return written + ("\n" if text.endswith("\n") else "")


def _in_yaml(text: str, added: Sequence[NewFeed]) -> str:
    line_end = "\r\n" if "\r\n" in text else "\n"
    place = place_of_feeds(text)
    written = _in_brackets(added, goes_on=place.goes_on) if place.is_flow else _in_block(added, place)
    cut, end = place.cut
    kept = text[:cut] + text[end : place.at]
    return kept + written.replace("\n", line_end) + text[place.at :]


def _in_brackets(added: Sequence[NewFeed], *, goes_on: bool) -> str:
    return (", " if goes_on else "") + ", ".join(_flow(feed.values()) for feed in added)


def _in_block(added: Sequence[NewFeed], place: Place) -> str:
    gap = "\n" if place.has_gaps else ""
    return place.before + "".join(gap + stanza(feed, place.indent) for feed in added)


def _flow(value: Any) -> str:  # noqa: ANN401 - plain values
    """A value on one line of YAML, every letter as itself."""
    dumped = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=_WIDEST, sort_keys=False)
    return dumped.removesuffix("\n").removesuffix("\n...")
