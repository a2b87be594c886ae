"""What is known of a site: bounded, idempotent by page, and the same after it was packed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrapers.site_lines.knowledge import MOST_LINES, MOST_PAGES, Knowledge, unpacked
from scrapers.site_lines.lines import line_key, page_print

LINE = line_key("الأكثر قراءة هذا الأسبوع") or b""


def page(number: int) -> bytes:
    """The print of a page."""
    return page_print(f"https://enab.example/archives/{number}")


def lines(*numbers: int) -> list[bytes]:
    """The keys of lines that hold nothing else."""
    return [number.to_bytes(6, "big") for number in numbers]


def test_page_counts_once() -> None:
    """A worker that was killed after its vote reads the page again and votes again."""
    once = Knowledge().having_seen(page(1), [LINE], day=1)
    assert once.having_seen(page(1), [LINE, LINE], day=1) == once
    assert once.other_pages(LINE, page(2), day=1) == 1


def test_no_more_pages_than_needed_are_kept() -> None:
    """A line of every page costs no more than any other."""
    known = Knowledge()
    for number in range(50):
        known = known.having_seen(page(number), [LINE], day=1)
    assert known.other_pages(LINE, page(49), day=1) == MOST_PAGES - 1
    assert len(known.packed()) == 20


def test_what_recurs_outlives_what_does_not() -> None:
    """A busy site's own lines must not be pushed out by its news."""
    known = Knowledge().having_seen(page(1), [LINE, *lines(1)], day=1).having_seen(page(2), [LINE, *lines(2)], day=1)
    known = known.having_seen(page(3), lines(*range(10, 10 + MOST_LINES)), day=1)
    assert len(known.lines) == MOST_LINES
    assert known.other_pages(LINE, page(4), day=1) == 2
    assert known.other_pages(lines(1)[0], page(4), day=1) == 0


def test_what_is_gone_makes_room() -> None:
    """Boxes change: what recurred a while ago gives way to what was just seen."""
    known = Knowledge().having_seen(page(1), [LINE], day=1).having_seen(page(2), [LINE], day=1)
    known = known.having_seen(page(3), lines(*range(10, 10 + 2 * MOST_LINES)), day=1)
    assert known.other_pages(LINE, page(4), day=1) == 0


def test_old_sightings_go() -> None:
    """After thirty days without being seen."""
    known = Knowledge().having_seen(page(1), [LINE], day=1).having_seen(page(2), lines(1), day=32)
    assert set(known.lines) == set(lines(1))


@given(st.lists(st.tuples(st.integers(0, 40), st.lists(st.integers(0, 30))), max_size=30))
def test_packed_is_the_same(seen: list[tuple[int, list[int]]]) -> None:
    """What Redis keeps is what was learned, its order with it."""
    known = Knowledge()
    for number, shown in seen:
        known = known.having_seen(page(number), lines(*shown), day=20_000 + number)
    back = unpacked(known.packed())
    assert list(back.lines.items()) == list(known.lines.items())


def test_garbage_is_no_knowledge() -> None:
    """Redis may hold anything at any moment."""
    assert unpacked(b"\x00" * 19) == Knowledge()
