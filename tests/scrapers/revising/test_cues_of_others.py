"""What others withdraw, remove or clarify is news, and no notice of the outlet's about its own article."""

from __future__ import annotations

import pytest

from scrapers.revising.cues import Cue, new_cue, says

OTHERS = [
    "The army has withdrawn its post from Hajin",
    "The ministry retracts its report of casualties",
    "Amnesty withdraws its report",
    "Russia has withdrawn its video",
    "The report was withdrawn after protests.",
    "This report was withdrawn by the ministry a week later.",
    "The ministry regrets the error.",
    "Clarification: what the new law means",
    "Мы отозвали войска",
    "Материал удален по требованию Роскомнадзора",
    "Сообщение отозвано депутатом",
    "Уточнение: где пройдёт марш",
    "Опровержение: Минобороны отрицает потери",
    "Поправка: что меняется для водителей",
    "تم سحب المادة المشعة",
    "حذف المادة الثالثة من الدستور",
    "تم سحب التقرير الأممي من مجلس الأمن",
    "سحبت وكالة الطاقة الذرية تقريرها",
    "سحبت الصحيفة تقريرها عن الوزير",
    "نعتذر عن نشر إعلانات",
    "ملغى: رحلات مطار حلب",
    "إلغاء الخبر المتداول: الوزارة تنفي",
    "توضيح: وزارة التربية تحدد موعد الامتحانات",
    "دولت این خبر را حذف کرد",
    "تکذیبیه: وزارت خبر را رد کرد",
    "Gazete haberini geri çekti",
    "Tekzip: Bakanlıktan açıklama",
    "עיתון הארץ חזר בו מהידיעה",
    "הבהרה: מה אומר החוק החדש",
]
LAWS_AND_WARES = [
    "تم حذف هذه المادة من الدستور بعد التصويت.",
    "جرى سحب هذه المادة الغذائية من الأسواق.",
    "نسحب هذه المادة من المناهج.",
    "ورد خطأ في هذه المادة من القانون.",
    "This article was removed from the constitution in 2014.",
    "This article has been amended three times since 1971.",
    "This item was withdrawn from sale.",
    "We removed this map from the museum, the director said.",
    "We removed this item from our shelves, the chain said.",
    "این مطلب حذف شد از کتاب درسی.",
    "Эта статья удалена из Уголовного кодекса.",
    "Этот материал снят с производства.",
    "Текст исправлен ко второму чтению.",
    "Это сообщение удалено пользователем.",
    "Cet article a été supprimé du code pénal.",
]
SAID = [
    "أعلنت الوزارة أنه تم سحب هذا الخبر.",
    "قال الناشط إنه تم حذف هذا التقرير بعد ساعة.",
    "وزیر گفت این خبر حذف شد.",
    "دولت اعلام کرد این خبر اصلاح شد.",
    "Customs said this item has been removed.",
    "“This report has been removed,” an activist said.",
    "Депутат заявил, что это сообщение удалено.",
    "Bakan, haberimizi geri çektik dedi.",
    "Le ministre a déclaré que cet article a été retiré.",
]
CORRECTED = [
    "Rectificatif : la route n'est pas fermée.",
    "Une version précédente de cet article indiquait que le ministre a dit le contraire.",
    "An earlier version of this article said five had died.",
    "In a note, the agency said this article has been corrected.",
    "Clarification: This article was updated to say who spoke.",
    "Clarification (3 June): the mayor was not there.",
    "Clarification",
    "توضيح: ورد في هذا الخبر أن الجسر أغلق، والصحيح أنه مفتوح.",
    "توضيح",
    "Уточнение (12.03): мост открыт.",
    "Поправка: в этом материале было указано другое село.",
    "הבהרה: בידיעה זו נכתב בטעות שם אחר.",
    "A previous version of the story named another village.",
    "تم تصحيح هذا المقال.",
]
RETRACTED = [
    "This story has been removed from our website.",
    "The editors said this article was withdrawn because its source could not be verified.",
    "أعلنت الوكالة أنه تم سحب هذا الخبر.",
    "تم حذف هذه المادة من موقعنا.",
    "Редакция сообщила, что это сообщение отозвано.",
    "Этот материал удален с нашего сайта.",
    "Cet article a été retiré.",
    "Nous avons dépublié cet article.",
    "This article was withdrawn by the editors.",
    "We have removed this post: the picture was old.",
    "The agency has withdrawn its story on the bridge.",
    "تم سحب هذه المادة لعدم التحقق منها.",
    "نعتذر عن نشر هذا الخبر.",
    "تم حذف الخبر.",
    "Материал удален.",
    "Этот материал удален по ошибке источника.",
    "Ajansımız haberini geri çekti.",
    "این خبر را حذف کردیم.",
]


@pytest.mark.parametrize("line", [*OTHERS, *LAWS_AND_WARES, *SAID])
def test_what_others_take_back_is_none(line: str) -> None:
    """Everybody who was told of the article would be told that it was wrong."""
    assert [cue for cue in Cue if says(line, cue)] == []


@pytest.mark.parametrize("line", CORRECTED)
def test_correction_of_this_article_is_known(line: str) -> None:
    """A doubtful heading counts alone, with a date, or where it speaks of the article."""
    assert [cue for cue in Cue if says(line, cue)] == [Cue.CORRECTED]


@pytest.mark.parametrize("line", RETRACTED)
def test_retraction_of_this_article_is_known(line: str) -> None:
    """Whoever was told of it hears that it is not so."""
    assert [cue for cue in Cue if says(line, cue)] == [Cue.RETRACTED]


@pytest.mark.parametrize(("place", "is_notice"), [(0, True), (1, True), (2, False), (4, False), (6, True), (7, True)])
def test_notice_stands_at_the_top_or_the_end(place: int, *, is_notice: bool) -> None:
    """Amid the text it is a quotation, or the headline of other news."""
    body = [f"Paragraph {number}." for number in range(7)]
    notice = "Correction: the mill is in Hajin."
    found = new_cue(["Fire", *body], ["Fire", *body[:place], notice, *body[place:]])
    assert (found is not None) == is_notice


def test_notice_that_moves_is_not_new() -> None:
    """It stood amid the text before, and was told or never will be."""
    notice = "Correction: the mill is in Hajin."
    before = ["Fire", "a", "b", notice, "c", "d", "e"]
    assert new_cue(before, ["Fire", "a", "b", "c", "d", "e", notice]) is None
