"""Reports in four languages as agencies write them, for tests of what is a copy."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapers.copies.deciding import judge
from scrapers.copies.nouns import Relation, Text, Verdict

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)

ARABIC = (
    "قصفت المدفعية فجر اليوم بلدة هجين في ريف دير الزور الشرقي، ما "
    "أدى إلى مقتل 3 مدنيين وإصابة 12 آخرين بجروح، "
    "وفق ما أفادت به مصادر طبية. وقال مدير المستشفى الميداني محمود "
    "الجاسم إن بين المصابين 5 أطفال، وإن القسم الجراحي "
    "يعمل دون كهرباء منذ يومين.\nوأضاف أن سيارات الإسعاف لم تتمكن من "
    "الوصول إلى الحي الغربي بسبب استمرار القصف. "
    "ونزحت عشرات العائلات نحو القرى المجاورة فيما ناشد المجلس المحلي "
    "المنظمات الإنسانية إرسال أدوية وأغطية على وجه السرعة."
)
PERSIAN = (
    "زمین‌لرزه‌ای به بزرگی ۵.۲ ریشتر شامگاه دوشنبه شهر سی‌سخت در "
    "استان کهگیلویه را لرزاند و ۴۰ نفر را زخمی کرد. "
    "به گفته رئیس مرکز اورژانس، یوسف رستمی، بیشتر مصدومان هنگام فرار از خانه "
    "آسیب دیده‌اند و ۷ نفر در بیمارستان بستری شده‌اند. "
    "گروه‌های امدادی به منطقه اعزام شدند و مردم شب را در چادر و خودرو "
    "گذراندند. فرماندار از آسیب دیدن دیوار ده‌ها خانه روستایی "
    "و قطع شدن برق خبر داد و گفت راه‌های اصلی باز است."
)
RUSSIAN = (
    "Ночью беспилотники атаковали склад горючего под Брянском, пожар "
    "площадью 800 квадратных метров тушили 45 спасателей. "
    "По словам главы района Ивана Лаптева, пострадали три сотрудника охраны, двое из них госпитализированы. "
    "Движение поездов на соседней станции остановили на пять часов. "
    "Жителям ближайших домов предложили переехать в школу, "
    "где развернули пункт временного размещения. Причины возгорания второго резервуара выясняет комиссия."
)
ENGLISH = (
    "Gunmen killed 14 people and wounded 20 in an attack on a market in "
    "Zurmi late on Tuesday, residents and police said. "
    "The attackers arrived on motorcycles as traders were closing their "
    "stalls and fired at anyone who ran, said shopkeeper "
    "Bello Garba. Police spokesman Yazid Abubakar said that 35 suspects "
    "were being sought in the forests north of the town. "
    "No group has claimed the attack. Villagers have fled to the "
    "district capital, where schools were opened to them."
)
OF_EACH_LANGUAGE = {"ar": ARABIC, "fa": PERSIAN, "ru": RUSSIAN, "en": ENGLISH}


def report(body: str, *, outlet: str = "wire.example", title: str = "") -> Text:
    """A report by an outlet; without a title the first words are one."""
    return Text(f"https://{outlet}/1", outlet, title or " ".join(body.split()[:8]), body, AT)


def verdict_on(body: str, elder: str, *, outlet: str = "paper.example", elders_outlet: str = "wire.example") -> Verdict:
    """What the body is to the elder; it must be something."""
    verdict = judge(report(body, outlet=outlet), {7: report(elder, outlet=elders_outlet)})
    assert verdict is not None
    assert verdict.number == 7
    return verdict


def is_copy(body: str, elder: str) -> bool:
    """Whether another outlet's body is a copy of the elder."""
    verdict = judge(report(body, outlet="paper.example"), {7: report(elder)})
    return verdict is not None and verdict.relation is Relation.COPY
