"""Email: one message to one recipient over a connection that is always encrypted and verified.

Begin with ``channel`` (the conversation with the mail server), then ``mail`` (how the message is put together).
"""

from __future__ import annotations

from alerts.channels.email.channel import EmailChannel
from alerts.channels.email.options import SmtpOptions, Tls

__all__ = ["EmailChannel", "SmtpOptions", "Tls"]
