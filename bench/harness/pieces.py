"""Articles for the torture tests: any number, each with a text of its own, each mentioning one watched name."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache
from html import escape

# Watched names by entity id: as the articles write them, in the language of the article.
NAMES = {
    "raqqa": {"ar": "الرقة", "en": "Raqqa"},
    "mosul": {"ar": "الموصل", "en": "Mosul"},
    "sinjar": {"ar": "سنجار", "en": "Sinjar"},
    "hasakah": {"ar": "الحسكة", "en": "Hasakah"},
    "qamishli": {"ar": "القامشلي", "en": "Qamishli"},
    "tikrit": {"ar": "تكريت", "en": "Tikrit"},
    "samarra": {"ar": "سامراء", "en": "Samarra"},
    "kirkuk": {"ar": "كركوك", "en": "Kirkuk"},
}
_WORDS = {
    "ar": (
        "أعلن أكد وصل افتتح شارك انتهى بدأ استقبل أوضح ذكر قال طالب مهندس معلمة طبيب مزارع سائق تاجر عامل "
        "مختار مدير متطوع الجسر المدرسة الفرن المستوصف السوق الطريق البئر الحقل المكتبة الملعب الجامع المعمل "
        "صباح مساء أمس اليوم الأسبوع الشهر الماضي المقبل الأول الثاني بعد قبل خلال قرب أمام خلف مع دون حول "
        "جديد قديم كبير صغير طويل قصير واسع هادئ نظيف مزدحم ماء خبز قمح كهرباء وقود كتب دواء حجارة خشب زيت "
        "ملح سكر "
    ),
    "en": (
        "announced opened joined finished began welcomed explained said asked carried measured repaired "
        "engineer teacher doctor farmer driver trader worker clerk manager volunteer the bridge the school "
        "the bakery the clinic the market the road the well the field the library the pitch morning evening "
        "yesterday today week month last next first second after before during near behind with without "
        "around new old large small long short wide quiet clean busy water bread wheat power fuel books "
        "medicine stones timber oil salt sugar "
    ),
}
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title></head>
<body><nav><a href="/">1</a> <a href="/2">2</a> <a href="/3">3</a></nav>
<main><article><h1>{title}</h1>
{paragraphs}
</article></main><footer>2026</footer></body></html>
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """An article: ``key`` tells it apart everywhere, ``name`` is the one watched name it mentions."""

    key: str
    language: str
    name: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What the feed says of it; the watched name is in there."""
        return self.paragraphs[1]

    def page(self) -> bytes:
        """The article's page in UTF-8."""
        direction = "rtl" if self.language == "ar" else "ltr"
        body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        text = _PAGE.format(language=self.language, direction=direction, title=escape(self.title), paragraphs=body)
        return text.encode()


@cache
def piece(number: int) -> Piece:
    """The article of that number, always the same; Arabic and English take turns."""
    dice = random.Random(number)  # noqa: S311 - invented news needs no secrecy
    language = "en" if number % 2 else "ar"
    name = list(NAMES)[number // 2 % len(NAMES)]
    written = NAMES[name][language]
    sentences = [_sentence(dice, language) for _ in range(9)]
    place = f"In {written}, {sentences[4]}" if language == "en" else f"وفي {written} {sentences[4]}"
    return Piece(
        key=f"piece-{number}",
        language=language,
        name=name,
        title=f"{written}: {_sentence(dice, language)[:60].rsplit(' ', 1)[0]} {number}",
        paragraphs=(" ".join(sentences[:4]), f"{place} {sentences[5]}", f"{number}. " + " ".join(sentences[6:])),
    )


_COPY = "-copy-"
_HEADLINES = {"ar": "ننشر ما نعرفه حتى الآن عن", "en": "What we know so far about"}
_CREDITS = {"ar": "المصدر: وكالات ومراسلونا", "en": "Reporting by agencies and our own staff"}


def copies_of(original: Piece) -> tuple[Piece, Piece]:
    """Two outlets' copies: all of it under another headline, with a credit; and its first half.

    They tell the same names and figures, so that one alert covers all three.
    """
    number = original.key.rpartition("-")[2]
    title = f"{_HEADLINES[original.language]} {NAMES[original.name][original.language]} {number}"
    whole = (*original.paragraphs, f"{_CREDITS[original.language]}.")
    halves = (whole, original.paragraphs[:2])
    first, second = (
        replace(original, key=f"{original.key}{_COPY}{place}", title=title, paragraphs=paragraphs)
        for place, paragraphs in enumerate(halves)
    )
    return first, second


def story_of(path: str) -> str:
    """What an article and its copies have in common, from the path of any."""
    return path.partition(_COPY)[0]


def long_piece(number: int, paragraphs: int) -> Piece:
    """The article of that number with so many more paragraphs, in which nothing watched is named."""
    short = piece(number)
    dice = random.Random(-number - 1)  # noqa: S311 - the same
    more = (" ".join(_sentence(dice, short.language) for _ in range(5)) for _ in range(paragraphs))
    return replace(short, paragraphs=(*short.paragraphs, *more))


def _sentence(dice: random.Random, language: str) -> str:
    return " ".join(dice.choices(_vocabulary(language), k=dice.randint(9, 15))) + "."


@cache
def _vocabulary(language: str) -> list[str]:
    return _WORDS[language].split()
