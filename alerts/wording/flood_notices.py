"""What the operator is told of too many alerts, in each language: a feed by its name, a rule without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.wording.wording import NoticeWording

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENGLISH = {
    "flood-of-feed": NoticeWording(
        "{feed} brings far more alerts than usual",
        (
            "Besides those sent at once, {articles} of its articles came ({minutes} min; usually {usual} an hour).",
            "None is left out: recipients get them in summaries, every few minutes while it lasts.",
            "If much happens, nothing need be done. If it lists old items anew, `marsad feeds show {number}` tells.",
            "`flood` in alerts.yaml says how many are too many.",
        ),
    ),
    "flood-of-rule": NoticeWording(
        "A rule or a name of the watchlist brings far more alerts than usual",
        (
            "Besides those sent at once, {articles} articles came by it ({minutes} min; usually {usual} an hour).",
            "It is not named here, but in the summaries that recipients get every few minutes while it lasts.",
            "If much happens, nothing need be done. If it is too wide, write it anew and try `marsad replay`.",
            "`flood` in alerts.yaml says how many are too many.",
        ),
    ),
}
_ARABIC = {
    "flood-of-feed": NoticeWording(
        "تنبيهات المصدر {feed} أكثر بكثير من المعتاد",
        (
            "عدد مقالاته سوى ما أُرسل فورًا: {articles} (خلال {minutes} د، والمعتاد نحو {usual} في الساعة).",
            "لم يُحذف منها شيء: تصل المستلمين مجموعةً كل بضع دقائق ما دام الأمر مستمرًا.",
            "إن كثرت الأحداث فلا حاجة إلى فعل شيء. وإن أعاد نشر القديم فالأمر `marsad feeds show {number}` يبيّنه.",
            "تحدد `flood` في alerts.yaml كم يُعدّ كثيرًا.",
        ),
    ),
    "flood-of-rule": NoticeWording(
        "تنبيهات قاعدة أو اسم من قائمة المراقبة أكثر بكثير من المعتاد",
        (
            "عدد المقالات سوى ما أُرسل فورًا: {articles} (خلال {minutes} د، والمعتاد نحو {usual} في الساعة).",
            "لا تُذكر القاعدة هنا، بل في الرسائل المجمّعة التي تصل المستلمين كل بضع دقائق ما دام الأمر مستمرًا.",
            "إن كثرت الأحداث فلا حاجة إلى فعل شيء. وإن كانت القاعدة واسعة فضيّقها وجرّب `marsad replay`.",
            "تحدد `flood` في alerts.yaml كم يُعدّ كثيرًا.",
        ),
    ),
}
FLOOD_NOTICES: Mapping[str, Mapping[str, NoticeWording]] = {"ar": _ARABIC, "en": _ENGLISH}
