"""Sites whose furniture stands amid the text, where no list of phrases knows it: only its recurring gives it away.

Every site has what makes learning dangerous too: standing first lines, a paragraph of background that recurs in a few
articles, an article that is published again.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from bench.harness.pieces import long_piece

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 14
_MORE_PARAGRAPHS = 4
_BACKGROUND_PAGES = (3, 6, 9)
_REPUBLISHED = 7
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title} - {name}</title></head>
<body><header><nav><ul><li><a href="/">1</a></li><li><a href="/2">2</a></li></ul></nav></header>
<main><article><h1>{title}</h1><div class="entry-content">
{text}
</div></article></main><footer><p>{name} 2026</p></footer></body></html>
"""


@dataclass(frozen=True, slots=True)
class Site:
    """``opening`` is the standing first line of its articles; ``boxes`` change with the days, each a few pages."""

    name: str
    language: str
    opening: str
    background: str
    amid: tuple[str, ...]
    boxes: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page and the lines that are its article."""

    url: str
    html: str
    gold: tuple[str, ...]


SITES = (
    Site(
        name="afaq.example",
        language="ar",
        opening="دمشق - من مراسلنا في الشمال السوري",
        background="وكانت المنطقة قد شهدت خلال العام الماضي موجات نزوح متتالية باتجاه المخيمات الحدودية.",
        amid=("هل وصلتك حكاية من حيّك؟ اكتبها لنا وسيقرؤها محرر المناوبة قبل نشرها",),
        boxes=(
            ("سوق الهال في حماة يغلق أبوابه يومين", "قافلة قمح تصل إلى صوامع تل علو", "وفاة طفل غرقًا في نهر الخابور"),
            ("حريق يلتهم محال في شارع النيل بحلب", "عودة الكهرباء إلى أحياء من الحسكة بعد أسبوع"),
        ),
        closing=("هذا النص من إنتاج غرفة أخبار آفاق، وهي لا تتلقى مالًا من أي جهة حكومية أو حزبية.", "طبع في 3 دقائق"),
    ),
    Site(
        name="minbar.example",
        language="ar",
        opening="نشرة الصباح",
        background="ويقطن في المدينة نحو أربعين ألف نسمة، نصفهم من النازحين.",
        amid=("خريطة توضح مواقع السيطرة كما رسمها فريق المنبر", "حجم الخط صغير متوسط كبير"),
        boxes=(("مقتل عنصرين في كمين قرب البوكمال", "ندوة عن تاريخ جسر الرقة القديم"),),
        closing=("المنبر مشروع تعاوني يديره صحفيون متطوعون",),
    ),
    Site(
        name="wire.example",
        language="en",
        opening="MORNING REPORT FROM THE REGION",
        background="The town changed hands twice in the past decade and most of its mills were never rebuilt.",
        amid=("Our map desk redraws the front lines every Thursday evening",),
        boxes=(
            ("Two killed as depot burns near Tikrit", "Ferry line to Basra resumes after eleven weeks"),
            ("Flood closes the old bridge at Samarra", "Teachers in Kirkuk return to work"),
            ("Drone falls on a warehouse in Sinjar",),
        ),
        closing=("The Wire is written by nine people in two rooms", "Filed 14 minutes after the event"),
    ),
    Site(
        name="ledger.example",
        language="en",
        opening="By the evening desk with reports from three provinces",
        background="Wheat prices have risen by half since the harvest failed.",
        amid=(),
        boxes=(("Inside the last glass workshop of Mosul", "A school without a roof in Hasakah"),),
        closing=(
            "Corrections are printed on the second page of the Saturday paper, where they can be found by everyone.",
        ),
    ),
)


def pages_of(site: Site) -> Iterator[SitePage]:
    """Its pages in the order in which they are published; one comes again under another address."""
    number = SITES.index(site)
    for place in range(PAGES):
        told = _REPUBLISHED - 1 if place == _REPUBLISHED else place
        piece = long_piece(1000 * (number + 1) + 2 * told + (site.language == "en"), _MORE_PARAGRAPHS)
        gold = [site.opening, *piece.paragraphs]
        if told in _BACKGROUND_PAGES:
            gold.insert(4, site.background)
        html = _html(site, piece.title, _shown(site, gold, place))
        yield SitePage(f"https://www.{site.name}/news/{place}", html, tuple(gold))


def _shown(site: Site, gold: list[str], place: int) -> list[str]:
    """The article with what the site puts into and under it."""
    box = site.boxes[place * len(site.boxes) // PAGES]
    return [*gold[:3], *site.amid, *gold[3:], *box, *(line.replace("3", str(place)) for line in site.closing)]


def _html(site: Site, title: str, lines: list[str]) -> str:
    direction = "rtl" if site.language == "ar" else "ltr"
    text = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    return _PAGE.format(language=site.language, direction=direction, title=escape(title), name=site.name, text=text)
