"""A piece of a feed's HTML, or a part of a page, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.html import HtmlElement

_SILENT = ("script", "style", "noscript", "template", "iframe", "svg", "math", "head", "title", "form", "button")
_BREAKING = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)


def strip_html(piece: str) -> str:
    """The text a reader would see, a paragraph a line; text without any tag comes back with its entities resolved."""
    if not piece.strip():
        return ""
    root = lxml_html.document_fromstring(f"<div>{piece}</div>".encode("utf-8", "replace"), parser=_PARSER)
    etree.strip_elements(root, *_SILENT, with_tail=False)
    for element in root.iter():
        if element.tag in _BREAKING:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "")
    lines = ("".join(root.itertext())).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def paragraphs_of(part: HtmlElement, without: Collection[HtmlElement] = ()) -> list[str]:
    """The text of a part of a page but for some elements in it, a paragraph each; the part stays as it is.

    As a browser shows it: what separates lines are elements, and not the line ends of the source.
    """
    lines = "".join(_pieces(part, without)).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _pieces(part: HtmlElement, without: Collection[HtmlElement]) -> Iterator[str]:
    walk = etree.iterwalk(part, events=("start", "end"), tag="*")
    for event, element in walk:
        is_skipped = element in without or (element is not part and element.tag in _SILENT)
        if event == "start" and is_skipped:
            walk.skip_subtree()
        if element.tag in _BREAKING:
            yield "\n"
        if event == "start" and not is_skipped:
            yield _on_one_line(element.text)
        if event == "end" and element is not part:
            yield _on_one_line(element.tail)


def _on_one_line(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""
