"""Why a reader gets an alert, in a sentence of his language. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.news import Reason
from alerts.wording import wording_for

if TYPE_CHECKING:
    from alerts.message import AlertMessage

SHOWN_NAMES = 12
TAKING_BACK = (Reason.CORRECTED, Reason.RETRACTED)


def why(message: AlertMessage) -> str:
    """Names the watched name that alerts by itself, or the rule that held and what it found, if that is gone too.

    What takes an earlier report back may never have held any of it.
    """
    words = wording_for(message.reader.language)
    names = words.list_comma.join(message.names[:SHOWN_NAMES])
    if message.gone and message.resembled and message.reason in TAKING_BACK:
        return words.why_told_before.format(names=names)
    if message.alerts_by_name:
        held = words.why_name.format(name=names)
    else:
        held = words.why_rule.format(rule=message.rule_id, names=names)
    return f"{held} {words.gone}" if message.gone else held
