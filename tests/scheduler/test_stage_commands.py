"""Each stage from the command line, in the forms that scripts rely on: one line out for each line in, in order."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.scheduler.command_line import marsad, marsad_process
from tests.scheduler.desk import WATCHLIST
from tests.scrapers.documents import LEAD, items, page, rss

if TYPE_CHECKING:
    from pathlib import Path

LINE_SEPARATOR = "\u2028"
SURROGATE = "\ud83d"
STARTS_WITHIN_CPU_SECONDS = 1.0


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    """A watchlist file."""
    path = tmp_path / "list.yaml"
    path.write_text(WATCHLIST, encoding="utf-8")
    return path


def lines(*records: dict[str, Any]) -> str:
    """JSON lines, with every letter as itself."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_match_gives_the_fixed_form(watchlist: Path) -> None:
    """Exactly these keys; offsets are code points of the field."""
    given = {"id": "س1", "lang": "ar", "title": "قرب 😀 هجين", "text": "قالت SDF إنها دخلت مدينة هجين."}
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given=lines(given))
    (record,) = ran.records
    assert (ran.code, list(record), record["id"]) == (0, ["id", "mentions"], "س1")
    keys = ["name_id", "kind", "name", "surface", "field", "start", "end", "status", "inside"]
    assert all(list(mention) == keys for mention in record["mentions"])
    for mention in record["mentions"]:
        assert given[mention["field"]][mention["start"] : mention["end"]] == mention["surface"]
    hits = [(m["name_id"], m["name"], m["kind"], m["inside"]) for m in record["mentions"] if m["field"] == "text"]
    assert hits == [
        ("sdf", "SDF", "actor", None),
        ("hajin", "مدينة هجين", "place", None),
        ("hajin", "هجين", "place", "hajin"),
    ]


def test_match_keeps_lines_and_their_order(watchlist: Path) -> None:
    """Other line separators stand in texts; ids of any kind come back; no line is lost."""
    texts = [f"هجين{LINE_SEPARATOR}{number}\x85\x0b\x0c\r\u2029" for number in range(50)]
    given = [{"id": {"n": number}, "text": text} for number, text in enumerate(texts)]
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given=lines(*given))
    assert [record["id"] for record in ran.records] == [{"n": number} for number in range(50)]
    assert all(record["mentions"][0]["start"] == 0 for record in ran.records)


def test_lone_surrogate_survives(watchlist: Path) -> None:
    """JSON may hold half a character; it comes back as it came, and the offsets after it hold."""
    given = r'{"id": "\ud83d", "text": "\ud83d هجين"}'
    (record,) = marsad("match", "--watchlist", watchlist, "--jsonl", given=given).records
    assert record["id"] == SURROGATE
    assert record["mentions"][0]["start"] == 2


def test_match_reads_plain_text(watchlist: Path, tmp_path: Path) -> None:
    """From a file, or from standard input with a byte order mark."""
    (tmp_path / "article.txt").write_text("في هجين", encoding="utf-8")
    from_file = marsad("match", "--watchlist", watchlist, tmp_path / "article.txt")
    piped = marsad("match", "--watchlist", watchlist, given="\ufeffفي هجين")
    assert from_file.records == piped.records
    assert from_file.records[0]["mentions"][0]["surface"] == "هجين"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{oops", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        (b"\xff", "line 2: not UTF-8"),
        ('{"id": ' + "1" * 5000 + "}", "line 2: not JSON"),
        ("[" * 200_000, "line 2: nested too deeply"),
        ('{"id": 2, "text": 5}', "text is not a string"),
    ],
)
def test_bad_line_is_named(watchlist: Path, bad: str | bytes, words: str) -> None:
    """Exit code 2 and its number; what came before it was answered."""
    bad_bytes = bad.encode() if isinstance(bad, str) else bad
    given = lines({"id": 1, "text": "هجين"}).encode() + bad_bytes + b"\n"
    ran = marsad("match", "--watchlist", watchlist, "--jsonl", given=given)
    assert (ran.code, [record["id"] for record in ran.records]) == (2, [1])
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_bad_watchlist_is_a_finding(tmp_path: Path) -> None:
    """With line and hint, as `marsad check` says it."""
    (tmp_path / "list.yaml").write_text("place: []\n")
    ran = marsad("match", "--watchlist", tmp_path / "list.yaml", given="هجين")
    assert (ran.code, ran.out) == (1, "")
    assert "watchlist.yaml:1: error: unknown key 'place'" in ran.err


def test_parse_feed_gives_the_fixed_form() -> None:
    """An entry a line, its date in UTC or null."""
    ran = marsad("parse-feed", "--url", "https://news.example/rss", given=rss(*items(3)))
    keys = ["guid", "url", "title", "published", "summary", "content"]
    assert [list(record) for record in ran.records] == [keys] * 3
    first = ran.records[0]
    assert (first["guid"], first["url"]) == ("urn:item:1", "https://news.example/ar/1")
    assert first["published"] == "2024-11-05T07:00:00+00:00"
    assert [record["title"][-16:] for record in ran.records] == [item.title[-16:] for item in items(3) if item.title]


def test_parse_feed_reads_old_charsets(tmp_path: Path) -> None:
    """Bytes of the file, charset from its declaration or from --content-type."""
    document = rss(*items(1), declaration='<?xml version="1.0"?>').encode("cp1256")
    (tmp_path / "feed.xml").write_bytes(document)
    ran = marsad("parse-feed", tmp_path / "feed.xml", "--content-type", "text/xml; charset=windows-1256")
    assert ran.records[0]["title"] == items(1)[0].title


@pytest.mark.parametrize("given", ["", "<html><body>خطأ</body></html>"])
def test_no_feed_is_a_finding(given: str) -> None:
    """Exit code 1 and why, in one line."""
    ran = marsad("parse-feed", given=given)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_url_key_is_equal_for_the_same_article() -> None:
    """A key a line, whatever the line holds."""
    urls = [
        "https://WWW.enab.example/a?utm_source=x&id=3#top",
        "http://enab.example/a?id=3",
        "",
        "كلام بلا رابط",
        "https://enab.example/b\r",
    ]
    ran = marsad("url-key", given="\n".join(urls))
    keys = ran.out.split("\n")[:-1]
    assert (ran.code, len(keys)) == (0, len(urls))
    assert keys[0] == keys[1] != keys[4]
    assert not keys[4].endswith("\r")


def test_url_key_takes_any_bytes() -> None:
    """A list from somewhere may hold broken bytes; each line gets its line."""
    ran = marsad("url-key", given=b"https://a.example/\xff\nhttps://b.example/\n")
    assert (ran.code, ran.out.count("\n")) == (0, 2)


@pytest.mark.parametrize("source", ["file", "standard input"])
def test_extract_gives_the_fixed_form(source: str, tmp_path: Path) -> None:
    """A page from a file or from standard input."""
    (tmp_path / "page.html").write_text(page(), encoding="utf-8")
    files = [tmp_path / "page.html"] if source == "file" else []
    (record,) = marsad("extract", *files, "--url", "https://a.example/1", given="" if files else page()).records
    assert list(record) == ["id", "url", "title", "body", "author", "published", "language"]
    assert LEAD in record["body"]
    assert (record["id"], record["url"], record["language"]) == (None, "https://a.example/1", "ar")


def test_extract_reads_lines() -> None:
    """Text or raw bytes, whose charset is part of the job; a page without an article is a line too."""
    raw = page(head='<meta charset="windows-1256">').encode("cp1256", "ignore")
    given = [
        {"id": 1, "url": "https://a.example/1", "html": page()},
        {"id": 2, "url": "https://a.example/2", "html_base64": base64.b64encode(raw).decode()},
        {"id": 3, "url": "https://a.example/3", "html": ""},
    ]
    ran = marsad("extract", "--jsonl", given=lines(*given))
    assert [(record["id"], LEAD[:40] in record["body"]) for record in ran.records] == [(1, True), (2, True), (3, False)]


def test_bad_base64_is_named() -> None:
    """Exit code 2, no traceback."""
    ran = marsad("extract", "--jsonl", given='{"id": 1, "html_base64": "é"}\n')
    assert (ran.code, "Traceback" in ran.err) == (2, False)


@pytest.mark.parametrize("command", [["url-key"], ["parse-feed"], ["extract"], ["--help"]])
def test_commands_start_quickly(command: list[str]) -> None:
    """Scripts call them for every file; what they do not need they do not load."""
    tries = (marsad_process(*command, given="https://a.example/\n").cpu_seconds for _ in range(3))
    assert any(seconds < STARTS_WITHIN_CPU_SECONDS for seconds in tries)


def test_missing_file_is_usage() -> None:
    """Exit code 2."""
    assert marsad("url-key", "/nowhere/at/all").code == 2


def test_closed_pipe_is_no_traceback(watchlist: Path, tmp_path: Path) -> None:
    """``marsad match … | head -1``: the reader has gone before all is written."""
    many = tmp_path / "lines.jsonl"
    many.write_text(lines(*({"id": number, "text": "هجين " * 100} for number in range(500))))
    command = [sys.executable, "-m", "scheduler", "match", "--watchlist", str(watchlist), "--jsonl", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
