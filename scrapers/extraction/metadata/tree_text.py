"""What an element of a page shows, and whether it stands beside what the page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ASIDE = frozenset({"aside", "nav", "footer", "script", "style", "noscript", "template", "button", "select"})


def text_of(element: HtmlElement | None) -> str:
    """The element's text on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def is_aside(element: HtmlElement) -> bool:
    """Whether it stands in a menu, a sidebar, a footer or in what is not shown."""
    return any(around.tag in ASIDE for around in element.iterancestors())
