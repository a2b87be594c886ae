"""The section that readers see, where a page tells machines of none."""

from __future__ import annotations

import pytest

from archive.origins import Origin
from tests.scrapers.metadata_pages import around, said

TITLE = "هدوء حذر في هجين شرق دير الزور"


def section(before: str, start: str = "") -> str | None:
    """What is found above a headline."""
    found = said(around(TITLE, before=before).replace("<main>", f"{start}<main>"))
    assert found.origins.section is (Origin.PAGE if found.section else None)
    return found.section


@pytest.mark.parametrize(
    "trail",
    [
        "<div class='breadcrumbs'><a href='/'>الرئيسية</a> » <a href='/s'>سوريا</a></div>",
        f"<nav aria-label='breadcrumb'><ol><li><a href='/'>x</a><li><a href='/s'>سوريا</a><li>{TITLE}</ol></nav>",
        "<ul class='Crumbs'><li><a href='/n'>أخبار</a><li><a href='/s'>سوريا</a></ul>",
        f"<div class='path'><a href='index.aspx'>x</a>/<a href='/s'>سوريا</a>/<a href='/s/1'>{TITLE}</a></div>",
        "<p class='crumb'><a href='https://a.example/ar'>x</a>/<a href='https://a.example/ar/s'>سوريا</a></p>",
    ],
)
def test_last_step_of_a_trail_is_the_section(trail: str) -> None:
    """The front page is none, nor is the article itself."""
    assert section("", trail) == "سوريا"


@pytest.mark.parametrize(
    "label",
    [
        "<span class='badge'><a href='/s'>سوريا</a></span>",
        "<div class='post-cat'><a href='/s'>سوريا</a></div>",
        "<div class='kategori'>سوريا</div>",
        "<b>شارك</b><div class='category'>سوريا</div>",
    ],
)
def test_label_above_the_headline_is_the_section(label: str) -> None:
    """Its class says so."""
    assert section(label) == "سوريا"


def test_word_of_the_menu_above_the_headline_is_the_section() -> None:
    """Old pages have no classes."""
    assert section("<font>سوريا</font>", "<p><a href='s.asp'>سوريا</a> | <a href='e.asp'>اقتصاد</a></p>") == "سوريا"


@pytest.mark.parametrize("line", ["القسم: <a href='/s'>سوريا</a>", "<i>5</i> | Section: <a href='/s'><b>سوريا</b></a>"])
def test_named_section_below_the_headline_is_read(line: str) -> None:
    """Beside the date stands in what it was filed."""
    assert said(around(TITLE, after=f"<div>{line}</div>")).section == "سوريا"


@pytest.mark.parametrize(
    "above",
    [
        "<div>قائد الشرطة:</div>",
        "<div class='category'>5 تشرين الثاني 2024</div>",
        "<div class='category'>قال قائد الشرطة إن الهدنة صامدة</div>",
        "<a href='/x'>سوريا</a>",
        "",
    ],
)
def test_other_lines_are_no_section(above: str) -> None:
    """A line that leads into the headline is no section, nor is a date."""
    assert section(above) is None
