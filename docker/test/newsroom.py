"""Four outlets in one container, told apart by the Host header.

Each publishes as many articles as the file /tmp/published says; `python3 /newsroom.py publish 30` sets it to 30.
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PORT = 8000
PUBLISHED = Path("/tmp/published")  # noqa: S108 - the container's own memory

_PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head>
<body><nav><a href="/">الرئيسية</a> <a href="/about">من نحن</a></nav><article><h1>{title}</h1>
<p>قال مراسلنا في {outlet} إن مدينة هجين شهدت اليوم الحادثة رقم {number} منذ بداية العام، وإن الأهالي طالبوا
بفتح الطريق الدولي الذي يصل المدينة بريف دير الزور الشرقي.</p>
<p>وأضاف المراسل أن فرق الإسعاف نقلت المصابين إلى المشفى الميداني، وأن الحصيلة رقم {number} لدى {outlet} لم تتأكد بعد من
مصدر مستقل، في حين لم يصدر أي تعليق رسمي حتى ساعة إعداد هذا الخبر.</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""

_ITEM = "<item><title>{title}</title><link>http://{host}/article/{number}</link><guid>{host}-{number}</guid></item>"
_FEED = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'


def published() -> int:
    """How many articles each outlet has published."""
    try:
        return int(PUBLISHED.read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0


def title(host: str, number: int) -> str:
    """The headline of one article."""
    return f"أخبار مدينة هجين من {host}: الحادثة {number}"


def feed(host: str) -> str:
    """The outlet's feed, newest first."""
    items = (_ITEM.format(title=title(host, n), host=host, number=n) for n in range(published(), 0, -1))
    return _FEED.format(host=host, items="".join(items))


def page(host: str, number: str) -> str | None:
    """One article's page, or None where there is none."""
    if not number.isdigit() or not 0 < int(number) <= published():
        return None
    return _PAGE.format(title=title(host, int(number)), outlet=host, number=number)


class Newsroom(BaseHTTPRequestHandler):
    """Answers /feed.xml and /article/N; everything else, robots.txt too, is not found."""

    def do_GET(self) -> None:
        """Serve one document."""
        host = self.headers.get("Host", "outlet")
        if self.path == "/feed.xml":
            self._answer(feed(host), "application/rss+xml")
        elif self.path.startswith("/article/"):
            self._answer(page(host, self.path.removeprefix("/article/")), "text/html; charset=utf-8")
        else:
            self._answer(None, "text/plain")

    def _answer(self, text: str | None, content_type: str) -> None:
        body = (text or "not found").encode()
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    if sys.argv[1:2] == ["publish"]:
        PUBLISHED.write_text(sys.argv[2], encoding="ascii")
    else:
        ThreadingHTTPServer(("", PORT), Newsroom).serve_forever()
