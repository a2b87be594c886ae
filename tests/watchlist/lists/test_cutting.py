"""Where a list is cut depends on its lines alone."""

from __future__ import annotations

from watchlist.lists.cutting import cut


def lines(count: int) -> list[bytes]:
    """That many lines, each another one."""
    return [f"line {number}\n".encode() for number in range(count)]


def test_nothing_is_lost() -> None:
    """All lines, in their order, each block with the number of its first line."""
    blocks = list(cut(b"".join(lines(20_000)), first=2))
    assert [line for block in blocks for line in block.lines] == lines(20_000)
    assert [block.first for block in blocks][:2] == [2, 2 + len(blocks[0].lines)]


def test_inserted_line_changes_its_block_alone() -> None:
    """Otherwise a new village at the top of the list would cost as much as the whole list."""
    before = lines(20_000)
    after = [*before[:5], b"a new one\n", *before[5:]]
    kept = {tuple(block.lines) for block in cut(b"".join(before))}
    changed = [block for block in cut(b"".join(after)) if tuple(block.lines) not in kept]
    assert (len(changed), len(kept) > 10) == (1, True)


def test_blocks_are_bounded() -> None:
    """A list of equal lines, or of long ones, is cut all the same."""
    assert max(len(block.lines) for block in cut(b"same\n" * 50_000)) <= 8192
    assert max(len(block.lines) for block in cut((b"x" * 900_000 + b"\n") * 10)) <= 5
