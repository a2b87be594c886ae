"""``marsad extract --rules`` reads pages that were kept by the rules of a feeds.yaml, and says what these miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.commands import extract_line
from tests.scheduler.command_line import lines, marsad
from tests.scrapers.documents import PARAGRAPHS, page

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://ar.enab.example/1"
HTML = page(title="هدوء حذر في هجين").replace("</h1>", "</h1><div class=x>سطر وحده</div>")


def rules(folder: Path, body: str = ".x", host: str = "enab.example") -> Path:
    """A feeds.yaml with a rule."""
    file = folder / "feeds.yaml"
    file.write_text(f"sites:\n  - host: {host}\n    body: {body}\n    title: .x\n", encoding="utf-8")
    return file


def test_saved_page_is_read_by_its_rule(tmp_path: Path) -> None:
    """The form of the answer is the same as ever."""
    ran = marsad("extract", "--url", URL, "--rules", rules(tmp_path), given=HTML)
    (found,) = ran.records
    assert (found["body"], found["title"], ran.err) == ("سطر وحده", "سطر وحده", "")
    assert list(found) == list(extract_line({"id": None, "url": URL, "html": HTML}))


def test_without_the_option_no_rule_is_followed(tmp_path: Path) -> None:
    """Measuring is not to depend on what lies around in a folder."""
    rules(tmp_path)
    (found,) = marsad("extract", "--url", URL, given=HTML, CONFIG=str(tmp_path)).records
    assert PARAGRAPHS[0] in found["body"]


def test_misses_are_told(tmp_path: Path) -> None:
    """On standard error, while the answer is that of the usual extraction."""
    ran = marsad("extract", "--url", URL, "--rules", rules(tmp_path, ".gone"), given=HTML)
    assert PARAGRAPHS[0] in ran.records[0]["body"]
    assert "the rule for enab.example: rule_body_missed" in ran.err
    ran = marsad("extract", "--url", URL, "--rules", rules(tmp_path, host="other.example"), given=HTML)
    assert f"no rule is for the host of {URL}" in ran.err
    assert "give --url" in marsad("extract", "--rules", rules(tmp_path), given=HTML).err


def test_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """As `marsad check` does, under the name that was given."""
    file = rules(tmp_path, "'div >'")
    ran = marsad("extract", "--url", URL, "--rules", file, given=HTML)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{file}:3: error: sites.body: not a CSS selector")


def test_learning_takes_nothing_of_a_ruled_body(tmp_path: Path) -> None:
    """The same lines on each page are furniture of a site without a rule, and the article of one with it."""
    same = [{"id": number, "url": f"https://enab.example/{number}", "html": HTML} for number in range(6)]
    ran = marsad("extract", "--jsonl", "--learn", "--rules", rules(tmp_path, "html"), given=lines(*same))
    bodies = {record["body"] for record in ran.records}
    assert len(ran.records) == 6
    assert len(bodies) == 1
