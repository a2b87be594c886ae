"""Checks the whole configuration folder, as ``marsad check`` shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gateway.addresses import DEFAULT_PORTS, AddressPolicy, Refusal
from scheduler.browser_checkup import missing_browser
from scheduler.compiling import check_watchlist
from scheduler.configuration.alerts_file import load_alerts
from scheduler.configuration.files import ALERTS, FEEDS, WATCHLIST, parse_settings, read_content
from scheduler.configuration.findings import ConfigurationProblem, Finding
from scheduler.configuration.including import read_edition
from scheduler.mail_doubts import mail_doubts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from scheduler.environment import Environment


LONG_YAML_BYTES = 1_000_000
FILES = FEEDS, WATCHLIST, ALERTS


def check_folder(folder: Path, environ: Mapping[str, str], environment: Environment | None = None) -> list[Finding]:
    """Every mistake and doubt in the three files; an empty list means all is well.

    With the service's own settings, those that do not suit the files are doubted too.
    """
    checks: dict[str, Callable[[bytes], list[Finding]]] = {
        FEEDS: lambda content: check_feeds(content, folder, environ, environment),
        WATCHLIST: lambda content: check_watchlist(read_edition(folder, WATCHLIST, content)),
        ALERTS: lambda content: check_alerts(content, folder, environ, environment),
    }
    found = [finding for name, check in checks.items() for finding in _findings(folder / name, check)]
    return _at_once(found, folder) or found


def _at_once(found: list[Finding], folder: Path) -> list[Finding]:
    """One finding, when none of the files can be read and for the same reason; else none."""
    if [finding.file for finding in found] != [*FILES] or len({replace(each, file="") for each in found}) > 1:
        return []
    message = f"{', '.join(FILES)}: {found[0].message}"
    return [replace(found[0], file=str(folder), line=0, message=message)]


def _findings(path: Path, check: Callable[[bytes], list[Finding]]) -> list[Finding]:
    try:
        content = read_content(path)
        return check(content) + _slowness(path.name, content)
    except ConfigurationProblem as problem:
        return problem.findings


def _slowness(file: str, content: bytes) -> list[Finding]:
    """Long YAML is sound, but it keeps a processor busy at each change."""
    if len(content) <= LONG_YAML_BYTES or content.lstrip().startswith(b"{"):
        return []
    hint = "write it as JSON, which is read ten times faster"
    hint += ", or include lists" if file == WATCHLIST else ""
    return [Finding(file, 1, f"{len(content) / 1e6:.0f} MB of YAML are read slowly", hint, "warning")]


def check_feeds(
    content: bytes, folder: Path, environ: Mapping[str, str], environment: Environment | None = None
) -> list[Finding]:
    """Doubts about ``feeds.yaml``, and passwords that cannot be read; raises ConfigurationProblem."""
    from scheduler.feed_access import read_grants
    from scrapers.settings import FeedsSettings

    settings, document = parse_settings(FEEDS, content, FeedsSettings)
    found = []
    if not any(feed.enabled for feed in settings.feeds):
        found.append(Finding(FEEDS, document.line(("feeds",)), "no feed is enabled", "add one under feeds", "warning"))
    policy = AddressPolicy(ports=frozenset({*DEFAULT_PORTS.values(), *settings.ports}))
    for index, feed in enumerate(settings.feeds):
        _, unusable = read_grants(feed, folder, environ)
        found += [each.finding(document.line(("feeds", index, *each.keys))) for each in unusable]
        if feed.proxy is not None and feed.proxy.allow_private:
            found.append(
                _private(FEEDS, document.line(("feeds", index, "proxy", "allow_private")), "this feed's proxy")
            )
        if feed.ignore_robots is not None and feed.enabled:
            found.append(_unbound(document.line(("feeds", index, "ignore_robots")), feed.ignore_robots))
        if feed.allow_private:
            found.append(_private(FEEDS, document.line(("feeds", index, "allow_private")), "this feed"))
        elif feed.enabled and (refusal := policy.refuse_url(feed.url)) is not None:
            found.append(_refused(document.line(("feeds", index, "url")), refusal))
    rendered = next((index for index, feed in enumerate(settings.feeds) if feed.render and feed.enabled), None)
    if rendered is not None:
        named = environment.browser if environment is not None else ""
        found += missing_browser(settings, document.line(("feeds", rendered, "render")), named)
    return found


def _refused(line: int, refusal: Refusal) -> Finding:
    """A feed that would be refused at every poll, whatever its name resolves to."""
    message = {
        Refusal.ADDRESS: "this feed's address is private or this machine's own, so it is never polled",
        Refusal.PORT: "feeds are polled on the ports 80 and 443 only, and those under ports, so this one never is",
    }.get(refusal, "no host can be read from this feed's url, so it is never polled")
    hint = {
        Refusal.ADDRESS: "if it is yours, set allow_private",
        Refusal.PORT: "add its port under ports",
    }.get(refusal, "check its spelling")
    return Finding(FEEDS, line, message, hint, "warning")


def _unbound(line: int, reason: str) -> Finding:
    return Finding(FEEDS, line, f"this feed is fetched whatever its robots.txt says: {reason}", "", "information")


def _private(file: str, line: int, subject: str) -> Finding:
    return Finding(file, line, f"{subject} may be on a private network", "keep it only if that is meant", "warning")


def check_alerts(
    content: bytes, folder: Path, environ: Mapping[str, str], environment: Environment | None = None
) -> list[Finding]:
    """Warnings about ``alerts.yaml``, the secrets it names included; raises ConfigurationProblem."""
    from alerts.settings import AlertsSettings

    _, routing = load_alerts(content, folder, environ)
    settings, document = parse_settings(ALERTS, content, AlertsSettings)
    keys = [
        ("channels", "webhooks", index) for index, hook in enumerate(settings.channels.webhooks) if hook.allow_private
    ]
    private = [_private(ALERTS, document.line((*key, "allow_private")), "this webhook") for key in keys]
    return private if environment is None else private + mail_doubts(environment.smtp, routing, document)
