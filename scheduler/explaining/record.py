"""An explanation as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from archive.groups import Member
    from archive.page_tries import PageTries
    from scheduler.explaining.copies import Copies
    from scheduler.explaining.explaining import Report
    from scheduler.explaining.fates import RuleFate
    from scheduler.explaining.subject import Subject
    from watchlist.explanation import RuleReason


def record_of(report: Report) -> dict[str, Any]:
    """``{"article", "copies", "mentions", "mentions_left_out", "rules", "alerts"}``.

    Mentions are as ``marsad match`` gives them, with their reasons.
    """
    explanation = report.explanation
    return {
        "article": _article(report.subject),
        "copies": _copies(report.copies),
        "mentions": [
            {**asdict(each.mention), "stripped": each.stripped, "lacks": each.unmet} for each in explanation.mentions
        ],
        "mentions_left_out": len(explanation.evaluation.mentions) - len(explanation.mentions),
        "rules": [_rule(each) for each in explanation.rules],
        "alerts": [_alert(each, report) for each in report.fates],
    }


def _article(subject: Subject) -> dict[str, Any]:
    return {
        "origin": subject.origin.value,
        "id": subject.number,
        "url": subject.url or None,
        "title": subject.title,
        "author": subject.author,
        "published": _iso(subject.published_at),
        "committed": _iso(subject.committed_at),
        "language": subject.language,
        "body_characters": len(subject.body),
        "body_source": subject.body_source,
        "page_status": subject.page_status,
        "source": subject.source.name or None,
        "others": subject.others,
        "modified": _iso(subject.modified_at),
        "canonical_url": subject.canonical_url,
        "section": subject.section,
        "image_url": subject.image_url,
        "origins": subject.origins.named(),
        "extractor": subject.extractor,
        "removed_share": round(subject.removed_share, 3),
        "removed_lines": list(subject.removed_lines),
        "warnings": list(subject.warnings),
        "page_tries": _tries(subject.page_tries),
        "revisions": [
            {"title": each.title, "changed": round(each.changed, 3), "replaced": _iso(each.replaced_at)}
            for each in subject.revisions
        ],
    }


def _copies(copies: Copies) -> dict[str, Any]:
    closest = copies.closest
    return {
        "others": [_member(each) for each in copies.others],
        "closest": closest
        and {
            **({"article": closest.number} if closest.elder is None else _member(closest.elder)),
            "relation": closest.relation,
            "shared": round(closest.shared, 3),
            "differing": list(closest.differing),
        },
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "article": member.article_id,
        "source": member.outlet,
        "url": member.url,
        "published": _iso(member.published_at),
        "seen": _iso(member.seen_at),
    }


def _tries(tries: PageTries | None) -> dict[str, Any] | None:
    if tries is None:
        return None
    last, due = _iso(tries.tried_at), _iso(tries.due_at)
    return {"tries": tries.tries, "status": tries.status, "last": last, "next": due}


def _rule(rule: RuleReason) -> dict[str, Any]:
    return {
        "id": rule.rule_id,
        "priority": rule.priority,
        "when": rule.when or None,
        "holds": rule.holds,
        "covers": sorted(rule.covers),
        "failures": [asdict(failure) for failure in rule.failures],
    }


def _alert(fate: RuleFate, report: Report) -> dict[str, Any]:
    sent = [each for each in report.told.deliveries if fate.alert is not None and each.alert_id == fate.alert.id]
    held = [each for each in report.told.held if fate.alert is not None and each.alert_id == fate.alert.id]
    return {
        "rule": fate.rule.rule_id,
        "fate": fate.fate.value,
        "alert": fate.alert.id if fate.alert else None,
        "reason": fate.reason.value if fate.reason else None,
        "changes": list(map(str, fate.changes)),
        "notice": fate.notice or None,
        "to": [asdict(to) for to in fate.deliveries],
        "went": [{"recipient": one.recipient, "channel": one.channel, "state": one.state.value} for one in sent],
        "held": [
            {"recipient": one.to.recipient, "channel": one.to.channel, "until": _iso(one.tell_at)} for one in held
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
