"""Feeds and pages as publishers write them, for the scrapers' tests: Arabic first, with real page furniture."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

LEAD = "أفاد مراسل الوكالة في دير الزور بأن مدينة هجين شهدت صباح الثلاثاء هدوءاً حذراً بعد أيام من الاشتباكات."
PARAGRAPHS = (
    LEAD,
    "وقال شهود عيان إن الأهالي بدأوا بالعودة إلى منازلهم في ريف المدينة الشرقي، وسط نقص حاد في مياه الشرب والخبز.",
    "وأضافت المصادر أن فرق الإسعاف نقلت عدداً من الجرحى إلى المشفى الوطني، دون أن تتوفر حصيلة نهائية حتى الآن.",
    "ودعت المنظمات الإنسانية إلى فتح ممرات آمنة لإيصال المساعدات إلى آلاف العائلات التي نزحت خلال الأسبوع الماضي.",
)
_CARD = (
    '<div class="card x{0}9f"><span class="posted-on">{0} نوفمبر 2026</span><a href="/ar/{0}"><img src="{0}.jpg"></a>'
    '<h3><a href="/ar/{0}">أهالي ريف الرقة يطالبون بالماء {0}</a></h3></div>'
)
CARDS = "".join(_CARD.format(number) for number in range(1, 11))


@dataclass(frozen=True)
class Item:
    """An item as it goes into a feed; None leaves the element out."""

    title: str | None = "هدوء حذر في هجين شرق دير الزور"
    link: str | None = "https://news.example/ar/1"
    guid: str | None = "urn:item:1"
    date: str | None = "Tue, 05 Nov 2024 07:00:00 GMT"
    description: str | None = f"<p>{LEAD}</p>"


def rss(*items: Item, title: str = "مرصد الفرات", declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    """An RSS 2.0 document with these items."""
    body = "".join(_item(item) for item in items)
    return f'{declaration}\n<rss version="2.0"><channel><title>{escape(title)}</title>{body}</channel></rss>\n'


def items(count: int) -> list[Item]:
    """So many different items."""
    return [
        Item(
            title=f"خبر عاجل رقم {number} من ريف الرقة",
            link=f"https://news.example/ar/{number}",
            guid=f"urn:item:{number}",
        )
        for number in range(1, count + 1)
    ]


def page(*, title: str = "هدوء حذر في هجين", paragraphs: tuple[str, ...] = PARAGRAPHS, head: str = "") -> str:
    """A news page with navigation, related links and a footer around its article."""
    links = "".join(f'<li><a href="/s/{number}">قسم رقم {number}</a></li>' for number in range(8))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{title} - وكالة الفرات</title>{head}</head><body>'
        f"<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{body}</article></main>"
        f"<aside><h3>مواضيع ذات صلة</h3><ul>{links}</ul></aside><footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def many_attributes(count: int = 40_000) -> bytes:
    """A page with one tag of so many attributes: quadratic time in every HTML library."""
    attributes = " ".join(f"data-a{number}='1'" for number in range(count))
    return f"<html><body><p {attributes}>{LEAD}</p></body></html>".encode()


def _item(item: Item) -> str:
    parts = {"title": item.title, "link": item.link, "guid": item.guid, "pubDate": item.date}
    parts["description"] = item.description
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value is not None)
    return f"<item>{inner}</item>"
