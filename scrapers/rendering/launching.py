"""How the browser is started: without a network of its own, without a memory of earlier pages, without our secrets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Playwright

# A proxy where nothing listens (the port "discard", which the policy of browsers forbids besides), for loopback too.
_NOWHERE = "http://127.0.0.1:9"
ARGUMENTS = (
    f"--proxy-server={_NOWHERE}",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--no-pings",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--deny-permission-prompts",
    "--disable-crash-reporter",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-remote-fonts",
    "--disable-notifications",
    "--disable-domain-reliability",
    "--disable-speech-api",
    "--blink-settings=imagesEnabled=false",
    "--renderer-process-limit=1",
    "--js-flags=--max-old-space-size=256",
    "--disk-cache-size=1",
)


async def launch(playwright: Playwright, program: str, home: Path) -> Browser:
    """The browser at this path, confined by its own sandbox unless root starts it; raises Playwright's Error."""
    return await playwright.chromium.launch(
        executable_path=program,
        chromium_sandbox=os.geteuid() != 0,
        args=ARGUMENTS,
        env={"HOME": str(home), "TMPDIR": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"},
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
    )
