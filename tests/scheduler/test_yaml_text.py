"""A configuration file in YAML: what people write, and no more of YAML than they need."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from scheduler.configuration import yaml_text
from scheduler.configuration.document import DocumentProblem
from scheduler.configuration.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("places:\n  - id: [\n", 3, "not valid YAML"),
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: 1\n" + "\0" * 4096, 1, "character that YAML does not allow"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "write the keys out"),
        ("a: !!python/object/apply:os.system [id]\n", 1, "YAML tags"),
        ("a: !!python/name:os.system\n", 1, "not valid YAML"),
        ("a: 1\nb: [2026-13-45]\n", 2, "put quotes around it"),
        ("a: " + "1" * 5000, 1, "put quotes around it"),
    ],
)
def test_unreadable_yaml_names_the_line(content: str, line: int, words: str) -> None:
    """A mistake is found where it stands."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_yaml(content)
    assert (caught.value.line, words in caught.value.message) == (line, True)


@pytest.mark.parametrize(
    "content",
    [
        "a: " + "[" * 200_000 + "]" * 200_000,
        "- " * 200_000 + "a",
        "".join(" " * depth + "a:\n" for depth in range(3000)),
    ],
    ids=["brackets", "dashes", "indents"],
)
def test_deep_nesting_is_refused(content: str) -> None:
    """No reader goes as deep as a file can."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_yaml(content)
    assert "nested too deeply" in caught.value.message


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: &x [*x]\n", 1, "alias before the end"),
        ("a: 1\nb: *nowhere\n", 2, "alias"),
        ("a: 1\n---\nb: 1\n", 2, "second document"),
        ("? [a]\n: 1\n", 1, "plain text"),
        ("1: 2\n", 1, "plain text"),
    ],
)
def test_odd_yaml_is_refused(content: str, line: int, words: str) -> None:
    """What YAML allows and a configuration never needs."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_yaml(content)
    assert (caught.value.line, words in caught.value.message) == (line, True)


def test_aliases_stand_for_their_values() -> None:
    """A list that several entries share may be written once; plain words and numbers keep their kinds."""
    content = "a: &x [1, 2.5, yes, null, '3', 2026-01-02]\nb: *x\nc: &k word\n*k : ~\n"
    values = read_yaml(content).values
    assert values["b"] == values["a"] == [1, 2.5, True, None, "3", date(2026, 1, 2)]
    assert (values["c"], values["word"]) == ("word", None)


def test_aliases_that_expand_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine levels of aliases stand for a thousand million items."""
    monkeypatch.setattr(yaml_text, "MAX_NODES", 10_000)
    rows = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    rows += [f"a{n}: &a{n} [{','.join(f'*a{n - 1}' for _ in range(10))}]" for n in range(1, 9)]
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_yaml("\n".join(rows))
    assert "grows too large" in caught.value.message


def test_norwegian_is_not_false() -> None:
    """YAML 1.1 takes the bare key `no` for a truth value."""
    assert read_yaml("names:\n  no: [Raqqa]\n").values == {"names": {"no": ["Raqqa"]}}


def test_long_yaml_lets_others_work() -> None:
    """The service's event loop waits for nothing while twenty thousand feeds are read in a thread."""
    keys = "    language: ar\n    every: 5m\n    enabled: true\n"
    content = "".join(f"  - url: https://host{n}.example/feed\n    name: وكالة {n}\n{keys}" for n in range(20_000))
    with ThreadPoolExecutor(1) as pool:
        clock = pool.submit(lambda: time.pthread_getcpuclockid(threading.get_ident())).result()
        reading = pool.submit(read_yaml, f"feeds:\n{content}")
        longest, last = 0.0, time.clock_gettime(clock)
        while not reading.done():
            time.sleep(0.001)
            now = time.clock_gettime(clock)
            longest, last = max(longest, now - last), now
    assert len(reading.result().values["feeds"]) == 20_000
    assert longest < 0.5


def test_long_yaml_is_refused_at_once() -> None:
    """Fifty megabytes of it take minutes; the same as JSON takes seconds."""
    with pytest.raises(DocumentProblem, match=r".") as caught:
        read_yaml("a: b\n" * 10_000_000)
    assert "write it as JSON" in caught.value.message
