"""A configuration file in JSON: generated lists, which are large."""

from __future__ import annotations

import pytest

from scheduler.configuration.document import DocumentProblem
from scheduler.configuration.json_text import read_json


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('{"a": 1,\n "a": 2}', 1, "stands twice"),
        ('{"a": 1,\n oops}', 2, "not valid JSON"),
        ('{"a": ' + "1" * 5000 + "}", 1, "too many digits"),
    ],
)
def test_unreadable_json_names_the_line(content: str, line: int, words: str) -> None:
    """A generated list that went wrong is mended by its line too."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_json(content)
    assert (caught.value.line, words in caught.value.message) == (line, True)


def test_deep_nesting_is_refused() -> None:
    """No reader goes as deep as a file can."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_json("{" + '"a":{' * 100_000)
    assert "nested too deeply" in caught.value.message


@pytest.mark.timeout(20)
def test_many_keys_are_read_in_time() -> None:
    """Comparing each with all others took minutes for a file of two megabytes."""
    content = "{" + ",".join(f'"k{number}": 1' for number in range(200_000)) + "}"
    assert len(read_json(content).values) == 200_000
