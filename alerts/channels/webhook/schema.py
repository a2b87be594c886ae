"""The documentation of the webhook body, made from its models: a JSON Schema and examples.

``python -m alerts.channels.webhook.schema`` writes them beside this file.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from alerts.channels.webhook.body import webhook_body
from alerts.channels.webhook.payload import AlertPayload, NoticePayload, SummaryPayload
from alerts.message import Reader
from alerts.sample import sample_alert, sample_summary

SCHEMA_FILE = "payload.schema.json"
EXAMPLE_FILE = "example.json"
SUMMARY_FILE = "example-summary.json"
_MOMENT = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)


def schema() -> dict[str, Any]:
    """The JSON Schema of every body that is ever sent."""
    bodies = AlertPayload | NoticePayload | SummaryPayload
    adapter: TypeAdapter[AlertPayload | NoticePayload | SummaryPayload] = TypeAdapter(bodies)
    made = adapter.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Marsad webhook", **made}


def example() -> dict[str, Any]:
    """The body that ``marsad test-alert`` sends, at a fixed time."""
    reader = Reader("en", ZoneInfo("Asia/Damascus"))
    body: dict[str, Any] = json.loads(webhook_body(sample_alert(_MOMENT, reader)))
    return body


def example_summary() -> dict[str, Any]:
    """A summary, at the same time."""
    body: dict[str, Any] = json.loads(webhook_body(sample_summary(_MOMENT, Reader("en", ZoneInfo("Asia/Damascus")))))
    return body


def write(folder: Path) -> None:
    """Write the files, for people and for code generators."""
    for name, content in ((SCHEMA_FILE, schema()), (EXAMPLE_FILE, example()), (SUMMARY_FILE, example_summary())):
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).parent)
