"""Soft pages: what an HTML page looks like that stands, with status 200, where a feed should be; by its beginning."""

from __future__ import annotations

import re
from html import unescape

from scrapers.parsing.results import ParseFailed, ParseReason

_LOOKED_THROUGH = 60_000
_LONGEST_TITLE = 80
_PAGE = re.compile(r"<!doctype\s+html|<html|<head|<body|<title", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LOGIN = re.compile(
    r"\b(?:log[ -]?in|sign[ -]?in|log[ -]?on|authentication|se connecter|anmeldung|giriş)\b"
    r"|تسجيل الدخول|ورود|התחברות|\bвход\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bcookies?\b.{0,40}\b(?:consent|wall|required|choices|settings|policy)\b"
    r"|\b(?:consent|privacy|enable|accept)\b.{0,40}\bcookies?\b"
    r"|before you continue|privacy (?:gate|center|choices)|ملفات تعريف الارتباط|الكوكيز",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:404|403|410|500|502|503|504)\b|not found|forbidden|access denied|unavailable|maintenance|server error"
    r"|bad gateway|time-?out|something went wrong|\ban error\b|database error|account suspended"
    r"|domain (?:is )?(?:for sale|parked)|website (?:expired|disabled)"
    r"|عذر[اًا]|خطأ|غير موجود|صيانة|غير متاح|ممنوع|introuvable|\berreur\b|\bfehler\b|\bhata\b|ошибка|не найден",
    re.IGNORECASE,
)


def of_page(document: str) -> ParseFailed:
    """Why a document that is no feed gave nothing: what kind of page it is, with its title; else just no feed."""
    start = document[:_LOOKED_THROUGH]
    if _PAGE.search(start) is None:
        return ParseFailed(ParseReason.NOT_A_FEED)
    title = _text(_TITLE, start)
    told = f"{title} {_text(_HEADING, start)}"
    return ParseFailed(_reason(told, start), title)


def _reason(told: str, start: str) -> ParseReason:
    if _ERROR.search(told):
        return ParseReason.ERROR_PAGE
    if _COOKIES.search(told):
        return ParseReason.COOKIE_WALL
    if _LOGIN.search(told) or _PASSWORD.search(start):
        return ParseReason.LOGIN_PAGE
    return ParseReason.NOT_A_FEED


def _text(pattern: re.Pattern[str], start: str) -> str:
    found = pattern.search(start)
    return _SPACE.sub(" ", unescape(found[1])).strip()[:_LONGEST_TITLE] if found else ""
