"""The bytes of a configuration file become plain values, or the line and the sentence that say why not."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.configuration.document import DocumentProblem
from scheduler.configuration.parsing import MAX_BYTES, parse_document


def test_empty_file_is_an_empty_document() -> None:
    """Every top-level key is optional."""
    assert parse_document(b"# nothing yet\n").values == {}


def test_json_is_read_too() -> None:
    """A large generated list is written as JSON."""
    assert parse_document('{"places": [{"id": "الرقة"}]}'.encode()).values["places"][0]["id"] == "الرقة"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"- a\n- b\n", 1, "keys and values"),
        (b"a: \xff\n", 1, "UTF-8"),
        (b"\xff\xfea\x00:\x00", 1, "UTF-8"),
    ],
)
def test_unreadable_files_name_the_line(content: bytes, line: int, words: str) -> None:
    """Whatever stands in the file, the answer is a line and a sentence."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        parse_document(content)
    assert (caught.value.line, words in caught.value.message) == (line, True)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["", "\ufeff"])
def test_any_editor_will_do(head: str, end: str) -> None:
    """Notepad's mark at the beginning and the line ends of three systems change neither values nor lines."""
    document = parse_document(f"{head}# الأماكن\nplaces:\n  - id: hajin\n".replace("\n", end).encode())
    assert document.values == {"places": [{"id": "hajin"}]}
    assert document.line(("places", 0, "id")) == 3


def test_huge_file_is_refused() -> None:
    """A log file copied over the watchlist must not fill the memory."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        parse_document(b" " * (MAX_BYTES + 1))
    assert "larger than 64 MB" in caught.value.message


def test_any_bytes_end_in_a_sentence() -> None:
    """No file whatever ends in a traceback."""

    @given(st.one_of(st.binary(), st.text(alphabet="{}[]:-&*!,#%|>'\"?\n aهـ0", max_size=60).map(str.encode)))
    def holds(content: bytes) -> None:
        with contextlib.suppress(DocumentProblem):
            assert isinstance(parse_document(content).values, dict)

    holds()
