"""Pages that only their scripts fill come out filled, and nothing of one is left for the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from scrapers.grants import FeedGrants
from scrapers.rendering.records import Document
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from tests.scrapers.rendering.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAME, OTHER_NAME = "akhbar.example", "cdn.example"
SHELL = "<!doctype html><title>خبر</title><div id=root></div><script src=/app.js></script>"
APP = """
fetch('/api/1').then(answer => answer.json()).then(news => {
  const body = document.createElement('p');
  body.textContent = news.text;
  document.getElementById('root').append(body);
});
"""
WRITE = "<body><script>const say = text => document.body.append(`<${text}>`);%s</script>"


async def said(desk: Desk, script: str) -> str:
    """What a script of the page says of what it finds."""
    return await desk.renders(WRITE % script)


async def test_script_fills_the_page(desk: Desk) -> None:
    """The article is there only after a script has fetched it."""
    desk.gives("/app.js", APP)
    desk.gives("/api/1", '{"text": "هدوء حذر في هجين"}', "application/json")
    assert "<p>هدوء حذر في هجين</p>" in await desk.renders(SHELL)
    assert [request.path for request in desk.site.requests] == ["/robots.txt", "/app.js", "/api/1"]


async def test_modules_load_each_other(desk: Desk) -> None:
    """Newer sites are made of modules."""
    desk.gives("/main.js", "import {text} from '/part.js'; document.body.append(text);")
    desk.gives("/part.js", "export const text = await import('/late.js').then(late => late.text);")
    desk.gives("/late.js", "export const text = 'الحسكة';")
    assert "الحسكة" in await desk.renders("<body><script type=module src=/main.js></script>")


async def test_old_charset_is_read(desk: Desk) -> None:
    """The browser reads the page's bytes as the server named them; what comes out is UTF-8."""
    document = desk.document("<body><script>document.write('<p>دير الزور</p>')</script>", charset="windows-1256")
    assert "<p>دير الزور</p>" in (await desk.renderer.render(document, desk.grants)).decode()


async def test_style_sheets_seem_to_load(desk: Desk) -> None:
    """Some sites fill nothing before their styles are there; none is fetched."""
    html = "<body><script>const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = '/a.css';"
    html += "l.onload = () => document.body.append('styled'); document.head.append(l);</script>"
    assert ">styled" not in html
    assert "styled</body>" in (await desk.renders(html)).replace("\n", "")
    assert desk.site.asked_for("/a.css") == []


async def test_only_gets_are_sent(desk: Desk) -> None:
    """A hostile page would post elsewhere in our name."""
    desk.gives("/api", "{}", "application/json")
    methods = ["POST", "PUT", "DELETE", "HEAD", "PATCH"]
    html = await said(desk, f"for (const method of {methods}) fetch('/api', {{method}}).catch(() => say(method));")
    assert [f"&lt;{method}&gt;" in html for method in methods] == [True] * 5
    assert desk.site.requests == []


async def test_endless_address_is_not_asked_for(desk: Desk) -> None:
    """A page could carry away in it what it has found; the rest of it is rendered."""
    script = (
        "const ask = length => fetch('/a?' + 'x'.repeat(length)).then(() => say('asked')).catch(() => say('kept'));"
    )
    html = await said(desk, f"{script} ask(1e5); ask(1000);")
    assert "&lt;kept&gt;" in html
    assert "&lt;asked&gt;" in html


async def test_odd_answer_is_refused(desk: Desk) -> None:
    """What a browser would not take must not keep the page waiting."""
    desk.site.sends("/odd", b"HTTP/1.1 999 X\r\nContent-Type: a\x01b\xff/\r\nContent-Length: 1\r\n\r\nx")
    html = await said(desk, "fetch('/odd').then(() => say('done'), () => say('done'))")
    assert "&lt;done&gt;" in html


async def test_page_that_leads_away_stays(desk: Desk) -> None:
    """What it has is read, and where it leads is not asked for."""
    html = await said(desk, "say('here'); location.href = '/elsewhere'; setTimeout(() => location.reload(), 100);")
    assert "&lt;here&gt;" in html
    assert desk.site.requests == []


async def test_other_site_is_read_as_it_allows(desk: Desk) -> None:
    """What Playwright answers every page may read; so what may not be read is not given to it."""
    desk.other.publishes("/closed", b"text", "text/plain")
    desk.other.answers_with("/open", 200, {"Access-Control-Allow-Origin": f"http://{NAME}"}, b"text")
    reading = f"fetch('http://{OTHER_NAME}/' + path).then(() => say('read ' + path)).catch(() => say('kept ' + path))"
    document = Document(
        f"http://{NAME}/ar/1", "text/html", (WRITE % f"for (const path of ['open', 'closed']) {reading}").encode()
    )
    async with ProxyServer("127.0.0.25") as proxy:
        proxy.knows(f"{OTHER_NAME}:80", desk.other)
        grants = FeedGrants(f"http://{NAME}/feed", proxy=proxy.proxy(), renders=True)
        html = (await desk.renderer.render(document, grants)).decode()
    assert "&lt;read open&gt;" in html
    assert "&lt;kept closed&gt;" in html


async def test_nothing_is_kept_for_the_next_page(desk: Desk) -> None:
    """Pages of two sources must not meet, nor know that we came before."""
    script = "say([localStorage.length, document.cookie, window.name, (await indexedDB.databases()).length].join('|'));"
    script += "localStorage.a = 1; document.cookie = 'a=b; max-age=9999'; window.name = 'c'; indexedDB.open('d');"
    pages = [await said(desk, f"(async () => {{{script}}})()") for _ in range(2)]
    assert ["&lt;0|||0&gt;" in page for page in pages] == [True, True]


async def test_pages_wait_for_each_other(desk: Desk) -> None:
    """One at a time, in one browser."""
    pages = await asyncio.gather(*(said(desk, f"say({number})") for number in range(3)))
    assert [f"&lt;{number}&gt;" in page for number, page in enumerate(pages)] == [True] * 3
    assert desk.browser is not None
    assert desk.browser.pages == 3


async def test_page_that_never_rests_is_taken_as_it_is(desk: Desk) -> None:
    """Counters and tickers ask for ever; the article stands there all the same."""
    desk.gives("/tick", "1", "text/plain")
    html = await said(desk, "say('article'); setInterval(() => fetch('/tick'), 50);")
    assert "&lt;article&gt;" in html
    assert len(desk.site.asked_for("/tick")) <= desk.options.most_parts
