"""A page's bytes to an ExtractedPage. Runs in a parser process, never beside the event loop."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from scrapers.charset import decode
from scrapers.extraction import zwnj
from scrapers.extraction.blocks import Blocks
from scrapers.extraction.body import Body, find_body
from scrapers.extraction.doubts import doubts
from scrapers.extraction.gate import LONGEST_JUDGED_CHARACTERS, judge, says_less
from scrapers.extraction.gate_signs import read_signs
from scrapers.extraction.language import page_language
from scrapers.extraction.metadata.reading import read_metadata
from scrapers.extraction.plain_text import strip_html
from scrapers.extraction.size import cut_to_size
from scrapers.extraction.writable import writable
from scrapers.mojibake import read_back
from scrapers.parsing.results import ExtractedPage, PageVerdict, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_title, strip_controls
from scrapers.site_rules.following import follow
from scrapers.site_rules.rule import RULE

if TYPE_CHECKING:
    from scrapers.extraction.metadata.record import Metadata
    from scrapers.site_rules.rule import SiteRule

_BODY_LIMIT = 1_000_000
_AUTHOR_LIMIT = 300
_MOST_REMOVED_LINES = 200
_LINE_LIMIT = 300
# Nobody reads these, and extractors copy the tree several times.
_WEIGHT = ("style", "svg")
# By itself lxml.html asks a Python function for the class of each element it hands out, thousands of times a page.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)


def extract_page(
    body: bytes,
    url: str,
    content_type: str | None,
    feed_html: str = "",
    rule: SiteRule | None = None,
    *,
    guess: bool = True,
) -> ExtractedPage:
    """The article of a page that was fetched from ``url``; raises ParseFailed (empty) for a blank page.

    The body is plain text, a paragraph a line. ``rule`` is followed first; what it does not find is looked for as
    usual. ``guess``: guess the day of publication where the page does not give it.
    """
    html = read_back(decode(body, content_type))
    tree = tree_of(zwnj.hide(html))
    if tree is None:
        raise ParseFailed(ParseReason.EMPTY)
    feed_text = strip_controls(strip_html(feed_html))[:_BODY_LIMIT]
    ruled = follow(tree, rule, now := datetime.now(UTC))
    said = ruled.over(read_metadata(tree, url, now, guess=guess and ruled.published is None))
    found = _body(tree, ruled.body, said, zwnj.hide(feed_text))
    text = _shown(found.text, html)[:_BODY_LIMIT]
    verdict = _verdict(tree, html, found, said.title)
    says_too_little = verdict is PageVerdict.ARTICLE and says_less(text, feed_text)
    shown = said.rewritten(lambda words: clean_title(zwnj.restore(words, html)))
    return ExtractedPage(
        title=shown.title,
        body=text,
        author=(shown.author or "")[:_AUTHOR_LIMIT] or None,
        published=said.published,
        language=page_language(html, text),
        feed_text=feed_text,
        modified=said.modified,
        canonical_url=said.canonical_url,
        section=shown.section,
        image_url=said.image_url,
        origins=said.origins,
        verdict=PageVerdict.SHORT_BODY if says_too_little else verdict,
        extractor=found.extractor,
        removed=tuple(_shown(line, html)[:_LINE_LIMIT] for line in found.removed[:_MOST_REMOVED_LINES]),
        warnings=(*doubts(found), *ruled.doubts),
    )


def _body(tree: HtmlElement, ruled: str, said: Metadata, feed_text: str) -> Body:
    """What a rule has found, else what is found without one."""
    if ruled:
        return Body(ruled, RULE, Blocks(tree))
    names = f"{said.author or ''} {said.site}"
    return find_body(tree, said.title, [*said.summaries, feed_text], said.article_body, names)


def _verdict(tree: HtmlElement, html: str, body: Body, title: str) -> PageVerdict:
    is_long = len(body.text) > LONGEST_JUDGED_CHARACTERS
    return PageVerdict.ARTICLE if is_long else judge(read_signs(tree, html, body, title))


def _shown(text: str, html: str) -> str:
    """A text of the tree as it is kept."""
    return strip_controls(zwnj.restore(text, html)).strip()


def tree_of(html: str) -> HtmlElement | None:
    """The tree of a page, as far as one is read; None for one with nothing in it, or with nothing but comments."""
    html = writable(html)
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser) if html.strip() else None
    except etree.ParserError:
        return None
    if tree is not None:
        _open_pictures(tree)
        etree.strip_elements(tree, *_WEIGHT, with_tail=False)
        cut_to_size(tree, html)
    return tree


def _open_pictures(tree: HtmlElement) -> None:
    """Make boxes of drawings that hold paragraphs: a browser ends an unclosed one there."""
    for drawing in list(tree.iter("svg")):
        if next(drawing.iter("p", "div", "h1"), None) is not None:
            drawing.tag = "div"
