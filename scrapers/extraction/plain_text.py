"""A piece of a feed's HTML as plain text."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

_SILENT = ("script", "style", "noscript", "template", "iframe", "svg", "math", "head", "title", "form", "button")
_BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
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
