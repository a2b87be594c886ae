"""A body that begins with its own title loses that line, no other line is lost, and another headline is added."""

from __future__ import annotations

import pytest

from scrapers.headlines import with_headline, without_title

REST = "قال سكان إن القوات انسحبت.\nثم عادت."


@pytest.mark.parametrize("first", ["هدوء حذر في هجين", "هدوءٌ حذر  في «هجين»!", "\u200fهدوء حذر في هجين "])
def test_repeated_title_is_left_out(first: str) -> None:
    """Points, vowel signs and spaces make no other title."""
    assert without_title(f"{first}\n\n{REST}", "هدوء حذر في هجين") == REST


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"هدوء حذر في هجين والشعفة\n{REST}", "هدوء حذر في هجين"),
        (f"هدوء حذر\n{REST}", "هدوء حذر في هجين"),
        (f"{REST}\nهدوء حذر في هجين", "هدوء حذر في هجين"),
        (f"…\n{REST}", ""),
        (f"\n{REST}", ""),
        (f"…\n{REST}", "!"),
        ("", "هدوء حذر في هجين"),
    ],
)
def test_everything_else_stays(body: str, title: str) -> None:
    """A lead that says more than the title is news."""
    assert without_title(body, title) == body


@pytest.mark.parametrize("body", ["هدوء حذر في هجين", "هدوء حذر في «هجين»\n \n"])
def test_body_of_the_title_alone_is_none(body: str) -> None:
    """A name in it would count twice, as if a text had confirmed it."""
    assert not without_title(body, "هدوء حذر في هجين")


@pytest.mark.parametrize(
    ("headline", "title", "begins"),
    [
        ("هدوء حذر في الشعفة", "هدوء حذر في هجين", "هدوء حذر في الشعفة\n"),
        ("هجين: هدوء حذر", "هدوء حذر في هجين", REST[:5]),
        ("هدوء", "هدوء حذر في هجين", REST[:5]),
        ("", "هدوء حذر في هجين", REST[:5]),
        ("Calm in Hajin", "", "Calm in Hajin\n"),
        ("هجين آمنة", "", "هجين آمنة\n"),
        ("صدى الفرات", "هدوء حذر في هجين", REST[:5]),
        ("هجين الآن", "هدوء حذر في هجين", "هجين الآن\n"),
    ],
)
def test_headline_of_other_words_stands_above(headline: str, title: str, begins: str) -> None:
    """It may hold the only mention of a name; one that says no more than the feed's title adds nothing."""
    body = with_headline(REST, headline, title)
    assert body.startswith(begins)
    assert body.endswith(REST)


def test_headline_is_not_doubled() -> None:
    """Where the extractor has left it in the body, it stands there once."""
    assert with_headline(f"هدوء في الشعفة\n{REST}", "هدوء في الشعفة", "هجين") == f"هدوء في الشعفة\n{REST}"
