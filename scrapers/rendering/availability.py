"""Whether pages can be rendered on this machine, and what to install where they cannot."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "playwright"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome-headless-shell")
INSTALL_PACKAGE = "install the extra: requirements-browser.txt, or marsad[browser]"
INSTALL_BROWSER = "install Chromium (such as Debian's package chromium), or name one in MARSAD_BROWSER"


def find_browser(named: str = "") -> Path | None:
    """The program that is named, by its path or name; without a name the first Chromium on the PATH."""
    found = (shutil.which(name) for name in ((named,) if named else NAMES))
    path = next(filter(None, found), None)
    return None if path is None else Path(path).absolute()


def lacking(named: str = "") -> tuple[str, str] | None:
    """What is missing, and what to do about it; None when pages can be rendered."""
    if find_spec(PACKAGE) is None:
        return "the package that drives the browser is not installed", INSTALL_PACKAGE
    if find_browser(named) is None:
        return "no Chromium is found" if not named else "MARSAD_BROWSER names no program", INSTALL_BROWSER
    return None
