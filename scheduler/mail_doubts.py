"""Whether the mail server of the environment suits what ``alerts.yaml`` asks of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.configuration.files import ALERTS
from scheduler.configuration.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alerts.routing import Routing
    from scheduler.configuration.document import Document
    from scheduler.environment import SmtpEnvironment

# RFC 8314, 3.3, and RFC 6409: what servers expect on their ports.
_EXPECTED = {25: "starttls", 465: "implicit", 587: "starttls"}


def mail_doubts(smtp: SmtpEnvironment | None, routing: Routing, document: Document) -> list[Finding]:
    """Warnings about the ``MARSAD_SMTP_*`` settings, beside this routing; ``document`` is its file."""
    return list(_server_doubts(smtp) if smtp is not None else _without_server(routing, document))


def _without_server(routing: Routing, document: Document) -> Iterator[Finding]:
    if routing.alerts_by_email:
        part, who = "recipients" if routing.recipients else "operator", "alerts are to go out"
    elif len(routing.operator.channels) == 1:
        part, who = "operator", "the operator is only told"
    else:
        return
    message = f"{who} by email, but MARSAD_SMTP_HOST is not set, so none is sent"
    yield Finding(ALERTS, document.line((part,)), message, "set it where alerts are sent, or use a webhook", "warning")


def _server_doubts(smtp: SmtpEnvironment) -> Iterator[Finding]:
    expected = _EXPECTED.get(smtp.port, smtp.tls)
    if smtp.tls not in (expected, "none"):
        message = f"on port {smtp.port} mail servers expect {expected}, but this says {smtp.tls}"
        yield _doubt("MARSAD_SMTP_TLS", message, f"set it to {expected}, or MARSAD_SMTP_PORT to another")
    if smtp.user and not smtp.password:
        yield _doubt("MARSAD_SMTP_PASSWORD", "it is empty, but MARSAD_SMTP_USER is to log in", "set both, or neither")
    if smtp.password and not smtp.user:
        yield _doubt("MARSAD_SMTP_USER", "it is empty, so MARSAD_SMTP_PASSWORD is never used", "set both, or neither")


def _doubt(variable: str, message: str, hint: str) -> Finding:
    return Finding(variable, 0, message, hint, "warning")
