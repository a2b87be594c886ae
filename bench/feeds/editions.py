"""A newsroom's feed as it goes on: each edition has a few new items at its top and as many old ones fewer at its end.

Three systems are played, for markup decides what parsing costs: RSS with whole articles in CDATA, RSS with escaped
HTML, and Atom. All text is made here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ITEMS = 33
FRESH = 2
DOCUMENT_BYTES = 225_000
_TEXT = """
أفاد مراسل الوكالة في ريف المدينة بأن فرق الإسعاف نقلت عدداً من الجرحى إلى المشفى الوطني وسط نقص حاد في مياه الشرب
والخبز ودعت المنظمات الإنسانية إلى فتح ممرات آمنة لإيصال المساعدات وقال شهود عيان إن الأهالي بدأوا بالعودة إلى منازلهم
"""
_WORDS = _TEXT.split()
_START = datetime(2026, 11, 1, tzinfo=UTC)
_HEADS = {
    "cdata": '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>مرصد</title>',
    "escaped": '<rss version="2.0"><channel><title>مرصد</title><language>ar</language>',
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>مرصد</title>',
}
_ENDS = {"cdata": "</channel></rss>", "escaped": "</channel></rss>", "atom": "</feed>"}
KINDS = tuple(_HEADS)


@dataclass(frozen=True, slots=True)
class Feed:
    """One newsroom's feed."""

    kind: str
    seed: int

    def editions(self, count: int) -> Iterator[bytes]:
        """So many documents, each later than the one before."""
        news = [self._item(number) for number in range(ITEMS + FRESH * (count - 1))]
        for edition in range(count):
            shown = news[edition * FRESH : edition * FRESH + ITEMS][::-1]
            head = f'<?xml version="1.0" encoding="UTF-8"?>{_HEADS[self.kind]}<!-- {edition} -->'
            yield "".join([head, *shown, _ENDS[self.kind]]).encode()

    def _item(self, number: int) -> str:
        chance = random.Random(f"{self.seed} {number}")  # noqa: S311 - plays a newsroom
        title = " ".join(chance.choices(_WORDS, k=9))
        link = f"https://n{self.seed}.example/ar/{number}?utm_source=rss&utm_medium=feed"
        time = _START + timedelta(minutes=7 * number)
        return _ITEMS[self.kind](title, link, time, _article(chance))


def _article(chance: random.Random) -> str:
    """HTML with the furniture of a content system, so long that the document has its size."""
    parts: list[str] = []
    size = 0
    while size < DOCUMENT_BYTES // ITEMS - 500:
        words = " ".join(chance.choices(_WORDS, k=40))
        image = f"https://cdn.example/{chance.randrange(10**6)}.jpg"
        parts.append(
            f'<p dir="rtl" class="wp-block">{words}</p>\n<figure><img src="{image}" alt="{words[:40]}"/></figure>'
        )
        size += len(parts[-1].encode())
    return "".join(parts)


def _cdata(title: str, link: str, time: datetime, article: str) -> str:
    return (
        f"<item><title>{title}</title><link>{escape(link)}</link><pubDate>{time:%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f'<guid isPermaLink="false">{escape(link)}</guid><description><![CDATA[{article[:300]}]]></description>'
        f"<content:encoded><![CDATA[{article}]]></content:encoded></item>\n"
    )


def _escaped(title: str, link: str, time: datetime, article: str) -> str:
    return (
        f"<item><title>{title}</title><link>{escape(link)}</link><pubDate>{time:%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<guid>{escape(link)}</guid><description>{escape(article)}</description></item>\n"
    )


def _atom(title: str, link: str, time: datetime, article: str) -> str:
    return (
        f'<entry><id>{escape(link)}</id><title>{title}</title><link rel="alternate" href="{escape(link)}"/>'
        f'<updated>{time.isoformat()}</updated><content type="html">{escape(article)}</content></entry>\n'
    )


_ITEMS = {"cdata": _cdata, "escaped": _escaped, "atom": _atom}
