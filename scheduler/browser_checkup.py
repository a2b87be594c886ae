"""What ``marsad doctor`` and ``marsad check`` tell of the browser, for feeds that ask to have their pages rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.configuration.files import FEEDS, parse_settings, read_content
from scheduler.configuration.findings import ConfigurationProblem, Finding

if TYPE_CHECKING:
    from scheduler.environment import Environment
    from scheduler.store_checkups import Found
    from scrapers.settings import FeedsSettings

_NOT_STARTED = (
    "see docs/operations.md, Pages that only scripts fill; most often its sandbox may make no user namespaces"
)


async def try_browser(environment: Environment) -> Found:
    """Whether a browser starts, and what holds it; nothing is tried while no feed asks for it."""
    from scrapers.rendering.availability import lacking
    from scrapers.rendering.failures import RenderFailed
    from scrapers.rendering.options import RenderOptions
    from scrapers.rendering.process import BrowserProcess

    if not _is_asked_for(environment):
        return None, "not used: no feed has render"
    missing = lacking(environment.browser)
    if missing is not None:
        return missing[1], missing[0]
    try:
        browser = await BrowserProcess.start(RenderOptions(environment.browser))
    except RenderFailed as failure:
        return _NOT_STARTED, f"it does not start: {failure.reason}"
    await browser.end()
    network = "without a network" if browser.is_isolated else "kept off the network by its own settings alone"
    if not browser.is_sandboxed:
        return "let root make user namespaces, or run Marsad as another user", f"{browser.version}, without its sandbox"
    return None, f"Chromium {browser.version}, in its sandbox, {network}"


def missing_browser(settings: FeedsSettings, line: int, named: str) -> list[Finding]:
    """The warning about feeds whose pages cannot be rendered here; ``line`` is that of the first."""
    from scrapers.rendering.availability import lacking

    missing = lacking(named)
    if missing is None:
        return []
    several = sum(feed.render for feed in settings.feeds)
    pages = "pages of this feed are" if several == 1 else f"pages of {several} feeds are"
    return [Finding(FEEDS, line, f"{pages} not rendered: {missing[0]}", missing[1], "warning")]


def _is_asked_for(environment: Environment) -> bool:
    from scrapers.settings import FeedsSettings

    try:
        settings, _ = parse_settings(FEEDS, read_content(environment.config / FEEDS), FeedsSettings)
    except ConfigurationProblem:
        return False
    return any(feed.render and feed.enabled for feed in settings.feeds)
