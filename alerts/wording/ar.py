"""Arabic."""

from __future__ import annotations

from alerts.wording.wording import NoticeWording, Wording

_RETRIED = "تُحفظ تنبيهات هذه القناة ويُعاد إرسالها طوال ثلاثة أيام."
_LOOK = "يعرض الأمر `marsad deliveries list` ما ينتظر الإرسال، ويجرّب الأمر `marsad test-alert` القناة."

ARABIC = Wording(
    language="ar",
    direction="rtl",
    and_more="{name} و{count} غيرها",
    title_missing="(بلا عنوان)",
    source="المصدر",
    author="الكاتب",
    published="تاريخ النشر",
    seen="أول رصد",
    link="اقرأ المقال",
    why_name="وصلك هذا التنبيه لأن {name} ضمن قائمة المراقبة لديك وورد في هذا المقال.",
    why_rule="وصلك هذا التنبيه لأن القاعدة {rule} من قائمة المراقبة لديك تنطبق على هذا المقال: {names}.",
    update="سبق تنبيه عن النص نفسه؛ وهذه النسخة منه تذكر أسماء أخرى.",
    from_feed="تعذّرت قراءة صفحة المقال، وهذا ما ورد في الخلاصة نفسها.",
    priorities={"low": "أولوية منخفضة", "normal": "أولوية عادية", "high": "أولوية عالية"},
    test_mark="[تجربة]",
    test_explained="هذه رسالة تجريبية من مرصد، والمقال الوارد فيها غير حقيقي.",
    notice_mark="[مرصد]",
    notice_footer="وصلتك هذه الرسالة لأنك مشغّل هذه النسخة من مرصد.",
    list_comma="، ",
    notices={
        "dead-letter": NoticeWording(
            "تعذّر إيصال تنبيه عبر {channel}",
            (
                "أُوقف إرسال التنبيه رقم {delivery} عبر {channel} بعد {attempts} من المحاولات: {status}.",
                "التنبيه محفوظ، ولن يُعلن عن مثله واحدًا واحدًا خلال الساعة القادمة.",
                "بعد زوال السبب يعيد الأمر `marsad deliveries retry {delivery}` إرساله.",
            ),
        ),
        "channel-login": NoticeWording(
            "خادم البريد يرفض تسجيل الدخول",
            ("تعذّر تسجيل الدخول للقناة {channel}: {status}. تحقق من اسم المستخدم وكلمة المرور.", _RETRIED, _LOOK),
        ),
        "channel-tls": NoticeWording(
            "لا اتصال آمن عبر {channel}",
            (
                "لا تتيح القناة {channel} اتصالًا يمكن الوثوق به: {status}.",
                "لا يُرسل أي شيء بلا تعمية بدلًا من ذلك. تحقق من شهادة الخادم ومن اسمه.",
                _RETRIED,
                _LOOK,
            ),
        ),
        "channel-refused": NoticeWording(
            "القناة {channel} ترفض التنبيهات",
            ("أجابت القناة {channel}: {status}.", _RETRIED, _LOOK),
        ),
        "channel-delayed": NoticeWording(
            "تأخرت التنبيهات عبر {channel}",
            ("فشل التنبيه رقم {delivery} عبر {channel} بعد {attempts} من المحاولات: {status}.", _RETRIED, _LOOK),
        ),
        "channel-gone": NoticeWording(
            "أُوقفت القناة {channel}",
            (
                "أجاب مستقبِل القناة {channel} بالرمز 410، فلن يُرسل إليه شيء بعد الآن.",
                "تنتظر تنبيهاته. وعند عودته يشغّلها الأمر `marsad deliveries retry --all` ويرسلها.",
            ),
        ),
        "configuration-rejected": NoticeWording(
            "في الملف {file} أخطاء ولم يُعمل به",
            (
                "تغيّر الملف {file} ولا يمكن استعماله؛ انظر في هذه الأسطر: {lines}.",
                "تبقى آخر نسخة سليمة معمولًا بها، ويبيّن الأمر `marsad check` موضع الخطأ.",
            ),
        ),
        "entry-set-aside": NoticeWording(
            "وُضع خبر جانبًا",
            (
                "الخبر رقم {entry} من المصدر رقم {feed} أوقف معالجه ثلاث مرات.",
                "بُحث في نص المصدر نفسه فخرج تنبيهه؛ يُرجى النظر في الصفحة.",
            ),
        ),
        "redis-lost": NoticeWording(
            "توقّف طلب المصادر: لا يمكن استعمال Redis",
            (
                "لا يمكن استعمال Redis: {reason}. لن تُطلب المصادر حتى يعود.",
                "لم يضع شيء: ما في الأرشيف من تنبيهات يُرسل، ويستأنف الطلب وحده حين يعود Redis.",
                "يبيّن الأمر `marsad doctor` ما يجب النظر فيه.",
            ),
        ),
        "redis-evicts": NoticeWording(
            "خادم Redis ينسى ما عليه حفظه",
            (
                "ضُبط Redis على سياسة الإخلاء {policy}.",
                "لم يضع شيء لأن الأرشيف يحفظه، لكن أعد ضبط maxmemory-policy على noeviction.",
            ),
        ),
        "feeds-failing": NoticeWording(
            "مصادر يتكرر تعذّرها: {count}",
            (
                "تعذّرت هذه المصادر في كل محاولة منذ مدة: {feeds}.",
                "ما زالت تُطلب على فترات أطول، ولن يتكرر هذا الإشعار عنها اليوم.",
            ),
        ),
    },
)
