"""A process in the place of the browser's that says what it was not asked for; arguments are ignored."""

from __future__ import annotations

import sys

from scrapers.rendering.frames import Frame, packed

READY = Frame("ready", {"version": "1", "isolated": True, "sandboxed": True})


def main() -> None:
    """Ask for ever."""
    out = sys.stdout.buffer
    out.write(packed(READY))
    number = 0
    while True:
        number += 1
        out.write(packed(Frame("want", {"id": number, "url": "http://127.0.0.1/", "as": "fetch"})))
        out.flush()


if __name__ == "__main__":
    main()
