"""Where elements stand among their siblings, counted once for each parent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Place = tuple[int, int, int, int]


class Places:
    """Where elements stand among their siblings, counted from 1: from either end, and among those of their name."""

    def __init__(self) -> None:
        self._below: dict[HtmlElement | None, dict[HtmlElement, Place]] = {}

    def of(self, element: HtmlElement) -> Place:
        """Its places."""
        parent = element.getparent()
        if parent not in self._below:
            children = [element] if parent is None else parent.iterchildren("*")
            self._below[parent] = _places(list(children))
        return self._below[parent][element]


def _places(children: list[HtmlElement]) -> dict[HtmlElement, Place]:
    total = Counter(child.tag for child in children)
    seen: Counter[str] = Counter()
    found: dict[HtmlElement, Place] = {}
    for number, child in enumerate(children, start=1):
        seen[child.tag] += 1
        found[child] = (
            number,
            len(children) - number + 1,
            seen[child.tag],
            total[child.tag] - seen[child.tag] + 1,
        )
    return found
