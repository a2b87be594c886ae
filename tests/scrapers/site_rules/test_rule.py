"""Each page is read by the rule of its own host, or of the nearest one above it."""

from __future__ import annotations

import pytest

from scrapers.site_rules.rule import Part, RulesInForce, SiteRule, SiteRules

RULES = SiteRules(
    SiteRule(host, body=".text")
    for host in ("enab.example", "ar.enab.example", "xn--mgbh0fb.xn--kgbechtv", "127.0.0.1")
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://enab.example/1", "enab.example"),
        ("https://www.enab.example/1", "enab.example"),
        ("https://EN.Enab.Example./1", "enab.example"),
        ("https://ar.enab.example/1", "ar.enab.example"),
        ("https://news.ar.enab.example:8443/1", "ar.enab.example"),
        ("https://مثال.إختبار/خبر", "xn--mgbh0fb.xn--kgbechtv"),
        ("http://127.0.0.1:9000/1", "127.0.0.1"),
        ("https://notenab.example/1", None),
        ("https://example/1", None),
        ("https://0.0.1/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_nearest_rule_holds(url: str, host: str | None) -> None:
    """A rule for a site holds for its sections; one for a section goes before it, and others' pages have none."""
    rule = RULES.of(url)
    assert (rule and rule.host) == host


def test_rules_are_exchanged_whole() -> None:
    """A rule that was taken out is not followed any longer."""
    in_force = RulesInForce()
    assert in_force.of("https://enab.example/1") is None
    in_force.replace(RULES)
    assert in_force.of("https://enab.example/1") is not None
    in_force.replace(SiteRules())
    assert in_force.of("https://enab.example/1") is None


def test_what_is_taken_out_need_not_be_there() -> None:
    """An advertisement stands on some pages only, so nobody is told when it is missing."""
    rule = SiteRule("enab.example", body=".text", remove=(".ad",), date="time")
    assert list(rule.parts()) == [(Part.BODY, ".text"), (Part.DATE, "time")]
