"""Which addresses may be feeds, in the order in which they are worth a request: from a page, a robots.txt, or habit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.finding.records import PageLink, PageSummary

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/x-rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
        "text/rss+xml",
    }
)
_FEED_PATH = re.compile(
    r"/(?:rss|feeds?|atom|rdf|xml)(?:\d*\.\w+)?(?:/|$)|\.(?:rss|atom|rdf)$|(?:rss|feed|atom)[\w-]*\.xml$"
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|feed|xml)\b")
_FEED_WORDS = re.compile(r"\b(?:rss|atom|xml feed|news feed)\b|خلاصات|تلقيمات|آر إس إس|خوراک", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?(?:\b|_)|تعليق|تعليقات|commentaires|yorum|комментари", re.IGNORECASE)
# What the addresses of pages promise as an alternate although it is none for a reader.
_NO_FEED = re.compile(r"/wp-json/|oembed", re.IGNORECASE)
_HABITS = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/?feed=rss2", "/feeds/posts/default")
_SECTION_HABITS = ("/feed", "/rss.xml")
_SITEMAP_HABITS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml")
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_IS_NEWS = re.compile(r"news|akhbar|أخبار|google", re.IGNORECASE)
_READER_SCHEME = re.compile(r"\A(?:feed|itpc|pcast|podcast|rss):(?://)?", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"\.(?:html?|php|aspx?)$")


def of_page(page: PageSummary) -> list[str]:
    """The feeds that a page names: alternates first, then links that look like feeds; those of comments last."""
    named = [link for link in page.alternates if _is_named_feed(link) and not _NO_FEED.search(link.url)]
    return _urls([*_comments_last(named), *_comments_last(filter(_looks_like_feed, page.anchors))])


def by_habit(url: str) -> list[str]:
    """Where systems put their feeds: below the page's own section, then at the root of its site."""
    section = _PAGE_SUFFIX.sub("", urlsplit(url).path.rstrip("/"))
    below = [section + path for path in _SECTION_HABITS] if section else []
    return [urljoin(url, path) for path in (*below, *_HABITS)]


def robots_of(url: str) -> str:
    """Where a site says what may be asked for."""
    return urljoin(url, "/robots.txt")


def of_robots(text: str, url: str) -> list[str]:
    """The sitemaps that a robots.txt names, those of news first; where it names none, where they usually stand."""
    named = dict.fromkeys(urljoin(url, found) for found in _SITEMAP_LINE.findall(_one_form(text)))
    return sorted(named, key=lambda each: not _IS_NEWS.search(each)) or [urljoin(url, path) for path in _SITEMAP_HABITS]


def _one_form(text: str) -> str:
    """A robots.txt as its lines, whatever ends them, without a byte order mark."""
    return "\n".join(text.lstrip("\ufeff").splitlines())


def is_of_comments(url: str, title: str) -> bool:
    """Whether a feed has what readers wrote, and not the news."""
    return bool(_COMMENTS.search(unquote(urlsplit(url).path)) or _COMMENTS.search(title))


def completed(address: str) -> str:
    """What a person typed, as a URL: ``https://`` goes before a bare host, ``feed:`` and its kin go off."""
    text = address.strip()
    text = _READER_SCHEME.sub("", text)
    return text if "://" in text else f"https://{text}"


def _is_named_feed(link: PageLink) -> bool:
    return _looks_like_feed(link) if not link.type else link.type in _FEED_TYPES


def _looks_like_feed(link: PageLink) -> bool:
    parts = urlsplit(link.url)
    path = parts.path.lower()
    return bool(_FEED_PATH.search(path) or _FEED_QUERY.search(parts.query.lower()) or _FEED_WORDS.search(link.text))


def _comments_last(links: Iterable[PageLink]) -> list[PageLink]:
    return sorted(links, key=lambda link: is_of_comments(link.url, link.text))


def _urls(links: Iterable[PageLink]) -> list[str]:
    return list(dict.fromkeys(link.url for link in links))
