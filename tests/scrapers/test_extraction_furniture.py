"""What sites write around articles goes, and no sentence of news goes with it: a missed alert can cost a life."""

from __future__ import annotations

import pytest

from scrapers.extraction.furniture import are_names_of, is_byline, is_furniture, is_source
from scrapers.extraction.zwnj import STAND_IN, ZWNJ

FURNITURE = {
    "ar": [
        "شارك",
        "المزيد",
        "اقرأ أيضاً: معارك في ريف الرقة",
        "تابعونا على فيسبوك",
        "الوسوم: سوريا، هجين، دير الزور",
        "تصوير: محمد العلي",
        "جميع الحقوق محفوظة © 2024",
        "شارك هذا المقال",
        "ساهم في إعداد هذا التقرير ليلى حسن",
        "شاهد أيضاً",
        "عدد المشاهدات 120",
        "للمزيد: أخبار سوريا",
        "استمع إلى التقرير:",
        "انضم إلى مجموعتنا على واتساب ليصلك كل جديد من هجين: اضغط هنا",
        "انتهى / ٢٥ م",
        "لمتابعة آخر أخبار هجين عبر قناتنا على تلغرام اضغط هنا",
        "اضغط هنا للاشتراك في قناتنا",
        "#دير_الزور #أبو_حمام #هجين",
    ],
    "fa": [
        "اشتراک‌گذاری",
        "برچسب‌ها: هجین، سوریه",
        "برچسبꞏها",
        "انتهای پیام/",
        "کد خبر: 12345",
        "عکاس: رضا احمدی",
        "بیشتر بخوانید: حمله به هجین",
        "در همین زمینه",
    ],
    "ckb": [
        "زیاتر بخوێنەوە",
        "هه‌واڵی په‌یوه‌ندیدار",
        "هه‌واڵی په‌یوه‌ندیدار".replace(ZWNJ, STAND_IN),
        "وێنە: ئازاد",
        "هەموو مافەکان پارێزراون بۆ ڕووداو",
    ],
    "ku": ["Parve bike", "Bêtir bixwîne: Şer li Hecînê", "Me bişopînin li ser Facebookê", "Wêne: Azad"],
    "tr": ["Paylaş", "Bizi takip edin", "Fotoğraf: Ahmet Yılmaz", "Etiketler: Suriye, Hecin", "Abone ol"],
    "ru": [
        "Поделиться",
        "Читайте также: бои в Хаджине",
        "Фото: Иван Петров / ТАСС",
        "Подписывайтесь на наш канал в Telegram",
    ],
    "uk": ["Поділитися", "Читайте також: бої в Хаджині", "Фото: Іван Петренко", "Підписуйтесь на нас у Telegram"],
    "he": ["שתפו", "קראו גם: קרבות בהג'ין", "צילום: רויטרס", "עקבו אחרינו בפייסבוק", "כל הזכויות שמורות"],
    "fr": [
        "Partager",
        "Lire aussi : combats à Hajine",
        "Crédit photo : AFP",
        "Suivez-nous sur Twitter",
        "Abonnez-vous",
    ],
    "en": [
        "Share",
        "Read more: Fighting in Hajin",
        "Follow Marsad News on Facebook and X",
        "Photo: AFP",
        "Photo – AFP",
        "More:",
        "Copyright © 2024 AFP",
        "(Reporting by Layla Hassan in Beirut; Editing by John Roe)",
        "Layla Hassan contributed to this report.",
        "desk@news.example",
        "@marsad",
        "Click here to read the statement.",
        "Related | Fighting in Hajin",
        "See also - Fighting in Hajin",
        "Have a tip? Write to us.",
    ],
    "other": ["Lesen Sie auch: Kämpfe in Hadschin", "Foto: dpa"],
}
NEWS = {
    "ar": [
        "المصدر: مقتل 12 مدنياً في هجين",
        "تابعوا الاحتجاجات في هجين على فيسبوك",
        "شارك في الاجتماع وزير الدفاع",
        "نشر الجيش قواته في هجين",
        "نشر: الجيش يدخل هجين",
        "حوار: قسد ودمشق",
        "شارك هذا اللواء في معارك هجين",
        "اشترك في العملية 200 مقاتل من هجين",
        "انضم مقاتلون من هجين إلى حملة على تلغرام",
        "آخر تحديث للحصيلة: 12 قتيلاً في هجين",
        "حمل تطبيق الهدنة أهالي هجين على العودة",
        "للاشتراك في القتال وصل مئات إلى هجين",
        "تم نشره في هجين ليلاً",
        "قالت الوزيرة إن من ساهم في إعداد الهجوم على هجين قتل",
        "شاهد الفيديو آلاف السوريين في هجين",
        "منشور: الجيش يدعو سكان هجين للمغادرة",
        "تابعنا على مدى أسبوع معارك هجين",
        "استمع إلى التقرير الوزير في هجين",
        "انتهى القتال في هجين",
        "لمتابعة الهدنة وصل وفد إلى هجين",
        "#هجين تحت القصف",
        "صورة: انفجار يهز بلدة هجين شرق دير الزور",
        "جميع حقوق سكان هجين انتهكت",
        "«اقرأ أيضا ما كتب على جدران هجين» قال مقاتل",
        "شارك في إعداد التقرير خبراء من الأمم المتحدة ووثق مقتل 40 مدنياً في هجين",
        "تصريحات الوزير لا تعبر بالضرورة عن رأي الحكومة في هجين",
        "انتهى: وقف إطلاق النار في هجين",
    ],
    "fa": [
        "منبع: کشته شدن ۱۲ نفر در هجین",
        "ما را در تلگرام تهدید کردند",
        "عضو کانال تلگرامی در هجین بازداشت شد",
        "تمامی حقوق زنان در هجین نقض شد",
        "زمان انتشار نتایج انتخابات هجین اعلام شد",
        "عضویت در کانال تلگرامی جرم است",
        "پایان پیام‌های جنگ در هجین",
    ],
    "ckb": ["سەرچاوە: ١٢ کەس لە هەجین کوژران", "ئامادەکردنی هێرشێک بۆ سەر هەجین", "هەموو مافەکان لە هەجین پێشێل کران"],
    "ku": [
        "Me li Facebookê dît ku Hecîn ketiye",
        "Çavkanî: 12 kes li Hecînê hatin kuştin",
        "Hemû mafên kurdan li Hecînê hatin binpêkirin",
        "Parêzer got ku mafê weşanê yê rojnameyê li Hecînê hatiye binpêkirin.",
    ],
    "tr": [
        "Kaynak: Hecin'de 12 kişi öldürüldü",
        "Bizi Facebook'ta tehdit ettiler",
        "Haber kanalımıza konuşan vali Hecin'i anlattı",
        "Giriş tarihi belli oldu",
        "Yazan Ahmed Hecin'de öldürüldü",
        "Haber: Hecin'de 12 ölü",
        "Bakan, bu yorumlar hiçbir şekilde kabul edilemez diye Hecin'de konuştu.",
    ],
    "ru": [
        "Автор теракта в Хаджине задержан",
        "Источник: в Хаджине убиты 12 человек",
        "Опубликовано видео удара по Хаджину",
        "Обновлено число жертв в Хаджине",
        "Фото: последствия удара по рынку в городе Хаджин",
        "Нашли ошибку в наведении ракеты",
        "Подписаться на условия перемирия отказались три группировки в Хаджине",
    ],
    "uk": [
        "Автор теракту в Хаджині затриманий",
        "Джерело: у Хаджині вбито 12 людей",
        "Опубліковано відео удару по Хаджину",
    ],
    "he": [
        "קראו גם להפסקת אש בהג'ין",
        "עקבו אחרינו חיילים בהג'ין",
        "מקור: 12 הרוגים בהג'ין",
        "עוד בנושא הביטחון, אמר השר כי הג'ין תותקף",
    ],
    "fr": [
        "Par milliers, ils fuient Hajine",
        "Publié le 5 mai, le rapport accuse l'armée",
        "Mis à jour, le bilan est de 12 morts à Hajine",
        "Source : 12 morts à Hajine",
        "Suivez-vous la trêve ? demande-t-on à Hajine",
        "Il a contribué à cet article de la loi qui a coûté la vie à douze habitants de Hajine.",
    ],
    "en": [
        "Share prices fell",
        "Shares in the oil firm fell after strikes on Hajin",
        "Follow-up strikes hit Hajin",
        "Source: 12 killed in Hajin",
        "Photo shows smoke over Hajin",
        "By Tuesday the army held Hajin",
        "Like Facebook, Telegram was blocked in Hajin",
        "Reporting by the BBC found 12 graves in Hajin",
        "Posted in Hajin since May, the soldiers left",
        "Updated: 12 dead in Hajin",
        "Filed under seal, the charges name Hajin",
        "Join our fight, rebels tell Hajin",
        "Copyright law is broken in Hajin",
        "Watch: Moment missile hits Hajin",
        "Also: 12 killed in Hajin",
        "“Follow us on foot,” the guide in Hajin said",
        "Click here to read it. The army said on Tuesday that it had taken Hajin from the group.",
        "Photo-journalist killed in Hajin",
        "First published in 1990, it tells of Hajin",
        "Save the Children said 12 were killed",
        "Print shops in Hajin were shelled",
        "Investigators contributed to this report, which found that 40 people were killed in Hajin.",
    ],
    "other": [
        "Von Hajin bis Raqqa wird gekämpft",
        "Fuente: 12 muertos en Hajin",
        "Sigue el bombardeo de Hajin en Facebook",
    ],
}
BYLINES = [
    "بقلم: ليلى حسن",
    "به قلم رضا احمدی",
    "نووسینی ئازاد ئەحمەد",
    "מאת דנה כהן",
    "Par Jeanne Martin",
    "By Layla Hassan and John Roe",
    "Von Anna Weber",
]
NO_BYLINES = [
    "بقلم واحد كتب أهالي هجين أسماء قتلاهم",
    "By Tuesday the army held Hajin",
    "Par milliers, ils fuient Hajine",
    "Von Hajin bis Raqqa wird gekämpft",
    "By 2020 Hajin",
    "By",
    "Yazan Ahmed Hecin",
]
SOURCES = [
    "المصدر: وكالة سانا",
    "المصدر: المدار + وكالات",
    "تحرير: ميس الأحمد",
    "Source: Reuters",
    "Kaynak: Anadolu Ajansı",
    "Kaynak: Yerel Haber Urfa / Müslüm DOĞAN",
    "Источник: РИА Новости",
    "SOURCE: News agencies",
]
NO_SOURCES = [
    "المصدر: مقتل 12 مدنياً في هجين",
    "المصدر: قتل قائد في غارة على بلدة هجين",
    "Source: Hajin has fallen.",
    "Kaynak: Hecin ve çevresinde çatışmalar sürüyor",
    "Sources in Hajin",
]


def every(table: dict[str, list[str]]) -> list[object]:
    """The lines of all languages, each named by its own."""
    return [pytest.param(line, id=f"{language}-{line}") for language, lines in table.items() for line in lines]


@pytest.mark.parametrize("line", every(FURNITURE))
def test_furniture_goes(line: str) -> None:
    """A related headline that stays is a false alert."""
    assert is_furniture(line)


@pytest.mark.parametrize("line", every(NEWS))
def test_news_stays(line: str) -> None:
    """It begins as furniture does, or with the same letters, and tells what happened."""
    assert not is_furniture(line)
    assert not is_byline(line)
    assert not is_source(line)


@pytest.mark.parametrize("line", BYLINES)
def test_byline_is_names(line: str) -> None:
    """Above the first paragraph stand the writers."""
    assert is_byline(line)


@pytest.mark.parametrize(
    ("line", "is_own"), [("صدى الفرات - خاص", True), ("متابعة صدى الفرات", True), ("الفرات يفيض", False)]
)
def test_site_names_itself_above_the_text(line: str, *, is_own: bool) -> None:
    """A river that the site is named after may be in the news."""
    assert are_names_of(line, {"صدى", "الفرات"}) is is_own


@pytest.mark.parametrize("line", NO_BYLINES)
def test_subheading_is_no_byline(line: str) -> None:
    """A subheading may begin with the same word; it goes on with others than names."""
    assert not is_byline(line)


@pytest.mark.parametrize("line", SOURCES)
def test_source_is_a_name(line: str) -> None:
    """Where an article is from stands below it, in a few words."""
    assert is_source(line)


@pytest.mark.parametrize("line", NO_SOURCES)
def test_what_a_source_says_stays(line: str) -> None:
    """With a number, in a sentence or in many words it is what the source said."""
    assert not is_source(line)


@pytest.mark.parametrize("word", ["هجين ", "Hajin "])
def test_long_line_is_no_furniture(word: str) -> None:
    """A paragraph that a link of the site begins is still a paragraph."""
    assert is_furniture(f"Read more: {word * 20}")
    assert not is_furniture(f"Read more: {word * 40}")
    assert not is_furniture(f"Read more: {'ه' * 500}")
