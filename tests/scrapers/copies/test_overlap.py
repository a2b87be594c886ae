"""How much two outlets must share, and where: a caption on top hides no copy, a background below makes none."""

from __future__ import annotations

import pytest

from scrapers.copies.deciding import judge
from tests.scrapers.copies.reports import is_copy, report

CAPTIONS = {
    "en": (
        "Our correspondent in the north. In the picture: a fishing boat with volunteers on board leaves the "
        "upper quay at dusk while neighbours watch from a terrace. Photo: archive"
    ),
    "ar": (
        "مراسلنا في الشمال. في الصورة: قارب صيد على متنه متطوعون يغادر الرصيف العلوي عند الغروب بينما "
        "يراقبه الجيران من شرفة مطلة على البحر. تصوير: من الأرشيف"
    ),
}
FLOODS = {
    "en": (
        (
            "The lower town of Brenwick was cut off on Friday after the river rose over the quay and swept a "
            "footbridge away together with the kiosk beside it. Mayor Helen Stroud said that the pumps had "
            "failed at midnight and that new ones were on their way from the capital."
        ),
        (
            "Schools stay shut until the water has gone. Buses take the upper bridge, and farmers have moved "
            "their cattle to the hills, where a hall serves as a stable. The insurers expect claims for weeks, "
            "their association said."
        ),
        (
            "It was the worst flood since the dam was built, an engineer recalled. Critics have asked for "
            "higher walls since the last one, but no money was ever set aside. A committee is to meet again "
            "when the damage has been counted."
        ),
    ),
    "ar": (
        (
            "انقطعت الطريق إلى البلدة القديمة صباح الجمعة بعد أن فاض النهر فوق الرصيف وجرف جسرا للمشاة مع الكشك "
            "المجاور له. وقالت رئيسة البلدية هناء الصباغ إن المضخات توقفت عند منتصف الليل وإن مضخات جديدة في "
            "الطريق من العاصمة."
        ),
        (
            "وتبقى المدارس مغلقة حتى تنحسر المياه. وتسير الحافلات فوق الجسر العلوي، ونقل المزارعون مواشيهم إلى "
            "التلال حيث حولت قاعة إلى حظيرة. وتتوقع شركات التأمين مطالبات كثيرة طوال أسابيع بحسب ما أعلن "
            "اتحادها."
        ),
        (
            "وهذا أسوأ فيضان منذ بناء السد كما يتذكر أحد المهندسين. ويطالب منتقدون بجدران أعلى منذ الفيضان "
            "السابق لكن أحدا لم يخصص مالا لذلك. وستجتمع لجنة مرة أخرى بعد إحصاء الأضرار وتقدير تكاليف الإصلاح."
        ),
    ),
}
EACH = pytest.mark.parametrize("language", FLOODS)


@EACH
def test_caption_above_a_part_hides_no_copy(language: str) -> None:
    """An editor takes the first paragraph, puts a picture on top and a background of the outlet's own below."""
    first, then, background = FLOODS[language]
    assert is_copy(f"{CAPTIONS[language]}\n{first}\n{background}", f"{first}\n{then}")


@EACH
def test_lead_that_has_become_background_is_no_copy(language: str) -> None:
    """Yesterday's first sentence stands below what is new today."""
    first, then, news = FLOODS[language]
    today = report(f"{news}\n{CAPTIONS[language]}\n{first}", outlet="paper.example")
    assert judge(today, {7: report(f"{first}\n{then}")}) is None
