"""``feeds.yaml`` is a person's file: a feed is put in, and nothing else of it changes."""

from __future__ import annotations

import json

import pytest

from scheduler.configuration.files import FEEDS, parse_settings
from scheduler.configuration.findings import ConfigurationProblem
from scheduler.sources.adding import NewFeed, with_feeds
from scheduler.sources.errors import SourcesProblem
from scrapers.settings import FeedsSettings

NEW = NewFeed("https://new.example/rss", name="وكالة: «النهر» #1", language="ar", tags=("سوريا", "no"))
ADDED = """\
  - url: https://new.example/rss
    name: 'وكالة: «النهر» #1'
    language: ar
    tags: [سوريا, 'no']
"""
JSON = """\
{
    "interval": {
        "min": 300
    },
    "feeds": [
        {
            "url": "https://a.example/",
            "name": "ع"
        }
    ]
}
"""
TWO = """\
# What we watch.
feeds:
  - url: https://a.example/rss   # the first
    name: عنب

  # the second
  - {url: https://b.example/rss, tags: [x]}   # in brackets
    # tags: [old]

# Below the list.
interval: {min: 2m, max: 15m}
"""


def added(text: str, *feeds: NewFeed) -> str:
    """The text with these feeds."""
    return with_feeds(text.encode(), feeds or (NEW,)).decode()


def test_comments_and_order_stay() -> None:
    """Every line stands as it stood; the entry goes behind the last one and its comments, with the file's gaps."""
    before, _, after = TWO.partition("\n# Below")
    assert added(TWO) == f"{before}{ADDED}\n# Below{after}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"feeds:\n{ADDED}"),
        ("# Nothing yet", f"# Nothing yet\nfeeds:\n{ADDED}"),
        ("interval: {min: 5m}\n", f"interval: {{min: 5m}}\nfeeds:\n{ADDED}"),
        ("feeds:\n", f"feeds:\n{ADDED}"),
        ("feeds:", f"feeds:\n{ADDED}"),
        ("interval: {min: 5m}\nports: [8080]\nfeeds:", f"interval: {{min: 5m}}\nports: [8080]\nfeeds:\n{ADDED}"),
        ("interval: {min: 5m}\nfeeds:\n  - url: https://a.example/\n", None),
        ("feeds: ~   # none yet\ninterval: {min: 5m}\n", f"feeds:   # none yet\n{ADDED}interval: {{min: 5m}}\n"),
        ("feeds: null", f"feeds:\n{ADDED}"),
        ("---\nfeeds:\n  # - url: https://a.example/\n\n# end\n", None),
        ('"feeds":\r\ninterval: {min: 5m}\r\n', None),
        ('{"feeds": null}', None),
        ("feeds: []  # empty\n", None),
        ("feeds: [{url: 'https://a.example/'}, ]\ninterval: {min: 5m}\n", None),
        ("feeds:\n- url: https://a.example/\ninterval: {min: 5m}\n", None),
        ("feeds:\n      - url: https://a.example/\n        name: |\n          two\n          lines\n\n\n# end\n", None),
        (
            "feeds:\n  - &a {url: https://a.example/, tags: &t [x]}\n  - {url: https://c.example/, tags: *t}",
            None,
        ),
        ("feeds:\r\n  - url: https://a.example/\r\n    name: x\r\n", None),
        ("\ufefffeeds:\n  - url: https://a.example/\n", None),
        ("feeds:\n  - url: https://a.example/\n    tags:\n      - x\n      - y\n...\n", None),
        ("feeds:\n  -\n    url: https://a.example/\n    name: 'many\n      lines'", None),
        ('{"feeds": [{"url": "https://a.example/", "name": "\\u0639"}]}', None),
        (JSON, None),
        ('{"interval": {"min": 300}}', None),
    ],
)
def test_any_form_of_the_file_is_added_to(text: str, expected: str | None) -> None:
    """Block and flow, with and without an end of line, JSON too: it says what it said before, and the feed."""
    before, _ = parse_settings(FEEDS, text.encode(), FeedsSettings)
    result = added(text)
    after, _ = parse_settings(FEEDS, result.encode(), FeedsSettings)
    assert after.feeds[:-1] == before.feeds
    assert (after.feeds[-1].name, after.feeds[-1].tags) == (NEW.name, list(NEW.tags))
    assert after.interval == before.interval
    assert expected is None or result == expected
    assert result.count("\r\n") == (result.count("\n") if "\r" in text else 0)
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in result.splitlines() if line.startswith("#")] == comments


def test_json_keeps_its_form() -> None:
    """Its keys in their order, indented as they were, with letters as they are."""
    result = added(JSON, NewFeed("https://b.example/"))
    assert result.startswith(JSON.removesuffix("\n    ]\n}\n"))
    assert list(json.loads(result)) == ["interval", "feeds"]


def test_many_are_added_at_once() -> None:
    """An import adds thousands."""
    feeds = [NewFeed(f"https://{number}.example/rss", tags=("سوريا/شرق",)) for number in range(3_000)]
    after, _ = parse_settings(FEEDS, with_feeds(TWO.encode(), feeds), FeedsSettings)
    assert len(after.feeds) == 3_002


def test_broken_file_is_not_touched() -> None:
    """What is wrong with it is told as ``marsad check`` tells it."""
    with pytest.raises(ConfigurationProblem) as problem:
        added("feeds:\n  - {url: https://a.example/, nmae: x}\n")
    assert "did you mean 'name'?" in str(problem.value.findings[0])


def test_odd_form_is_not_guessed_at() -> None:
    """Where the end of the file is no place to write at, the person is told what to write."""
    with pytest.raises(SourcesProblem, match=r"by hand:\n  - url: https://new\.example/rss"):
        added("interval: {min: 5m}\n...\n")
