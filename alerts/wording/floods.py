"""What summaries of too many alerts say, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.wording.plurals import plural

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FloodWording:
    """Templates; {articles} and {minutes} are numbers with their nouns, {usual} is what usually comes in an hour."""

    language: str
    heading: str
    first_heading: str
    """Where all of it came of first polls."""
    why: str
    first_why: str
    of_feed: str
    of_rule: str
    of_name: str
    first_poll: str
    list_all: str
    """Where a summary has no room for all; {command} is for the operator."""
    usual: Mapping[str, str]
    seldom: str
    articles: Mapping[str, str]
    minutes: Mapping[str, str]

    def counted_articles(self, count: int) -> str:
        """So many articles."""
        return plural(self.articles, count, self.language).format(count=count)

    def counted_minutes(self, count: int) -> str:
        """So many minutes."""
        return plural(self.minutes, count, self.language).format(count=count)

    def usual_an_hour(self, count: float) -> str:
        """What usually comes in an hour."""
        whole = round(count)
        return plural(self.usual, whole, self.language).format(count=whole) if whole else self.seldom


_ENGLISH = FloodWording(
    language="en",
    heading="Many alerts at once: {articles}",
    first_heading="Read for the first time: {articles}",
    why="They came faster than usual, so they are listed here instead of sent one by one. None is dropped; copies of "
    "them will be silent.",
    first_why="What a source lists when it is read for the first time is told together, as far as it is recent. None "
    "is dropped; copies of them will be silent.",
    of_feed="{name}: {articles} within {minutes}; {usual}.",
    of_rule="Rule {name}: {articles} within {minutes}; {usual}.",
    of_name="{name}: named in {articles} within {minutes}; {usual}.",
    first_poll="{name}: {articles} when it was read for the first time.",
    list_all="Whoever runs Marsad lists them all with: {command}",
    usual={"one": "usually it is about one an hour", "other": "usually it is about {count} an hour"},
    seldom="usually it is less than one an hour",
    articles={"one": "one article", "other": "{count} articles"},
    minutes={"one": "one minute", "other": "{count} minutes"},
)
_ARABIC = FloodWording(
    language="ar",
    heading="تنبيهات كثيرة دفعة واحدة: {articles}",
    first_heading="قراءة أولى: {articles}",
    why="وردت أسرع من المعتاد، فجُمعت هنا بدل إرسالها واحدًا واحدًا. لم يُحذف منها شيء، ولن يُنبَّه عن نسخها.",
    first_why="ما يعرضه المصدر عند قراءته أول مرة يُبلَّغ عنه معًا ما دام حديثًا. لم يُحذف منه شيء، ولن يُنبَّه عن نسخه.",
    of_feed="{name}: {articles} خلال {minutes}، {usual}.",
    of_rule="القاعدة {name}: {articles} خلال {minutes}، {usual}.",
    of_name="{name}: ورد الاسم في {articles} خلال {minutes}، {usual}.",
    first_poll="{name}: {articles} عند قراءته أول مرة.",
    list_all="يعرضها كلها لمن يشغّل مرصد الأمر: {command}",
    usual={
        "one": "والمعتاد نحو واحد في الساعة",
        "two": "والمعتاد نحو اثنين في الساعة",
        "other": "والمعتاد نحو {count} في الساعة",
    },
    seldom="والمعتاد أقل من واحد في الساعة",
    articles={
        "one": "مقال واحد",
        "two": "مقالان اثنان",
        "few": "{count} مقالات",
        "many": "{count} مقالًا",
        "other": "{count} مقال",
    },
    minutes={"one": "دقيقة واحدة", "two": "دقيقتين", "few": "{count} دقائق", "other": "{count} دقيقة"},
)
_CATALOGUE = {words.language: words for words in (_ARABIC, _ENGLISH)}


def flood_words(language: str) -> FloodWording:
    """The words of a language; English for one that is not there."""
    return _CATALOGUE.get(language, _ENGLISH)
