"""A name stays a word of its sentence, whatever characters and elements a page puts into the line."""

from __future__ import annotations

import pytest

from scrapers.extraction.page import extract_page
from scrapers.parsing.results import PageVerdict
from tests.scrapers.documents import PARAGRAPHS

BEFORE, AFTER = "أعلنت السلطات المحلية في بلدة", "فتح المعبر النهري أمام المدنيين صباح اليوم بعد إغلاق دام أسبوعين."


def first_line(name: str, around: str = "{}") -> str:
    """The first line of an article that has this amid a sentence."""
    text = "".join(f"<p>{line}</p>" for line in (f"{BEFORE} {name} {AFTER}", *PARAGRAPHS))
    html = f"<html><body>{around.format(f'<article><h1>فتح المعبر</h1>{text}</article>')}</body></html>"
    found = extract_page(html.encode("utf-8", "surrogatepass"), "https://news.example/1", "text/html; charset=utf-8")
    assert found.verdict is PageVerdict.ARTICLE
    return found.body.split("\n")[0]


@pytest.mark.parametrize(
    "broken",
    [
        "\0",
        "\x01",
        "\x08",
        "\x1f",
        "\x7f",
        "\x9f",
        "\ufffe",
        "\uffff",
        "&#0;",
        "&#1;",
        "&#x1F;",
        "&#xFFFE;",
        "&#xD800;",
    ],
)
def test_control_character_costs_no_more_than_itself(broken: str) -> None:
    """Old systems leave them in a text; one used to cost the whole body."""
    assert first_line(f"هج{broken}ين") == f"{BEFORE} هجين {AFTER}"


@pytest.mark.parametrize("name", ["<q>هجين</q>", "<button class='term'>هجين</button>"])
def test_word_in_an_element_stays_in_its_line(name: str) -> None:
    """A quotation is no paragraph, and a word that explains itself when it is pressed is read all the same."""
    assert first_line(name) == f"{BEFORE} هجين {AFTER}"


@pytest.mark.parametrize(
    "name", ["هجين<sup>1</sup>", "<b>هجين</b><sup><a href='#1'>1</a></sup>", "<del>تدمر</del><ins>هجين</ins>"]
)
def test_name_is_not_glued_to_what_stands_behind(name: str) -> None:
    """No name is found in a word that a note's number or a correction has become a part of."""
    assert "هجين" in first_line(name).split()


def test_button_beside_a_text_is_none_of_it() -> None:
    """Only a word of the sentence itself is."""
    assert "نسخ" not in first_line("هجين", "<main>{}<p><button>نسخ</button></p></main>")


def test_drawing_that_is_not_closed_hides_nothing() -> None:
    """A browser ends it at the first paragraph."""
    assert first_line("هجين", "<svg><path d='M0'/>{}") == f"{BEFORE} هجين {AFTER}"
