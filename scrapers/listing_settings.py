"""The typed form of ``listing``: where a page that lists a site's news has its items."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from scrapers.access_settings import Strict


def _selector(css: str) -> str:
    """A CSS selector as it stands, if it is one."""
    from parsel.csstranslator import HTMLTranslator  # noqa: PLC0415 - only who writes selectors loads their grammar

    try:
        HTMLTranslator().css_to_xpath(css)
    except (SyntaxError, RuntimeError) as error:  # of cssselect: not a selector, or one it does not know
        raise ValueError(f"not a CSS selector: {error}") from error
    return css


def _of_elements(css: str) -> str:
    """A selector that finds elements, not their texts or attributes."""
    if "::" in css:
        raise ValueError("items are elements: take ::text and ::attr() off, the other selectors look within an item")
    return css


Css = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_selector)]


class ListingSettings(Strict):
    """Where the items of a page that lists news stand; everything but ``items`` has a usual place."""

    items: Annotated[Css, AfterValidator(_of_elements)] = Field(
        description="One item of the page, such as article.card."
    )
    link: Css | None = Field(
        default=None, description="Its link, within the item; default: its headline's link, else its first."
    )
    title: Css | None = Field(default=None, description="Its title; default: its first heading, else the link's text.")
    date: Css | None = Field(default=None, description="Its date; default: its first time element.")
    summary: Css | None = Field(default=None, description="Its summary; default: none.")
