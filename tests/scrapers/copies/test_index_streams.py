"""One stream of articles through both forms of the index: what each proposes, and what comes of it."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scrapers.copies.deciding import judge
from scrapers.copies.index import MOST_COUNTED
from scrapers.copies.nouns import Relation, Sketch, Text
from scrapers.copies.sketching import shares_enough, sketch_of
from tests.scrapers.copies.meeting import MeetingPlace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.redis import RedisServer

# Four reports: where and how many can be filled in, so that a twin has the same words and other facts.
REPORTS = {
    "ar": (
        "أعلنت مديرية الصحة في {place} أن {count} أشخاص أصيبوا بجروح متفاوتة بعد انهيار جزء من مبنى سكني قديم في الحي "
        "الغربي من المدينة مساء الأربعاء. وقالت فرق الدفاع المدني إنها أخرجت عائلتين من تحت الأنقاض ونقلتهما إلى "
        "المشفى الوطني لتلقي العلاج. وطلبت البلدية من سكان الأبنية المجاورة إخلاء منازلهم ريثما ينتهي المهندسون من "
        "فحص الأساسات التي تضررت بسبب الأمطار الغزيرة خلال الأسبوع الماضي. وأضاف مسؤول محلي أن أعمال الترميم ستبدأ "
        "فور وصول المعدات اللازمة من مستودعات المحافظة، وأن العائلات المتضررة ستحصل على مساعدات عاجلة ومساكن مؤقتة."
    ),
    "fa": (
        "اداره بهداشت {place} اعلام کرد که {count} نفر پس از فرو ریختن بخشی از یک ساختمان مسکونی قدیمی در محله غربی "
        "شهر در شامگاه چهارشنبه زخمی شدند. گروه‌های امداد گفتند دو خانواده را از زیر آوار بیرون آورده و برای درمان به "
        "بیمارستان دولتی برده‌اند. شهرداری از ساکنان خانه‌های اطراف خواست تا پایان بررسی مهندسان خانه‌های خود را ترک "
        "کنند. یک مقام محلی افزود که بازسازی پس از رسیدن تجهیزات لازم از انبارهای استان آغاز خواهد شد و خانواده‌های "
        "آسیب‌دیده کمک فوری و سرپناه موقت دریافت می‌کنند و مدرسه‌های نزدیک تا هفته آینده تعطیل می‌مانند."
    ),
    "ru": (
        "Управление здравоохранения города {place} сообщило, что {count} человек получили ранения после обрушения "
        "части старого жилого дома в западном районе вечером в среду. Спасатели рассказали, что вывели из-под "
        "завалов две семьи и доставили их в государственную больницу. Мэрия попросила жителей соседних домов "
        "покинуть квартиры, пока инженеры не закончат осмотр фундаментов, повреждённых сильными дождями на прошлой "
        "неделе. Местный чиновник добавил, что ремонт начнётся сразу после прибытия техники со складов области, а "
        "пострадавшие семьи получат срочную помощь и временное жильё."
    ),
    "en": (
        "The health office in {place} said {count} people were wounded when part of an old apartment block collapsed "
        "in the western quarter late on Wednesday. Rescue teams said they pulled two families from the rubble and took "
        "them to the national hospital. The council asked people living in nearby buildings to leave their homes until "
        "engineers finish checking foundations that were damaged by heavy rain last week. A local official added that "
        "repairs will begin as soon as machines arrive from the province's stores, and that the families will be given "
        "urgent help and shelter for the coming weeks."
    ),
}
PLACES = {"ar": ("الميادين", "الشدادي"), "fa": ("زابل", "بیرجند"), "ru": ("Ржев", "Ливны"), "en": ("Hajin", "Tanf")}
LEADS = {"ar": "وكالات - ", "fa": "خبرگزاری‌ها - ", "ru": "Агентства - ", "en": "(Agencies) - "}
JOINS = frozenset({Relation.COPY, Relation.AGAIN})


def stream() -> list[Text]:
    """Each report, its reprints - led in, cut, under another headline - and its twins, mixed."""
    texts = [text for language in REPORTS for text in _of(language)]
    random.Random(3).shuffle(texts)  # noqa: S311 - the same stream each time
    return texts


def _of(language: str) -> list[Text]:
    report, (here, there) = REPORTS[language], PLACES[language]
    body = report.format(place=here, count=7)
    sentences = body.split(". ")
    bodies = [
        ("wire", body),
        ("reprint", LEADS[language] + body),
        ("cut", ". ".join(sentences[:2])),
        ("twin", report.format(place=there, count=12)),
        ("other-figures", report.format(place=here, count=31)),
        ("wire", report.format(place=there, count=4)),
    ]
    return [
        Text(f"https://{outlet}.example/{language}/{number}", outlet, "", text, None)
        for number, (outlet, text) in enumerate(bodies)
    ]


async def groups(place: MeetingPlace) -> list[int]:
    """For each article of the stream, the first of its group; as a worker finds it."""
    first: dict[int, int] = {}
    texts = dict(enumerate(stream(), 1))
    for number, text in texts.items():
        place.passes(timedelta(minutes=7))
        sketch = sketch_of(text)
        elders = [elder.number for elder in await place.meets(number, sketch) if shares_enough(elder, sketch)]
        verdict = judge(text, {elder: texts[elder] for elder in elders})
        first[number] = first[verdict.number] if verdict and verdict.relation in JOINS else number
        await place.index.keep(number)
    return list(first.values())


@pytest.fixture
async def forms(redis_server: RedisServer) -> AsyncIterator[tuple[MeetingPlace, MeetingPlace]]:
    """An index in memory and one in Redis; nobody has come yet."""
    in_memory, in_redis = MeetingPlace(), MeetingPlace()
    await in_redis.in_redis(redis_server).restore([])
    yield in_memory, in_redis
    await in_redis.close()


async def test_both_forms_give_the_same_groups(forms: tuple[MeetingPlace, MeetingPlace]) -> None:
    """What the command line says of a stream is what the service does with it."""
    in_memory, in_redis = forms
    found = await groups(in_memory)
    assert await groups(in_redis) == found
    assert len(REPORTS) < len(set(found)) < len(found)


async def test_both_forms_propose_the_same(forms: tuple[MeetingPlace, MeetingPlace]) -> None:
    """Whatever happens in whatever order: both name the same elders, and wait for the same."""
    chance = random.Random(72)  # noqa: S311 - the same events each time
    words = [chance.randrange(1 << 40) for _ in range(400)]
    proposed = 0
    for _ in range(600):
        number, begin = chance.randrange(1, 120), chance.randrange(380)
        sketch = Sketch(tuple(sorted(words[begin : begin + chance.randrange(5, 20)])))
        event, span = chance.random(), timedelta(seconds=chance.choice((0, 1, 50, 130, 4000)))
        answers = []
        for place in forms:
            place.passes(span)
            if event < 0.6:
                answers.append(await place.meets(number, sketch))
            else:
                await place.index.keep(number)
        assert len(set(answers)) <= 1
        proposed += any(answers)
    assert proposed > 100


async def test_both_forms_see_through_boilerplate(forms: tuple[MeetingPlace, MeetingPlace]) -> None:
    """Sentences under very many articles propose the same few of them in both, in the same order, and count alike."""
    chance = random.Random(64)  # noqa: S311 - the same articles each time
    boxes = [[chance.randrange(1 << 40) for _ in range(8)] for _ in range(3)]
    own = [chance.randrange(1 << 40) for _ in range(400)]
    for number in range(1, 2 * MOST_COUNTED):
        shared = chance.choices(boxes, weights=(20, 4, 1))[0]
        sketch = Sketch(tuple(sorted({*shared, *chance.sample(own, chance.randrange(1, 12))})))
        answers = []
        for place in forms:
            place.passes(timedelta(seconds=20 * (number % 3)))
            answers.append(await place.meets(number, sketch))
            if number % 3:
                await place.index.keep(number)
        assert answers[0] == answers[1], number
