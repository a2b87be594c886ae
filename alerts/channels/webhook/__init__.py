"""Webhook: alerts as signed JSON by the Standard Webhooks scheme.

Begin with ``channel`` (the call), then ``payload`` (the body; ``example.json``, ``example-summary.json`` and
``payload.schema.json`` show it).
"""

from __future__ import annotations

from alerts.channels.webhook.channel import WebhookChannel

__all__ = ["WebhookChannel"]
