"""A configuration file becomes plain values with the line of each."""

from __future__ import annotations

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.configuration import yaml_text
from scheduler.configuration.document import DocumentProblem
from scheduler.configuration.parsing import MAX_BYTES, parse_document


def test_lines_of_keys_and_items() -> None:
    """A mistake is shown where it stands."""
    document = parse_document("places:\n  - id: hajin\n    names:\n      ar: [هجين]\n".encode())
    assert document.values["places"][0]["names"]["ar"] == ["هجين"]
    assert document.line(("places", 0, "names", "ar")) == 4
    assert document.line(("places", 0, "nonsense")) == 2


def test_empty_file_is_an_empty_document() -> None:
    """Every top-level key is optional."""
    assert parse_document(b"# nothing yet\n").values == {}


def test_json_is_read_too() -> None:
    """A large generated list is written as JSON."""
    assert parse_document('{"places": [{"id": "الرقة"}]}'.encode()).values["places"][0]["id"] == "الرقة"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"places:\n  - id: [\n", 3, "not valid YAML"),
        (b"a: 1\na: 2\n", 2, "stands twice"),
        (b'{"a": 1,\n "a": 2}', 1, "stands twice"),
        (b'{"a": 1,\n oops}', 2, "not valid JSON"),
        (b"- a\n- b\n", 1, "keys and values"),
        (b"a: \xff\n", 1, "UTF-8"),
        (b"\xff\xfea\x00:\x00", 1, "UTF-8"),
        (b"a: 1\n" + b"\0" * 4096, 1, "character that YAML does not allow"),
        (b"a: &x {b: 1}\nc:\n  <<: *x\n", 3, "write the keys out"),
        (b"a: !!python/object/apply:os.system [id]\n", 1, "YAML tags"),
        (b"a: !!python/name:os.system\n", 1, "not valid YAML"),
        (b"a: 1\nb: [2026-13-45]\n", 2, "put quotes around it"),
        (b'{"a": ' + b"1" * 5000 + b"}", 1, "too many digits"),
        (b"a: " + b"1" * 5000, 1, "put quotes around it"),
        (b"{" + b'"a":{' * 100_000, 1, "nested too deeply"),
        (b"a: " + b"[" * 200_000 + b"]" * 200_000, 1, "nested too deeply"),
        (b"- " * 200_000 + b"a", 1, "nested too deeply"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(3000)), 1, "nested too deeply"),
    ],
)
def test_unreadable_files_name_the_line(content: bytes, line: int, words: str) -> None:
    """Whatever stands in the file, the answer is a line and a sentence."""
    with pytest.raises(DocumentProblem) as caught:
        parse_document(content)
    assert words in caught.value.message
    if "nested" not in words:
        assert caught.value.line == line


def test_aliases_that_expand_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine levels of aliases stand for a thousand million items."""
    monkeypatch.setattr(yaml_text, "MAX_NODES", 10_000)
    rows = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    rows += [f"a{n}: &a{n} [{','.join(f'*a{n - 1}' for _ in range(10))}]" for n in range(1, 9)]
    with pytest.raises(DocumentProblem, match=r".") as caught:
        parse_document("\n".join(rows).encode())
    assert "grows too large" in caught.value.message


@pytest.mark.timeout(20)
def test_many_json_keys_are_read_in_time() -> None:
    """Comparing each with all others took minutes for a file of two megabytes."""
    content = "{" + ",".join(f'"k{number}": 1' for number in range(200_000)) + "}"
    assert len(parse_document(content.encode()).values) == 200_000


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


def test_norwegian_is_not_false() -> None:
    """YAML 1.1 takes the bare key `no` for a truth value."""
    assert parse_document(b"names:\n  no: [Raqqa]\n").values == {"names": {"no": ["Raqqa"]}}


def test_long_yaml_lets_others_work() -> None:
    """The service's event loop waits for nothing while twenty thousand feeds are read in a thread."""
    keys = "    language: ar\n    every: 5m\n    enabled: true\n"
    content = "".join(f"  - url: https://host{n}.example/feed\n    name: وكالة {n}\n{keys}" for n in range(20_000))
    with ThreadPoolExecutor(1) as pool:
        clock = pool.submit(lambda: time.pthread_getcpuclockid(threading.get_ident())).result()
        reading = pool.submit(parse_document, f"feeds:\n{content}".encode())
        longest, last = 0.0, time.clock_gettime(clock)
        while not reading.done():
            time.sleep(0.001)
            now = time.clock_gettime(clock)
            longest, last = max(longest, now - last), now
    assert len(reading.result().values["feeds"]) == 20_000
    assert longest < 0.2


def test_long_yaml_is_refused_at_once() -> None:
    """Fifty megabytes of it take minutes; the same as JSON takes seconds."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        parse_document(b"a: b\n" * 10_000_000)
    assert "write it as JSON" in caught.value.message


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"a: &x [*x]\n", 1, "alias before the end"),
        (b"a: 1\nb: *nowhere\n", 2, "alias"),
        (b"a: 1\n---\nb: 1\n", 2, "second document"),
        (b"? [a]\n: 1\n", 1, "plain text"),
        (b"1: 2\n", 1, "plain text"),
    ],
)
def test_odd_yaml_is_refused(content: bytes, line: int, words: str) -> None:
    """What YAML allows and a configuration never needs."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        parse_document(content)
    assert (caught.value.line, words in caught.value.message) == (line, True)


def test_aliases_stand_for_their_values() -> None:
    """A list that several entries share may be written once; plain words and numbers keep their kinds."""
    content = b"a: &x [1, 2.5, yes, null, '3', 2026-01-02]\nb: *x\nc: &k word\n*k : ~\n"
    values = parse_document(content).values
    assert values["b"] == values["a"] == [1, 2.5, True, None, "3", date(2026, 1, 2)]
    assert (values["c"], values["word"]) == ("word", None)
