"""Arabic: the proclitics {و ف}?{ب ل ك}? and the article's alif that falls after ل. The article itself never goes.

A word of one or two letters has them only in a longer name: ``وتل أبيب``, but never ``تل`` in ``وتل``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.language import Language, Reading, words
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROCLITICS = frozenset(("و", "ف", "ب", "ل", "ك", *(first + second for first in "وف" for second in "بلك")))
_LONGEST = 2
_SHORTEST_NAME = 3
_SHORTEST_AFTER_ARTICLE = 2


def readings(form: str) -> Iterator[Reading]:
    """Without its proclitics: ``وبدير`` as ``دير``, ``للتحالف`` as ``التحالف``, ``للاذقية`` as ``اللاذقية``.

    None goes from a common word: ``وكبير`` is never ``بير``.
    """
    for length in range(1, _LONGEST + 1):
        if form[:length] not in _PROCLITICS or len(form) <= length:
            continue
        rest = form[length:]
        yield Reading(length, "", len(rest) >= _SHORTEST_NAME)
        if form[length - 1] == "ل" and rest[0] == "ل" and len(rest) > _SHORTEST_AFTER_ARTICLE + 1:
            yield Reading(length, "ا")
            yield Reading(length, "ال")
        if rest in _COMMON_FORMS:
            return


# Words that look like a proclitic and a name, or like a name with other hamzas.
_COMMON_WORDS = words(
    """
    وأن وإن فأن فإن وأنه وإنه وأنها وإنها بأن لأن كأن بأنه بأنها لأنه لأنها كان كانت كانوا كما كذلك كل كلا
    كلم كامل كاملة كبير كبيرة كتاب كثير كثيرة كلام كلمة كرة كيف كون كافة كتب كشف كشفت بين بيان بيانات بيانا
    بعد بعض بعيد بعيدا بدون بدأ بدأت بدل بداية بدء بدلا بالغ بسبب بشكل بلد بلدة بلدان بلاد بناء بنية بيت
    بيوت بحث بحر برد برنامج بطل بقاء بقي بقيت بوابة باب باسم بارز بارزة بالتالي بشأن بريد برية بلغ بلغت بحق
    بئر وقت وقف وقوع وقع وقعت وجه وجهة وجود وجد وضع وضعت وصل وصلت وصول واحد واحدة واقع وسط وسيلة وطن وطني
    وطنية وزير وزارة وزراء وفد وفق وفقا وفاة وفي وعي ولاية ولد ولكن ولدى وهي وهو وهم وكالة وكيل ورق ورقة
    وراء وردة وسائل وحدة وحيد وحده وظيفة فرقة فرق فريق فقط فقد فقدان فوق فتح فتاة فترة فرصة فرع فضل فعل فعلا
    فكر فكرة فصل فصيل فني فوز فيلم فيها فيه فئة فساد لكن لكنه لكنها لدى لديه لديها لقاء لقد لهم لها لنا ليس
    ليست ليلة ليل لغة لعب لاعب لجنة لحظة لماذا لمدة لازم لذلك لذا كبيرا كبرى كبار كبيرين كلية كريم كمان كفار كادر كهوف
    كويت كويتي كارتون كائنا كأسا كعكة لديك لغات لمسة لايزال لطائف لزاما فورا فريدة فنان فكري فكرية فكرتي فقير فقيرة
    فخور فخورة فصيلة فتوى فتية فتيل فتنة فاقد فارسي فارغا فازوا فاجأ فسادا فستق فرنك فينا فيكم وليد وليام وائل وكالات
    وزيرة وزيرا وزيري وجيزة وتيرة ولديه ودية والدا ولاد ولدوا وجودا وفدا واديا وفيق ولوج وعكة بابا بالك باشا بادر
    باكرا باهر باردا بارود باكورة بالغين بائسة بارزا بحوث بحوزة بدري بدوية بترول
    بديهي بزوغ بشير بصدد بصيرة بكري بلاغة بلاش بلبلة بلورة
    بنوك بولس بيانية بيننا بينا بليون بليوني بأمان باولو كورونا كسرت فاتن وأنا وانا فأنا كانا
    لعنة بقوله كارل كلير باور فرانس
    """
)

_COMMON_FORMS = frozenset(map(normal_form, _COMMON_WORDS))

_CUES = {
    "place": words(
        """
        مدينة بلدة قرية ريف محافظة منطقة ناحية قضاء حي جيب ضاحية مخيم بادية أطراف محيط مطار معبر ولاية سكان
        أهالي أحياء بلدتا بلدتي قرى مدن مناطق
        """
    ),
    "actor": words(
        """
        ميليشيا ميليشيات مليشيا فصيل فصائل تنظيم حركة جماعة قوات كتيبة لواء جيش فرقة حزب جبهة مقاتلو مقاتلي
        عناصر قيادي مسلحو مسلحي
        """
    ),
}

ARABIC = Language("ar", Script.ARABIC, readings, _COMMON_WORDS, cues=_CUES)
