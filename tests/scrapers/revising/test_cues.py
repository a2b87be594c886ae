"""An outlet says that it has corrected or withdrawn its article, in any language; others correct many things."""

from __future__ import annotations

import pytest

from scrapers.revising.cues import Cue, new_cue, says

CORRECTED = [
    "Correction: The convoy had nine trucks, not nineteen.",
    "CORRECTED: Ferry sinks off the coast",
    "UPDATE 2-CORRECTED-Ferry sinks off the coast",
    "Correction (May 5): the bridge is in Hajin.",
    "Ferry sinks off the coast [Corrected]",
    "He died at noon. Correction: he was taken to hospital.",
    "An earlier version of this article gave the wrong age of the mayor.",
    "This story has been corrected to say that the school stayed open.",
    "تصحيح: القصف استهدف قرية أخرى",
    "تصحيح | عدد الجرحى سبعة",
    "«تصحيح» عدد الجرحى سبعة لا سبعة عشر"[1:].replace("»", ":", 1),
    "تَصْحِيح: عدد الجرحى سبعة",
    "عدد الجرحى سبعة (تصحيح)",
    "تصحيح خبر سابق عن حريق المستودع",
    "ورد خطأ في الخبر بشأن عدد الجرحى، ونعتذر عن الخطأ.",
    "تم تصحيح هذا الخبر بعد نشره.",
    "Исправление: пожар произошёл в соседнем селе.",
    "В предыдущей версии материала был неверно указан возраст водителя.",
    "Уточнення: автобус прямував до іншого міста.",
    "У попередній версії новини було вказано інше село.",
    "اصلاحیه: شمار مصدومان هفت نفر است.",
    "تصحیح: انبار در روستای دیگری بود.",
    "Düzeltme: Kaza komşu köyde oldu.",
    "Haberin önceki sürümünde köyün adı yanlış yazılmıştı.",
    "תיקון: השריפה פרצה בכפר השכן.",
    "ڕاستکردنەوە: ژمارەی بریندارەکان حەوتە.",
    "Rastkirin: Hejmara birîndaran heft e.",
]
RETRACTED = [
    "We have removed this article because we could not stand by its sources.",
    "Retraction: report on the fire at the mill",
    "[RETRACTED] Fire at the mill",
    "This story has been withdrawn.",
    "The agency retracts its report on the fire at the mill.",
    "سحبت الوكالة الخبر بعد التأكد من عدم صحته.",
    "سحبت وكالة الأنباء المحلية تقريرها عن الحريق.",
    "تم حذف هذا الخبر لعدم دقته.",
    "إلغاء خبر: حريق المستودع",
    "Новость удалена: сведения о пожаре не подтвердились.",
    "Просим аннулировать сообщение о пожаре.",
    "Агентство отозвало сообщение о пожаре.",
    "Новину видалено, бо відомості не підтвердилися.",
    "این خبر حذف شد.",
    "خبرگزاری خبر خود را پس گرفت.",
    "Ajans haberini geri çekti.",
    "הידיעה הוסרה לאחר בדיקה.",
    "ئەم هەواڵە سڕایەوە.",
    "Ev nûçe hate rakirin.",
]
NEITHER = [
    "The correction facility near the river held forty men.",
    "Guards at the Department of Correction: a long strike",
    "Analysts expect a market correction after the holidays.",
    "Market correction: stocks fall again",
    "The minister corrected himself a moment later.",
    "The driver retracted his statement before the judge.",
    "The pilot reported that the landing gear had retracted.",
    "This report says that the troops were withdrawn from the border.",
    "The UN said its report was late.",
    "The army has withdrawn its troops.",
    "An earlier version of this bill was rejected in June.",
    "دعا الوزير إلى تصحيح المسار الاقتصادي.",
    "تصحيح المسار يبدأ من القرى",
    "الحركة التصحيحية في الحزب",
    "أعلنت الوزارة تصحيح أوضاع العمال المخالفين.",
    "سحبت الشرطة السيارات المتوقفة من الشارع.",
    "سحبت الحكومة مشروع القانون.",
    "Исправительная колония находится за рекой.",
    "Исправление дорог начнётся весной.",
    "Депутаты приняли поправку о налогах.",
    "Войска отозваны с границы.",
    "У виправній колонії сталася пожежа.",
    "اصلاح قیمت‌ها از فردا آغاز می‌شود.",
    "نماینده پیشنهاد خود را پس گرفت.",
    "Fiyatlarda düzeltme bekleniyor.",
    "Şirket ürünlerini geri çekti.",
    "בית המשפט הורה על תיקון החוק.",
    "ڕاستکردنەوەی ئابووری دەست پێدەکات.",
    "Rastkirina rêyan di biharê de dest pê dike.",
]


@pytest.mark.parametrize("line", CORRECTED)
def test_correction_is_known(line: str) -> None:
    """Who was told of the wrong village must be told of the right one."""
    assert says(line, Cue.CORRECTED)
    assert not says(line, Cue.RETRACTED)


@pytest.mark.parametrize("line", RETRACTED)
def test_retraction_is_known(line: str) -> None:
    """Who was told of what never happened must be told so."""
    assert says(line, Cue.RETRACTED)


@pytest.mark.parametrize("line", NEITHER)
def test_corrections_of_other_things_are_none(line: str) -> None:
    """Prisons, markets, courses, laws, roads: a false alarm here says that an article was wrong which was right."""
    assert [cue for cue in Cue if says(line, cue)] == []


def test_cue_has_to_be_new() -> None:
    """A notice is told once, however often the rest of the page is edited."""
    notice = "Correction: the mill is in Hajin."
    assert new_cue(["Fire."], [notice, "Fire."]) == (Cue.CORRECTED, notice)
    assert new_cue([notice, "Fire."], [notice, "Fire, and smoke."]) is None


def test_notice_in_other_words_is_the_same() -> None:
    """An editor polishes it; nothing more was wrong."""
    assert new_cue(["Correction: it is in Hajin."], ["Correction: the mill stands in Hajin."]) is None


def test_second_correction_is_new() -> None:
    """One more thing was wrong."""
    first, second = "تصحيح: عدد الجرحى سبعة.", "تصحيح: القرية هي هجين."
    assert new_cue([first], [first, second]) == (Cue.CORRECTED, second)


def test_retraction_goes_first() -> None:
    """It says more than the correction beside it."""
    gone = "This article has been retracted."
    assert new_cue([], ["Correction: it was another mill.", gone]) == (Cue.RETRACTED, gone)
