"""The typed form of ``sites`` in ``feeds.yaml``: for a host, where the parts of an article stand in its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from gateway.host_names import canonical_host
from scrapers.access_settings import Strict
from scrapers.site_rules.rule import SiteRule, SiteRules

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_CHARACTERS = 300
MOST_REMOVED = 20
MOST_SITES = 5_000


def _selector(css: str) -> str:
    """A selector as it stands, if it is one."""
    from scrapers.site_rules.selectors import read_selector  # noqa: PLC0415 - only who writes rules loads their grammar

    read_selector(css)
    return css


def _of_elements(css: str) -> str:
    """A selector that finds elements, not their texts or attributes."""
    if "::" in css:
        raise ValueError("this means whole elements: take ::text and ::attr() off")
    return css


class _SecondRule(str):
    """The host of a rule whose host has one already; marked beforehand, so that its line is the one that is named."""

    __slots__ = ()


def _host(host: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    """A host name in its canonical spelling, without www."""
    if not isinstance(host, str):
        return host
    if isinstance(host, _SecondRule):
        raise ValueError("this host stands here twice; put its selectors together")  # noqa: TRY004 - pydantic turns only ValueError into a finding
    if "/" in host or "@" in host:
        raise ValueError("write the host alone, like news.example.org")
    if host.startswith("*"):
        raise ValueError("write the host without *: a rule holds for the hosts below it too")
    name = _spelled(host)
    if "" in name.split("."):
        raise ValueError("no host name can be read from this; write one like news.example.org, without a port")
    return name


def _each_host_once(sites: object) -> object:
    """The items with every host marked that stood in one before; nothing written under the key is no rules."""
    if not isinstance(sites, list):
        return [] if sites is None else sites
    seen: set[str] = set()
    return [_marked(item, seen) for item in sites]


def _marked(item: Any, seen: set[str]) -> Any:  # noqa: ANN401 - as it stands in the file
    written = item.get("host") if isinstance(item, dict) else None
    host = _spelled(written) if isinstance(written, str) else ""
    if host in seen:
        return {**item, "host": _SecondRule(written)}
    seen.update(filter(None, [host]))
    return item


def _spelled(host: str) -> str:
    """A host in its canonical spelling, without www; empty for what is none."""
    return (canonical_host(host.strip()) or "").removeprefix("www.")


Css = Annotated[str, Field(min_length=1, max_length=LONGEST_CHARACTERS), AfterValidator(_selector)]
Host = Annotated[str, BeforeValidator(_host, json_schema_input_type=str), Field(min_length=1, max_length=255)]
ElementsCss = Annotated[Css, AfterValidator(_of_elements)]


class SiteSettings(Strict):
    """Where the parts of an article stand in the pages of one host and of those below it, by CSS selectors."""

    host: Host = Field(description="The host, such as example.org; it holds for its subdomains too.")
    body: ElementsCss | None = Field(default=None, description="Where the text stands; all that is found, in order.")
    remove: list[ElementsCss] = Field(
        default=[], max_length=MOST_REMOVED, description="What is taken out of the page before it is read."
    )
    title: Css | None = Field(default=None, description="The headline; ::attr(name) takes an attribute.")
    date: Css | None = Field(default=None, description="When it was published; ::attr(name) takes an attribute.")
    author: Css | None = Field(default=None, description="Who wrote it; ::attr(name) takes an attribute.")

    @model_validator(mode="after")
    def _asks_for_something(self) -> SiteSettings:
        if not (self.body or self.remove or self.title or self.date or self.author):
            raise ValueError("give a selector at least: body, remove, title, date or author")
        return self

    def rule(self) -> SiteRule:
        """The rule as pages are read by it."""
        return SiteRule(self.host, self.body, tuple(self.remove), self.title, self.date, self.author)


Sites = Annotated[list[SiteSettings], BeforeValidator(_each_host_once)]


def rules_of(sites: Iterable[SiteSettings]) -> SiteRules:
    """The rules of a configuration."""
    return SiteRules(site.rule() for site in sites)
