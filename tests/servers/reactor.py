"""Twisted's asyncio reactor on the tests' event loop: once a process, as a reactor cannot be installed twice."""

from __future__ import annotations

import asyncio
import sys
from typing import cast


def install_reactor() -> None:
    """Put the reactor on the running loop; that loop must be the session's, as it serves all later tests too."""
    loop = asyncio.get_running_loop()
    if "twisted.internet.reactor" not in sys.modules:
        from twisted.internet import asyncioreactor  # noqa: PLC0415 - importing it may install another

        asyncioreactor.install(loop)
    from twisted.internet import reactor  # noqa: PLC0415 - the same

    on = cast("object", getattr(reactor, "_asyncioEventloop", None))
    assert on is loop, "the reactor belongs to another loop: use pytest.mark.asyncio(loop_scope='session')"
