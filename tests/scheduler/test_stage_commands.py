"""Each stage from the command line, in the forms that scripts rely on: one line out for each line in, in order."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from tests.scheduler.command_line import lines, marsad, marsad_process
from tests.scrapers.documents import LEAD, items, page, rss

if TYPE_CHECKING:
    from pathlib import Path

STARTS_WITHIN_CPU_SECONDS = 2.0


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


def test_match_reads_plain_text(watchlist: Path, tmp_path: Path) -> None:
    """From a file, or from standard input with a byte order mark."""
    (tmp_path / "article.txt").write_text("في هجين", encoding="utf-8")
    from_file = marsad("match", "--watchlist", watchlist, tmp_path / "article.txt")
    piped = marsad("match", "--watchlist", watchlist, given="\ufeffفي هجين")
    assert from_file.records == piped.records
    assert from_file.records[0]["mentions"][0]["surface"] == "هجين"


def test_bad_watchlist_is_a_finding(tmp_path: Path) -> None:
    """With its own name, line and hint, as `marsad check` says it."""
    (tmp_path / "list.yaml").write_text("place: []\n")
    ran = marsad("match", "--watchlist", tmp_path / "list.yaml", given="هجين")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{tmp_path / 'list.yaml'}:1: error: unknown key 'place'")


def test_unclear_watchlist_is_named(tmp_path: Path) -> None:
    """What only the list as a whole shows is told of the same file."""
    (tmp_path / "list.yaml").write_text("places:\n  - {id: a, name: Hajin}\n  - {id: a, name: Raqqa}\n")
    ran = marsad("match", "--watchlist", tmp_path / "list.yaml", given="هجين")
    assert (ran.code, ran.err.startswith(f"{tmp_path / 'list.yaml'}:3: error: ")) == (1, True)


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


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"html_base64": "é"}, "html_base64 is not base64"),
        ({"html_base64": 5}, "html_base64 is not a string"),
        ({"html": ["<p>"]}, "html is not a string"),
        ({"url": 5, "html": ""}, "url is not a string"),
    ],
)
def test_bad_page_is_named(bad: dict[str, Any], words: str) -> None:
    """Exit code 2, the line and what is wrong with it; no invented page."""
    ran = marsad("extract", "--jsonl", given=lines({"id": 1, "html": ""}, bad))
    assert (ran.code, len(ran.records), ran.err) == (2, 1, f"marsad: line 2: {words}\n")


@pytest.mark.parametrize("command", [["url-key"], ["parse-feed"], ["extract"], ["--help"]])
def test_commands_start_quickly(command: list[str]) -> None:
    """Scripts call them for every file; what they do not need they do not load."""
    tries = (marsad_process(*command, given="https://a.example/\n").cpu_seconds for _ in range(3))
    assert any(seconds < STARTS_WITHIN_CPU_SECONDS for seconds in tries)


@pytest.mark.parametrize("command", [["url-key"], ["match", "--watchlist"]])
def test_missing_file_is_usage(command: list[str]) -> None:
    """Exit code 2."""
    assert marsad(*command, "/nowhere/at/all").code == 2
