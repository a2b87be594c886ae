"""Turns a site's items into the bytes it serves: feeds in RSS or Atom, article pages with all their furniture."""

from __future__ import annotations

from email.utils import format_datetime
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scheduler.demo.nouns import Item, Outlet


def render_feed(outlet: Outlet, home: str, items: Sequence[Item], updated: datetime) -> bytes:
    """The outlet's feed document, newest item first, in the outlet's encoding."""
    fields = {
        **_outlet_fields(outlet),
        "home": escape(home),
        "language": outlet.language,
        "updated": format_datetime(updated, usegmt=True),
        "updated_iso": updated.isoformat(),
        "items": "\n".join(_render_item(outlet, home, item) for item in reversed(items)),
    }
    return _fill(f"{outlet.form}.xml", fields, outlet.charset)


def render_page(outlet: Outlet, item: Item, others: Sequence[Item]) -> bytes:
    """The page of an item with its furniture; ``others`` are linked as related articles."""
    story = item.story
    fields = {
        **_outlet_fields(outlet),
        **_item_fields(item),
        "caption": escape(story.caption),
        "paragraphs": "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs),
        "related": "\n".join(f'<li><a href="{o.path}">{escape(o.story.title)}</a></li>' for o in others),
    }
    return _fill("arabic.html" if story.language == "ar" else "english.html", fields, outlet.charset)


def _render_item(outlet: Outlet, home: str, item: Item) -> str:
    fields = {**_item_fields(item), "url": escape(home.rstrip("/") + item.path)}
    return _template(f"{outlet.form}-item.xml").substitute(fields).rstrip("\n")


def _outlet_fields(outlet: Outlet) -> dict[str, str]:
    return {"outlet": escape(outlet.name), "charset": outlet.charset}


def _item_fields(item: Item) -> dict[str, str]:
    return {
        "title": escape(item.story.title),
        "summary": escape(item.story.summary),
        "guid": item.guid,
        "published": item.published_at.isoformat(),
        "published_rfc822": format_datetime(item.published_at, usegmt=True),
    }


def _fill(name: str, fields: dict[str, str], charset: str) -> bytes:
    return _template(name).substitute(fields).encode(charset, errors="xmlcharrefreplace")


@cache
def _template(name: str) -> Template:
    return Template((files("scheduler.demo") / "pages" / name).read_text(encoding="utf-8"))
