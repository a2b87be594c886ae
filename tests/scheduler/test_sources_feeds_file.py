"""``feeds.yaml`` is exchanged whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.sources.adding import NewFeed
from scheduler.sources.errors import SourcesProblem
from scheduler.sources.feeds_file import FeedsFile

if TYPE_CHECKING:
    from tests.scheduler.desk import ConfigurationFolder

NEW = NewFeed("https://new.example/rss")


def test_change_of_somebody_else_is_kept(configuration: ConfigurationFolder) -> None:
    """A search takes seconds, in which the file may be edited."""
    file = FeedsFile.read(configuration.path)
    configuration.writes("feeds.yaml", "feeds: []\n# mine\n")
    with pytest.raises(SourcesProblem, match="somebody else"):
        file.add([NEW])
    assert (configuration.path / "feeds.yaml").read_text("utf-8") == "feeds: []\n# mine\n"
    assert len(list(configuration.path.iterdir())) == 3


def test_what_cannot_be_written_is_printed(configuration: ConfigurationFolder) -> None:
    """In a container the folder is read-only; here a link leads nowhere. The person gets what to add by hand."""
    configuration.loses("feeds.yaml")
    (configuration.path / "feeds.yaml").symlink_to("nowhere/feeds.yaml")
    with pytest.raises(SourcesProblem, match=r"cannot write .*\n  - url: https://new\.example/rss"):
        FeedsFile.read(configuration.path).add([NEW])


def test_doubles_are_known_by_any_spelling(configuration: ConfigurationFolder) -> None:
    """With the line on which they stand; of JSON, whose lines are not known, the file."""
    file = FeedsFile.read(configuration.path)
    assert file.where("http://www.enab.example/feed/") == f"{configuration.path}/feeds.yaml:2"
    assert file.line_of("https://enab.example/other") is None
    configuration.writes("feeds.yaml", '{"feeds": [{"url": "https://enab.example/feed"}]}')
    assert FeedsFile.read(configuration.path).where("https://enab.example/feed").rstrip(":1").endswith("feeds.yaml")
