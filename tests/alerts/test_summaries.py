"""A summary in each form: what a changed list found among stored articles, listed and counted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from alerts.channels.email.mail import compose_mail
from alerts.channels.email.options import SmtpOptions
from alerts.channels.webhook.body import BODY_LIMIT, webhook_body
from alerts.channels.webhook.schema import SUMMARY_FILE, example_summary, schema
from alerts.message import Reader
from alerts.sample import sample_summary
from tests.alerts.world import WEBHOOK_FOLDER

if TYPE_CHECKING:
    from email.message import EmailMessage

NOW = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)


def mailed(language: str) -> EmailMessage:
    """The mail of the sample, read back."""
    summary = sample_summary(NOW, Reader(language, ZoneInfo("Asia/Damascus")))
    options = SmtpOptions(host="127.0.0.1", port=25, sender="Marsad <marsad@desk.example>")
    return message_from_bytes(compose_mail(summary, "a@desk.example", "key", options, NOW), policy=policy.default)


@pytest.mark.parametrize(
    ("language", "subject", "more"),
    [("en", "[Marsad] Your changed watchlist: 3 in", "2 more are not"), ("ar", "[مرصد] قائمة المراقبة", "و2 غيرها")],
)
def test_mail_lists_and_counts(language: str, subject: str, more: str) -> None:
    """Title, names, source, time and link of each listed article, and how many are not; in both bodies."""
    mail = mailed(language)
    assert str(mail["Subject"]).startswith(subject)
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        text = part.get_content()
        wanted = ("خبر عن مدينة المثال", "Sampletown", "2026-11-22 18:05", "https://example.org/news/test", more)
        assert [words for words in wanted if words not in text] == []


def test_example_is_current() -> None:
    """Receivers write their code against these files."""
    assert json.loads((WEBHOOK_FOLDER / SUMMARY_FILE).read_text(encoding="utf-8")) == example_summary()
    jsonschema.validate(example_summary(), schema())


def test_call_stays_under_20_kb() -> None:
    """However long titles, links and names are; the total stays."""
    summary = sample_summary(NOW, Reader("ar", ZoneInfo("UTC")))
    long = replace(
        summary.items[0],
        title="ق" * 5000,
        url=f"https://a.example/{'x' * 2900}",
        names=("اسم" * 300,) * 50,
        rules=("r" * 300,) * 50,
    )
    body = webhook_body(replace(summary, total=500, items=(long,) * 20))
    assert len(body) < BODY_LIMIT
    data = json.loads(body)["data"]
    assert (data["total"], len(data["articles"]) > 0) == (500, True)
