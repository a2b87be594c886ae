"""A wrong charset raises nothing and hides every Arabic name, so the bytes are believed before the declaration."""

from __future__ import annotations

import codecs

import pytest

from scrapers.charset import decode
from scrapers.reading.feed import read_feed
from tests.scrapers.documents import LEAD, Item, rss

RUSSIAN = "Сирийская обсерватория сообщила об обстрелах в провинции Дейр-эз-Зор во вторник утром"
PERSIAN = "درگیری‌ها در شمال سوریه ادامه دارد و مردم منطقه به خانه‌ها برنگشته‌اند".replace("ی", "ي")
HEBREW = "דיווח על הפצצה במזרח סוריה ועל נפגעים רבים בכפרים הסמוכים לגבול"
TURKISH = "Şanlıurfa'daki yetkililer geçidin açılacağını, ağır yaralıların taşınacağını söyledi"
KURMANJI = "Rayedarên herêmî ragihandin ku derbasgeh wê piştî du hefteyan roja yekşemê vebe, şer jî didome"
ICELANDIC = "Íbúar þorpsins sögðu að hliðið yrði opnað á þriðjudag þar sem særðir þyrftu að komast á spítala"
MIXED = "Åke Öberg, İstanbul'da"
FRENCH = "À l'été, des réfugiés déplacés ont traversé la frontière près de la rivière; où étaient-ils hébergés?"


def feed(encoding: str, declared: str | None) -> bytes:
    """A feed in one charset that declares another, or none."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return rss(Item(title="عاجل: قصف على هجين"), declaration=declaration).encode(encoding)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (feed("windows-1256", "windows-1256"), None),
        (feed("windows-1256", None), None),
        (feed("windows-1256", "utf-8"), None),
        (feed("windows-1256", "utf-8"), "text/xml; charset=utf-8"),
        (feed("windows-1256", "iso-8859-1"), "text/xml; charset=ISO-8859-1"),
        (feed("utf-8", "windows-1256"), None),
        (feed("utf-8", "utf-8"), "text/xml; charset=windows-1256"),
        (feed("utf-8", None), "text/xml"),
        (codecs.BOM_UTF8 + feed("utf-8", "iso-8859-1"), "text/xml; charset=iso-8859-1"),
        (feed("utf-16", "utf-16"), None),
        (feed("utf-16-le", "utf-16"), None),
        (feed("utf-16-be", "utf-8"), None),
        (feed("iso-8859-6", "iso-8859-6"), None),
        (codecs.BOM_UTF8 + feed("windows-1256", "utf-8"), None),
        (feed("utf-16-le", None), None),
        (feed("utf-8", "utf-8").decode("cp1256").encode(), "text/xml; charset=utf-8"),
        (feed("utf-8", "utf-8").decode("latin-1").encode(), None),
        (feed("utf-8", "utf-8").replace(b"</title>", b"\xed\xa0\xbd</title>"), None),
        (feed("utf-8", "no-such-charset"), "text/xml; charset=neither"),
        (feed("windows-1256", "utf-16"), None),
        (feed("windows-1256", "iso-8859-6"), "text/xml"),
        (feed("utf-8", "utf-16").replace(b"</description>", b"\xd9</description>"), None),
        (feed("utf-8", "windows-1256").replace(b"</description>", b"\xd9</description>"), None),
    ],
)
def test_feed_gives_one_title(body: bytes, content_type: str | None) -> None:
    """Whatever the bytes and their declarations, the title is the same and can be matched."""
    (item,) = read_feed(body, "https://news.example/feed", content_type).items
    assert item.title == "عاجل: قصف على هجين"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LEAD, "cp1256"),
        (PERSIAN, "cp1256"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (HEBREW, "cp1255"),
        (FRENCH, "cp1252"),
        (TURKISH, "cp1254"),
        (KURMANJI, "cp1254"),
        (ICELANDIC, "cp1252"),
    ],
)
def test_undeclared_bytes_are_recognised(text: str, encoding: str) -> None:
    """Old systems declare nothing: Arabic, Russian and French are told apart by their bytes."""
    assert decode(text.encode(encoding), None) == text


@pytest.mark.parametrize("label", ["hex", "rot13", "undefined", "idna", "punycode", "utf-7", "unicode_escape", "cp037"])
def test_what_is_no_charset_is_not_believed(label: str) -> None:
    """A header may name anything that Python has a codec for; some of these raise, others make other text."""
    assert LEAD in decode(f"<p>{LEAD}</p>".encode("cp1256"), f"text/html; charset={label}")


def test_short_text_with_a_broken_byte() -> None:
    """A headline that a system cut within its last letter is UTF-8 still."""
    assert decode("قصف على هجين".encode() + b"\xd9", None) == "قصف على هجين\ufffd"


def test_one_broken_byte_stays_one() -> None:
    """A byte lost in a database must not turn the whole article into another alphabet."""
    broken = LEAD.encode()[:100] + b"\xff" + LEAD.encode()[100:]
    assert LEAD[60:] in decode(broken, None)


def test_page_meta_charset_is_read() -> None:
    """Pages declare their charset in a meta element."""
    html = f'<html><head><meta charset="koi8-r"></head><body>{RUSSIAN}</body></html>'
    assert RUSSIAN in decode(html.encode("koi8-r"), "text/html")


@pytest.mark.parametrize("header", ["utf-8", "ISO-8859-1"])
def test_page_knows_better_than_its_servers_default(header: str) -> None:
    """A server sends its default with all pages; what the page itself declares is then the only word about it."""
    html = f'<html><head><meta charset="windows-1254"></head><body>{MIXED}</body></html>'
    assert MIXED in decode(html.encode("cp1254"), f"text/html; charset={header}")
