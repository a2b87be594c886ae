"""The language of an article is that of its text; what templates say of themselves is often left from the template."""

from __future__ import annotations

import pytest

from scrapers.extraction.language import page_language

TEXTS = {
    "ar": "قال المجلس المحلي يوم الثلاثاء إن أعمال الصيانة في محطة الضخ ستبدأ الأسبوع المقبل، بعد شكاوى السكان"
    " من انقطاع المياه عن الأحياء العليا منذ شهر.",
    "fa": "شورای شهر روز سه‌شنبه اعلام کرد که تعمیر ایستگاه پمپاژ از هفته آینده آغاز می‌شود، پس از آنکه ساکنان"
    " از یک ماه بی‌آبی در محله‌های بالا شکایت کردند.",
    "ckb": "ئەنجومەنی شار ڕۆژی سێشەممە ڕایگەیاند کە کارەکانی نۆژەنکردنەوەی وێستگەی ئاو هەفتەی داهاتوو دەست"
    " پێدەکات، دوای ئەوەی دانیشتووان سکاڵایان کرد کە مانگێکە ئاویان نییە.",
    "ku": "Meclîsa bajêr roja sêşemê ragihand ku karê nûkirina qereqola avê dê hefteya bê dest pê bike, piştî"
    " ku welatiyan got ew mehek e bê av mane û kes guh nade wan.",
    "tr": "Belediye meclisi salı günü yaptığı açıklamada, bir aydır susuz kalan mahallelilerin şikayetleri"
    " üzerine pompa istasyonundaki onarımın gelecek hafta başlayacağını duyurdu.",
    "az": "Şəhər şurası çərşənbə axşamı bildirdi ki, bir aydır susuz qalan sakinlərin şikayətlərindən sonra"
    " nasos stansiyasında təmir işləri gələn həftə başlayacaq.",
    "ur": "بلدیہ نے منگل کے روز کہا کہ پمپنگ اسٹیشن کی مرمت کا کام اگلے ہفتے شروع ہوگا، کیونکہ رہائشیوں نے"
    " شکایت کی تھی کہ ایک ماہ سے پانی نہیں آ رہا۔",
    "ps": "ښاري شورا د سه شنبې په ورځ وویل چې د اوبو د پمپ د سټیشن د رغولو کار به راتلونکې اوونۍ پیل شي، وروسته"
    " له دې چې اوسېدونکو د یوې میاشتې راهیسې د اوبو د نشتوالي شکایت وکړ.",
    "ug": "شەھەرلىك كېڭەش سەيشەنبە كۈنى ئېيتتىكى، سۇ پونكىتىنى رېمونت قىلىش خىزمىتى كېلەر ھەپتە باشلىنىدۇ،"
    " چۈنكى ئاھالىلەر بىر ئايدىن بېرى سۇ يوق دەپ شىكايەت قىلغان.",
    "he": "מועצת העיר הודיעה ביום שלישי כי העבודות בתחנת השאיבה יתחילו בשבוע הבא, לאחר שהתושבים התלוננו כי אין"
    " מים בשכונות העליונות כבר חודש.",
    "ru": "Городской совет сообщил во вторник, что ремонт насосной станции начнётся на следующей неделе после"
    " жалоб жителей, которые уже месяц остаются без воды.",
    "uk": "Міська рада повідомила у вівторок, що ремонт насосної станції розпочнеться наступного тижня після"
    " скарг мешканців, які вже місяць залишаються без води.",
    "en": "The council said on Tuesday that repairs to the pumping station would begin next week, after"
    " residents complained that water had not reached the upper districts for a month.",
    "fr": "Le conseil municipal a annoncé mardi que les travaux de la station de pompage commenceraient la"
    " semaine prochaine, après les plaintes des habitants privés d'eau depuis un mois.",
    "de": "Der Stadtrat teilte am Dienstag mit, dass die Arbeiten am Pumpwerk nächste Woche beginnen, nachdem"
    " Bewohner sich beschwert hatten, dass seit einem Monat kein Wasser ankommt.",
    "es": "El ayuntamiento dijo el martes que las obras de la estación de bombeo comenzarán la próxima semana,"
    " después de que los vecinos se quejaran de que llevan un mes sin agua.",
    "el": "Το δημοτικό συμβούλιο ανακοίνωσε την Τρίτη ότι οι εργασίες στο αντλιοστάσιο θα αρχίσουν την επόμενη"
    " εβδομάδα, ύστερα από διαμαρτυρίες των κατοίκων.",
    "hy": "Քաղաքային խորհուրդը երեքշաբթի օրը հայտնել է, որ պոմպակայանի վերանորոգումը կսկսվի հաջորդ շաբաթ՝"
    " բնակիչների բողոքներից հետո։",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("html", ["<html>", '<html lang="en">', '<html lang="ar">'])
def test_text_tells_its_language(language: str, html: str) -> None:
    """Watched names take the endings of a text's language; a template's word is no evidence against a paragraph."""
    assert page_language(html, TEXTS[language]) == language


def test_old_spelling_of_sorani_is_told() -> None:
    """Some newsrooms write the vowel as a heh with a joiner, from the time before it had a letter."""
    assert page_language("<html>", TEXTS["ckb"].replace("ە", "ه\u200c")) == "ckb"


@pytest.mark.parametrize("joiner", ["", "\u200c"])
def test_persian_is_told_with_and_without_joiners(joiner: str) -> None:
    """Many newsrooms leave the joiner out."""
    assert page_language("<html>", TEXTS["fa"].replace("\u200c", joiner)) == "fa"


def test_name_of_foreign_letters_changes_nothing() -> None:
    """Arabic news quotes English; the language is that of most letters."""
    assert page_language("<html>", f"{TEXTS['ar']} Reported by the Deir Hafer Monitor, citing residents.") == "ar"


@pytest.mark.parametrize(
    ("html", "body", "language"),
    [
        ('<html lang="tr-TR">', "Hecin'de çatışma", "tr"),
        ("<HTML DIR=rtl LANG=fa>", "درگیری در هجین", "fa"),
        ("<HTML lang='ku'>", "Şer li Hecînê", "ku"),
        ("<html lang=prs>", "درگیری در هجین", "fa"),
        ('<html lang="ar">', "Fighting near Hajin in Deir ez-Zor", None),
        ('<html lang="en">', "اشتباك في هجين", None),
        ('<html lang="ar">', "", "ar"),
        ("<html>", "اشتباك", None),
        ("<html>", "", None),
    ],
)
def test_page_tells_where_the_text_is_short(html: str, body: str, language: str | None) -> None:
    """Of a headline's letters nothing is sure; but a language in another script is none."""
    assert page_language(html, body) == language


def test_close_languages_are_told_by_their_page() -> None:
    """Norwegian and Danish news differ in a letter or two, and a page of the one is seldom marked as the other."""
    text = "Kommunen sier tirsdag at arbeidet med pumpestasjonen starter neste uke etter klager fra beboere uten vann."
    assert page_language('<html lang="da">', text) == "da"
    assert page_language('<html lang="nb-NO">', text) == "no"
