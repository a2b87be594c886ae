"""The stage command's line: its form is fixed for the scripts that read it."""

from __future__ import annotations

import pytest

from tests.watchlist.world import watching
from watchlist.commands import match_line, text_of
from watchlist.errors import WatchlistError
from watchlist.mentions import Text


def test_line_has_the_fixed_form() -> None:
    """Field names and order are a contract."""
    line = match_line(watching("قسد", "Hajin"), {"id": 7, "lang": "ar", "title": "Hajin", "text": "قال: وقسد"})
    assert line == {
        "id": 7,
        "mentions": [
            {
                "name_id": "n1",
                "kind": "place",
                "name": "Hajin",
                "surface": "Hajin",
                "field": "title",
                "start": 0,
                "end": 5,
                "status": "hit",
                "inside": None,
            },
            {
                "name_id": "n0",
                "kind": "place",
                "name": "قسد",
                "surface": "قسد",
                "field": "text",
                "start": 6,
                "end": 9,
                "status": "hit",
                "inside": None,
            },
        ],
    }
    assert list(line) == ["id", "mentions"]


def test_title_and_language_may_lack() -> None:
    """Only the text is needed."""
    assert match_line(watching("قسد"), {"id": "a", "text": ""}) == {"id": "a", "mentions": []}


def test_wrong_type_is_refused() -> None:
    """A line that is not of the form is an error that does not repeat it."""
    with pytest.raises(WatchlistError, match="text is not a string"):
        match_line(watching("قسد"), {"id": "a", "text": ["canary"]})


def test_source_and_tags_reach_the_rules() -> None:
    """A script may say where a text comes from, as the service does."""
    record = {"text": "قسد", "lang": "ar", "source": "enabbaladi.net", "tags": ["syria"]}
    assert text_of(record) == Text("", "قسد", "ar", ("enabbaladi.net",), ("syria",))


@pytest.mark.parametrize("tags", ["syria", [1], {"syria": 1}])
def test_tags_are_a_list_of_words(tags: object) -> None:
    """A word in their place would be read letter by letter."""
    with pytest.raises(WatchlistError, match="tags is not a list of strings"):
        text_of({"text": "", "tags": tags})
