"""Which lines and pages count as the same."""

from __future__ import annotations

import pytest

from scrapers.site_lines.lines import line_key, page_print


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("تابعنا على تلغرام!", "تابعنا على  تلغرام!"),
        ("شُكرًا لك", "شكرا لك"),
        ("Read 12 comments", "read 1 comments"),
        ("منذ 3 ساعات", "منذ ٥ ساعات"),
    ],
)
def test_same_line(one: str, other: str) -> None:
    """Vowel signs, spaces, capitals and counters make no other line."""
    assert line_key(one) == line_key(other)


def test_figures_of_a_sentence_make_another_line() -> None:
    """They are what it tells."""
    assert line_key("قتل 3 مدنيين في هجين.") != line_key("قتل 5 مدنيين في هجين.")


@pytest.mark.parametrize("line", ["", "***", "كلمة " * 81, "كلمات" * 500])
def test_line_that_is_not_counted(line: str) -> None:
    """It is either nothing or a whole article."""
    assert line_key(line) is None


def test_editions_are_one_page() -> None:
    """The page for telephones is no second witness."""
    assert page_print("https://m.enab.example/1?utm_source=x") == page_print("http://www.enab.example/1")
