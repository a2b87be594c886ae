"""Rules of feeds.yaml are typed, and each mistake is told with its line and what to write."""

from __future__ import annotations

import pytest

from scheduler.configuration.files import FEEDS, parse_settings
from scheduler.configuration.findings import ConfigurationProblem
from scrapers.settings import FeedsSettings
from scrapers.site_rules.rule import SiteRule
from scrapers.site_rules.settings import MOST_REMOVED, rules_of

GOOD = """
sites:
  - host: www.Enab.example
    body: article .text
    remove: [.ad, "p:not(.a)"]
    title: h1
    date: "time::attr(datetime)"
    author: .by
  - host: مثال.إختبار
    body: .نص
"""


def settings_of(text: str) -> FeedsSettings:
    """A feeds.yaml of this text."""
    return parse_settings(FEEDS, text.encode(), FeedsSettings)[0]


def findings(text: str) -> list[str]:
    """What is said of a feeds.yaml with mistakes."""
    with pytest.raises(ConfigurationProblem) as problem:
        settings_of(text)
    return [str(finding) for finding in problem.value.findings]


def test_rules_are_read() -> None:
    """Hosts in one spelling, whatever letters they are written in; www. is no other site."""
    rules = rules_of(settings_of(GOOD).sites)
    assert rules.of("https://enab.example/1") == SiteRule(
        "enab.example", "article .text", (".ad", "p:not(.a)"), "h1", "time::attr(datetime)", ".by"
    )
    assert rules.of("https://xn--mgbh0fb.xn--kgbechtv/") == SiteRule("xn--mgbh0fb.xn--kgbechtv", ".نص")


@pytest.mark.parametrize("text", ["sites:\n", "sites: []\n", "feeds: []\n"])
def test_no_rules_are_no_mistake(text: str) -> None:
    """The key alone is what many people write first."""
    assert settings_of(text).sites == []


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("{host: enab.example}", "give a selector at least"),
        ("{host: enab.example, remove: []}", "give a selector at least"),
        ("{body: p}", "this key is required"),
        ("{host: enab.example, body: 'div >'}", "sites.body: not a CSS selector"),
        ("{host: enab.example, remove: ['div >']}", "sites.remove: not a CSS selector"),
        ("{host: enab.example, remove: ['.a::text']}", "take ::text and ::attr() off"),
        ("{host: enab.example, bodi: p}", "unknown key 'bodi' (did you mean 'body'?)"),
        ("{host: 'https://enab.example/', body: p}", "sites.host: write the host alone"),
        ("{host: 'enab.example:8080', body: p}", "sites.host: no host name can be read"),
        ("{host: '*.enab.example', body: p}", "sites.host: write the host without *"),
        ("{host: '', body: p}", "sites.host: no host name can be read"),
        ("{host: .enab.example, body: p}", "sites.host: no host name can be read"),
        ("{host: enab..example, body: p}", "sites.host: no host name can be read"),
        ("{host: enab.example.., body: p}", "sites.host: no host name can be read"),
        ("{host: 5, body: p}", "sites.host: write text"),
        ("{host: enab.example, body: ''}", "sites.body: it is empty"),
        (f"{{host: enab.example, body: '{'a' * 301}'}}", "write at most 300 characters"),
        (f"{{host: enab.example, remove: [{', '.join(['p'] * (MOST_REMOVED + 1))}]}}", "write at most 20 of them"),
        ("{host: enab.example, remove: .ad}", "sites.remove: write it as a list"),
        ("p", "write keys with values"),
        ("{host: WWW.First.example, title: h1}", "this host stands here twice"),
    ],
)
def test_mistake_is_told_with_its_line(item: str, said: str) -> None:
    """The second of two rules is on the third line of this file."""
    (found,) = findings(f"sites:\n  - {{host: first.example, body: p}}\n  - {item}\n")
    assert found.startswith("feeds.yaml:3: error: ")
    assert said in found


def test_list_is_wanted() -> None:
    """A mapping by host would be the other way to write it."""
    assert "write it as a list" in findings("sites: {enab.example: {body: p}}")[0]
