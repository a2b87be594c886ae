"""Named points at which a test kills the service, to show that nothing is lost there.

``MARSAD_FAILPOINT=name`` kills the process the first time it gets to that point, ``name:3`` the third time. Without the
variable a point costs one comparison.
"""

from __future__ import annotations

import itertools
import os
import signal

KNOWN = frozenset(
    {
        "after-fetch",
        "after-parse",
        "before-remember",
        "inside-remember",
        "after-remember",
        "after-page-fetch",
        "after-extract",
        "after-match",
        "after-meet",
        "while-waiting",
        "inside-overtaken-check",
        "before-keep",
        "after-keep",
        "during-restore",
        "inside-commit",
        "after-commit",
        "after-seen",
        "before-send",
        "after-accept-email",
        "after-accept-webhook",
        "before-mark-retry",
        "during-reload",
        "during-retention",
        "after-tick",
        "inside-catch-up",
        "before-summary",
        "inside-telling",
        "inside-replace",
        "after-replace",
        "inside-revise",
        "after-revise",
        "after-reread",
        "before-reread-end",
    },
)


def armed_point(setting: str) -> tuple[str, int]:
    """The point and the visit that a setting ``name`` or ``name:n`` names; ValueError for an unknown one."""
    name, _, visit = setting.partition(":")
    if name and name not in KNOWN:
        raise ValueError(f"MARSAD_FAILPOINT names no known point; known: {', '.join(sorted(KNOWN))}")
    return name, int(visit or 1)


_armed, _fatal_visit = armed_point(os.environ.get("MARSAD_FAILPOINT", ""))
_visits = itertools.count(1)


def reach(name: str) -> None:
    """Die here, without any clean-up, if this visit to this point is the armed one."""
    if name == _armed and next(_visits) == _fatal_visit:
        os.kill(os.getpid(), signal.SIGKILL)
