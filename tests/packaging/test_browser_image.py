"""The image with a browser: nobody gets it unasked, and it lets crawlers do one thing more, not the others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

# Each alone breaks a container's walls, or looks over them; Docker's own profile denies them without capabilities.
DENIED = {
    "bpf", "finit_module", "init_module", "io_uring_setup", "kexec_load", "keyctl", "mount", "open_by_handle_at",
    "perf_event_open", "pivot_root", "process_vm_readv", "ptrace", "reboot", "setns", "swapon", "umount2",
    "userfaultfd",
}  # fmt: skip


@pytest.fixture(scope="module")
def overlay(checkout: Path) -> dict[str, Any]:
    """docker-compose.browser.yml."""
    read = yaml.safe_load((checkout / "docker-compose.browser.yml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def test_crawler_alone_gets_the_browser(overlay: dict[str, Any]) -> None:
    """Other roles meet no pages."""
    assert list(overlay["services"]) == ["crawler"]
    assert set(overlay) == {"services"}


def test_crawler_keeps_its_walls(overlay: dict[str, Any]) -> None:
    """The overlay names a profile for system calls; capabilities, networks and the read-only system stay."""
    crawler = overlay["services"]["crawler"]
    assert crawler["security_opt"] == ["seccomp=docker/browser-seccomp.json"]
    assert not {"cap_add", "cap_drop", "privileged", "read_only", "networks", "user"} & set(crawler)


def test_profile_denies_what_breaks_walls(checkout: Path) -> None:
    """It stands in the place of the engine's own."""
    profile = json.loads((checkout / "docker" / "browser-seccomp.json").read_text(encoding="utf-8"))
    (denied,) = profile["syscalls"]
    assert denied["action"] == "SCMP_ACT_ERRNO"
    assert set(denied["names"]) >= DENIED
    assert not {"clone", "clone3", "unshare", "chroot"} & set(denied["names"])  # the walls of the browser's sandbox


def test_image_has_no_browser_unasked(dockerfile: list[tuple[str, str]]) -> None:
    """It would be twice as large, and one more thing to keep up to date."""
    assert dockerfile.count(("ARG", "BROWSER=")) == 2
    steps = [
        rest for name, rest in dockerfile if name == "RUN" and ("chromium" in rest or "requirements-browser" in rest)
    ]
    assert len(steps) == 2
    assert all('if [ -n "$BROWSER" ]; then' in step for step in steps)
