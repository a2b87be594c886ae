"""``marsad check`` looks at the selectors of listing pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.checking import check_folder

if TYPE_CHECKING:
    from tests.scheduler.desk import ConfigurationFolder


def test_selector_that_is_none_is_named(configuration: ConfigurationFolder) -> None:
    """A slip in a listing's selector stands with its line, before any page is asked for."""
    configuration.writes(
        "feeds.yaml", "feeds:\n  - url: https://daily.example/ar\n    listing:\n      items: div..card\n"
    )
    (finding,) = check_folder(configuration.path, {})
    line = str(finding)
    assert line.startswith("feeds.yaml:4: ")
    assert "not a CSS selector" in line
