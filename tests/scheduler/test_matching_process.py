"""The inside of a matcher process, run in a process of its own."""

from __future__ import annotations

import subprocess
import sys

_REMEMBERS = """
import gc, sys
from scheduler.configuration.edition import Edition
from scheduler.matching_process import Parcel, evaluate, install
from watchlist.mentions import Text

install(Parcel(Edition(b'{"places": [{"id": "hajin", "name": "Hajin"}]}'), None))
evaluate(Text("Hajin", " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(26 * 26))))
sys.exit(len(gc.get_objects()) > 200)
"""


_LEAVES_CIRCLES = """
import gc, sys, weakref
from scheduler import matching_process
from scheduler.configuration.edition import Edition
from watchlist.mentions import Text

class Circle:
    def __init__(self):
        self.itself = self

matching_process.install(matching_process.Parcel(Edition(b'{"places": [{"id": "hajin", "name": "Hajin"}]}'), None))
circles = []
for _ in range(5):
    circles.append(weakref.ref(Circle()))
    matching_process.evaluate(Text("Hajin", ""))
sys.exit(sum(circle() is not None for circle in circles))
"""


def test_what_articles_leave_in_circles_is_freed() -> None:
    """A process lives for years: what is never freed of each article fills the memory."""
    assert subprocess.run([sys.executable, "-c", _LEAVES_CIRCLES], check=False).returncode == 0


def test_what_is_remembered_is_not_looked_through() -> None:
    """Words met before pile up; a look for garbage among them would hold up an article for a fifth of a second."""
    assert subprocess.run([sys.executable, "-c", _REMEMBERS], check=False).returncode == 0
