"""Scripts without capitals, and those without spaces: what is a copy there, and what is other news."""

from __future__ import annotations

import pytest

from scrapers.copies.nouns import Relation
from scrapers.copies.wording import wording_of
from tests.scrapers.copies.reports import is_copy, verdict_on

# A report of shelling, two villages, and words for the same.
HEBREW = (
    "פגזים פגעו אמש בכפר {} שבצפון המחוז וגרמו למותם של שלושה אזרחים ולפציעתם של חמישה אחרים, כך "
    "מסרו תושבים ומקורות רפואיים. צוותי ההצלה פינו את הפצועים לבית החולים הסמוך, ובית ספר אחד ניזוק "
    "קשות. המועצה המקומית ביקשה מארגוני הסיוע לשלוח תרופות ושמיכות."
)
HINDI = (
    "रविवार देर रात {} गांव में गोले गिरने से तीन नागरिक मारे गए और पांच अन्य घायल हो गए, निवासियों "
    "और चिकित्सा सूत्रों ने बताया। बचाव दल घायलों को पास के अस्पताल ले गए और एक स्कूल को भारी नुकसान "
    "हुआ। स्थानीय परिषद ने राहत संगठनों से दवाइयां और कंबल भेजने का अनुरोध किया।"
)
CHINESE = (
    "当地居民和医疗人士表示,周日深夜炮弹击中了{}村,造成三名平民死亡,另有五人受伤。救援人员将伤者送往附近的医院,一所学校严重受损。当地委员会呼吁援助组织尽快运送药品和毛毯,道路仍然被封锁,电力"
    "供应也已中断。"
)
THAI = (
    "ชาวบ้านและแหล่งข่าวทางการแพทย์กล่าวว่ากระสุนปืนใหญ่ตกใส่หมู่บ้าน{}เมื่อคืนวันอาทิตย์ "
    "ทำให้พลเรือนเสียชีวิตสามคนและบาดเจ็บอีกห้าคน ทีมกู้ภัยนำผู้บาดเจ็บส่งโรงพยาบาลใกล้เคียง "
    "โรงเรียนแห่งหนึ่งเสียหายหนัก สภาท้องถิ่นขอให้องค์กรช่วยเหลือส่งยาและผ้าห่มโดยด่วน"
)
GEORGIAN = (
    "კვირას გვიან ღამით ჭურვები დაეცა სოფელ {}, რის შედეგადაც დაიღუპა სამი მშვიდობიანი მოქალაქე და "
    "დაიჭრა ხუთი სხვა, განაცხადეს მოსახლეებმა და სამედიცინო წყაროებმა. მაშველებმა დაშავებულები "
    "ახლომდებარე საავადმყოფოში გადაიყვანეს, ერთი სკოლა კი მძიმედ დაზიანდა. ადგილობრივმა საბჭომ "
    "დამხმარე ორგანიზაციებს საბნების გაგზავნა სთხოვა."
)
AMHARIC = (
    "እሁድ ሌሊት በ{} ቀበሌ በወደቁ ጥይቶች ሦስት ንፁሃን ዜጎች ሲገደሉ ሌሎች አምስት ሰዎች ቆስለዋል ሲሉ ነዋሪዎችና የሕክምና ምንጮች ተናግረዋል። "
    "የነፍስ አድን ሠራተኞች ቁስለኞቹን በአቅራቢያው ወዳለው ሆስፒታል የወሰዱ ሲሆን አንድ ትምህርት ቤት ከፍተኛ ጉዳት ደርሶበታል። የአካባቢው ምክር ቤት "
    "የእርዳታ ድርጅቶች መድኃኒትና ብርድ ልብስ እንዲልኩ ጠይቋል።"
)
REPORTS = {
    "he": (HEBREW, ("סראקב", "בנש"), {"אמש": "אתמול", "הסמוך": "הקרוב", "ביקשה": "קראה"}),
    "hi": (HINDI, ("रामपुर", "हरिपुर"), {"भारी": "गंभीर", "पास": "नजदीक", "अनुरोध": "आग्रह"}),
    "zh": (CHINESE, ("李家", "王家"), {"呼吁": "请求", "附近": "邻近", "表示": "透露"}),
    "zh, a town": (CHINESE.replace("村", "郊区"), ("北京", "南京"), {"呼吁": "请求", "附近": "邻近", "表示": "透露"}),
    "th": (THAI, ("หนองบัว", "ท่าแร่"), {"กล่าวว่า": "ระบุว่า", "ขอให้": "เรียกร้องให้", "ใกล้เคียง": "ที่อยู่ใกล้"}),
    "ka": (GEORGIAN, ("ნიქოზს", "ერგნეთს"), {"მძიმედ": "ძლიერ", "ახლომდებარე": "უახლოეს", "სთხოვა": "მოსთხოვა"}),
    "am": (AMHARIC, ("ማይካድራ", "ዳንሻ"), {"ከፍተኛ": "ከባድ", "ጠይቋል": "ጠየቀ", "ተናግረዋል": "ገልጸዋል"}),
}
EACH_LANGUAGE = pytest.mark.parametrize(("report", "villages", "synonyms"), REPORTS.values(), ids=REPORTS)


@EACH_LANGUAGE
def test_other_village_is_other_news(report: str, villages: tuple[str, str], synonyms: dict[str, str]) -> None:
    """Without a capital to show a name, by any outlet."""
    assert synonyms
    here, there = map(report.format, villages)
    assert verdict_on(here, there).relation is Relation.OTHER_FACTS


@EACH_LANGUAGE
def test_synonyms_are_a_copy(report: str, villages: tuple[str, str], synonyms: dict[str, str]) -> None:
    """Nor is every word that differs a name."""
    original = report.format(villages[0])
    for word, synonym in synonyms.items():
        assert word in original
        assert is_copy(original.replace(word, synonym), original)


@EACH_LANGUAGE
def test_first_part_is_a_copy(report: str, villages: tuple[str, str], synonyms: dict[str, str]) -> None:
    """Words are cut in the same way wherever a text ends."""
    assert synonyms
    original = report.format(villages[0])
    assert is_copy(original[: len(original) * 2 // 3], original)


def test_one_outlet_changes_the_subject_of_its_template_alone() -> None:
    """What is in no list and introduced by nothing: the same outlet writes its words about somebody else."""
    report, _, _ = REPORTS["he"]
    here, there = (report.format("אחר").replace("תושבים", name) for name in ("דוברת", "סוהרים"))
    assert verdict_on(here, there, outlet="wire.example").relation is Relation.SERIES
    assert is_copy(here, there)


def test_marks_part_no_words() -> None:
    """Vowel signs of India's scripts belong to their letters; Thai is read by syllables."""
    assert wording_of("हिंदी में पांच").words == ("हिंदी", "में", "पांच")
    assert wording_of("หมู่บ้าน").words == ("ห", "มู่", "บ้า", "น")
