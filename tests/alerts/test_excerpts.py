"""The sentence around a mention."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alerts.excerpts import excerpts, is_right_to_left, merged, whole

ARABIC = "اندلعت معارك فجر اليوم. أعلنت قسد سيطرتها على مدينة هجين؟ عاد الهدوء لاحقًا."


def span(text: str, words: str) -> tuple[int, int]:
    """Where the words stand."""
    start = text.index(words)
    return start, start + len(words)


def marked(text: str, *words: str) -> list[list[str]]:
    """The marked words of each excerpt."""
    found = excerpts("text", text, [span(text, word) for word in words], limit=5)
    return [[segment.text for segment in excerpt.segments() if segment.marked] for excerpt in found]


def test_arabic_sentence_stands_alone() -> None:
    """Only the sentence with the name is shown, to its Arabic question mark."""
    (excerpt,) = excerpts("text", ARABIC, [span(ARABIC, "هجين")], limit=5)
    assert excerpt.text == "أعلنت قسد سيطرتها على مدينة هجين؟"
    assert excerpt.text[slice(*excerpt.marks[0])] == "هجين"


def test_names_of_a_sentence_share_it() -> None:
    """Two names in one sentence do not repeat the sentence."""
    assert marked(ARABIC, "هجين", "قسد") == [["قسد", "هجين"]]


def test_mixed_directions_keep_their_marks() -> None:
    """Latin names inside Arabic are marked where they stand."""
    assert marked("قالت قوات SDF في Hajin إن الطريق آمن.", "SDF", "Hajin") == [["SDF", "Hajin"]]


def test_line_break_ends_a_sentence() -> None:
    """Headlines and list items have no full stop."""
    text = "عنوان فرعي\nهجين اليوم\nسطر آخر"
    (excerpt,) = excerpts("text", text, [span(text, "هجين")], limit=5)
    assert excerpt.text == "هجين اليوم"


def test_endless_sentence_is_bounded() -> None:
    """A page without a full stop does not fill the mail; the cut is shown and falls between words."""
    text = "كلمة " * 500 + "هجين " + "أخرى " * 500
    (excerpt,) = excerpts("text", text, [span(text, "هجين")], limit=5)
    assert len(excerpt.text) < 420
    assert excerpt.text.startswith("…كلمة")
    assert excerpt.text.endswith("أخرى…")
    assert excerpt.text[slice(*excerpt.marks[0])] == "هجين"


def test_number_of_excerpts_is_bounded() -> None:
    """An article that names a place in every sentence gives a few of them."""
    text = "هجين هنا. " * 40
    starts = [position for position in range(len(text)) if text.startswith("هجين", position)]
    assert len(excerpts("text", text, [(start, start + 4) for start in starts], limit=6)) == 6


def test_overlapping_spans_join() -> None:
    """A name inside a longer name is marked once; spans beyond the text are not trusted."""
    assert merged([(5, 9), (0, 7), (3, 2), (8, 400), (-1, 4)], length=20) == [(0, 9)]


def test_title_keeps_marks_that_fit() -> None:
    """A title of five thousand characters is cut, and a mark beyond the cut goes with it."""
    text = "هجين " + "ط" * 5000 + " هجين"
    title = whole("title", text, [(0, 4), (len(text) - 4, len(text))], longest=100)
    assert title.marks == ((0, 4),)
    assert title.text.endswith("…")


def test_direction_follows_most_letters() -> None:
    """An Arabic sentence that begins with a Latin name is still Arabic."""
    assert is_right_to_left("SDF تسيطر على المدينة")
    assert not is_right_to_left("The town of هجين is quiet")


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(-5, 320), st.integers(-5, 320)), max_size=8))
def test_marks_always_slice_the_original(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the text and the spans, marks are in order, inside, and mark what the spans did."""
    wanted = [text[start:end] for start, end in merged(spans, len(text))]
    found = [
        segment.text
        for excerpt in excerpts("text", text, spans, limit=100)
        for segment in excerpt.segments()
        if segment.marked
    ]
    assert [piece for piece in wanted if piece] == found
