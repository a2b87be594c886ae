"""Which edits of an article count, and which are the page's clockwork."""

from __future__ import annotations

import pytest

from scrapers.revising.change_ratio import change_ratio
from scrapers.revising.compared_words import compared_words
from scrapers.revising.deciding import Edit, Verdict, Version, judge_edit

ARABIC = "قال مصدر محلي إن النيران اندلعت في مستودع للحبوب شرق البلدة وإن فرق الإطفاء عملت حتى الفجر لإخمادها. "
ENGLISH = "Firefighters worked until dawn to put out the fire that had broken out in a grain store east of the town. "
RUSSIAN = "Пожарные до рассвета тушили огонь, который вспыхнул на зерновом складе к востоку от города. "


def long_text(sentence: str) -> str:
    """Twenty paragraphs that differ by a word each."""
    return "\n".join(f"{sentence}{word}" for word in "abcdefghijklmnopqrst")


def edit(before: str, after: str, title: str = "Fire at the mill", new_title: str | None = None) -> Edit:
    """The body becomes another one."""
    return judge_edit(Version(title, before), Version(title if new_title is None else new_title, after))


@pytest.mark.parametrize("sentence", [ARABIC, ENGLISH, RUSSIAN])
def test_rewritten_text_is_a_revision(sentence: str) -> None:
    """A paragraph more in twenty is more than 3 %."""
    found = edit(long_text(sentence), long_text(sentence) + "\n" + "قتل three люди in another house далеко " * 3)
    assert found.verdict is Verdict.REVISED
    assert 0.03 < found.changed < 0.1


@pytest.mark.parametrize("sentence", [ARABIC, ENGLISH, RUSSIAN])
def test_small_edit_is_small(sentence: str) -> None:
    """A typing error, a comma, a word."""
    found = edit(long_text(sentence), long_text(sentence).replace("a\n", "z\n", 1))
    assert found.verdict is Verdict.SMALL
    assert 0 < found.changed < 0.03


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Updated at 12:30\n", "Updated at 14:05\n"),
        ("Last updated: 5 May 2026, 09:15\n", "Last updated: 6 May 2026, 11:45\n"),
        ("آخر تحديث: 22 نوفمبر 2026 - 14:05\n", "آخر تحديث: 23 نوفمبر 2026 - 16:40\n"),
        ("", "Обновлено: 23.11.2026 16:40\n"),
        ("3 hours ago\n", "5 hours ago\n"),
        ("منذ 3 ساعات\n", "منذ 7 ساعات\n"),
        ("1,204 views\n", "1,377 views\n"),
        ("", "12 comments\n"),
        ("عدد المشاهدات: ١٢٤\n", "عدد المشاهدات: ٥٦٧\n"),
        ("Просмотров: 120\n", "Просмотров: 340\n"),
        ("The council met at 12:30 on 5 May 2026.\n", "The council met at 12:45 on 6 May 2026.\n"),
        ("Officials met on May 5, 2026.\n", "Officials met on May 6, 2026.\n"),
        ("اجتمعوا يوم 5 تشرين الثاني 2026.\n", "اجتمعوا يوم 6 تشرين الثاني 2026.\n"),
    ],
)
@pytest.mark.parametrize("sentence", [ARABIC, ENGLISH])
def test_clockwork_is_no_edit(before: str, after: str, sentence: str) -> None:
    """Times, dates and counters change by themselves, in short texts too."""
    assert edit(before + sentence, after + sentence) == Edit(Verdict.SAME, 0.0)


def test_points_and_vowel_signs_are_no_edit() -> None:
    """They make no other word."""
    assert edit("قُتل اثنان، في هجين.", "قتل اثنان في هجين").verdict is Verdict.SAME


def test_figures_are_words() -> None:
    """Three dead are not five dead."""
    assert edit("3 killed in the fire", "5 killed in the fire").verdict is Verdict.REVISED


def test_title_alone_is_a_revision() -> None:
    """It is what people read, however long the text below it."""
    assert edit(long_text(ENGLISH), long_text(ENGLISH), new_title="Fire at two mills").verdict is Verdict.REVISED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("هدوء في هجين (1500)", "هدوء في هجين (1501)"),
        ("Fire at the mill - 3 min ago", "Fire at the mill - 2 hours ago"),
        ("Fire at the mill 900 views", "Fire at the mill 1.2K views"),
        ("Fire at the mill #8a7f", "Fire at the mill #bcde"),
    ],
)
def test_title_that_counts_is_no_revision(before: str, after: str) -> None:
    """It changes for ever, and would be kept as a version each time."""
    assert edit(ENGLISH, ENGLISH, before, after).verdict in {Verdict.SMALL, Verdict.SAME}
    assert edit(ENGLISH, RUSSIAN, before, after).verdict is Verdict.REVISED


def test_short_notice_in_a_long_text_counts() -> None:
    """A correction is a line; the text around it stays."""
    notice = "تصحيح: المستودع غرب البلدة."
    found = edit(long_text(ARABIC), f"{long_text(ARABIC)}\n{notice}")
    assert (found.verdict, found.notice) == (Verdict.CORRECTED, notice)
    assert found.changed < 0.03


def test_corrected_title_counts() -> None:
    """Agencies write it there alone."""
    found = edit(long_text(ENGLISH), long_text(ENGLISH), new_title="CORRECTED: Fire at the mill")
    assert (found.verdict, found.notice) == (Verdict.CORRECTED, "CORRECTED: Fire at the mill")


def test_notice_in_the_texts_place_is_a_retraction() -> None:
    """Nothing else is left, and that is what it says."""
    found = edit(long_text(ENGLISH), "We have removed this article: its source was wrong.")
    assert found.verdict is Verdict.RETRACTED


def test_most_of_it_gone_is_a_fault() -> None:
    """A wall or half a page takes no whole article's place."""
    assert edit(long_text(ARABIC), ARABIC * 3).verdict is Verdict.SHRUNK


def test_furniture_is_no_edit() -> None:
    """What is known by now to be the site's own was never the article's."""
    box = "Sign up for our morning letter and never miss what matters to you"
    found = judge_edit(Version("Fire", f"{ENGLISH}\n{box}"), Version("Fire", ENGLISH), {box})
    assert found == Edit(Verdict.SAME, 0.0)


def test_ratio_is_the_larger_share() -> None:
    """The same from either side, from 0 to 1, also of texts shorter than three words."""
    old, new = compared_words("one two three four"), compared_words("one two three five")
    assert change_ratio(old, new) == change_ratio(new, old) == 0.5
    assert (change_ratio(old, old), change_ratio([], []), change_ratio(old, [])) == (0, 0, 1)
    assert change_ratio(old, [*old, *"abcd"]) == 4 / 6
    assert change_ratio(["a"], ["b"]) == 1
