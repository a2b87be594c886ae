"""Explains an evaluation: what was taken off each mention, what it waits for, which part of a rule failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.evidence import Seen
from watchlist.explanation import Explanation, Failure, MentionReason, RuleReason
from watchlist.rules.book import DEFAULT_PRIORITY, default_rule_id
from watchlist.rules.failures import failures
from watchlist.rules.printing import printed
from watchlist.unmet import Unmet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from watchlist.evidence import Key
    from watchlist.finder import Found
    from watchlist.mentions import Evaluation, Mention
    from watchlist.phrases import Phrases
    from watchlist.rules.book import RuleBook
    from watchlist.rules.findings import Findings


MOST_EXPLAINED = 1000


def explain(
    found: Mapping[str, Sequence[Found]], findings: Findings, evaluation: Evaluation, phrases: Phrases, rules: RuleBook
) -> Explanation:
    """The reasons of an evaluation of these findings, made of what was found in the fields of a text.

    Of very many mentions the first ``MOST_EXPLAINED`` have their reasons.
    """
    told = evaluation.mentions[:MOST_EXPLAINED]
    wanted = {_key(each) for each in told}
    seen = (Seen(field, each) for field, several in found.items() for each in several)
    by_key = {each.key: each for each in seen if each.key in wanted}
    fields = {field: tokens.text for field, tokens in findings.line.fields.items()}
    unmet = Unmet(fields, found, phrases, {_key(each): each.status for each in evaluation.mentions})
    mentions = [_mention(each, by_key[_key(each)], unmet) for each in told]
    reasons = sorted(_rules(findings, evaluation, rules), key=lambda reason: not reason.holds)
    return Explanation(tuple(mentions), tuple(reasons), evaluation)


def _key(mention: Mention) -> Key:
    return mention.field, mention.name_id, mention.start, mention.end


def _mention(mention: Mention, seen: Seen, unmet: Unmet) -> MentionReason:
    return MentionReason(mention, seen.found.stripped, unmet.of(seen))


def _rules(findings: Findings, evaluation: Evaluation, rules: RuleBook) -> Iterator[RuleReason]:
    """Every rule that speaks of something found, also of what is held back."""
    mentioned = {each.name_id for each in evaluation.mentions}
    doubted = mentioned - findings.entities
    covers = {held.rule_id: held.covers for held in evaluation.held}
    for rule in rules.about(findings, mentioned):
        failed = failures(rule.condition, findings, doubted)
        covered = covers.get(rule.id, frozenset())
        yield RuleReason(rule.id, rule.priority, printed(rule.condition), covered, failed)
    for entity in sorted(mentioned):
        yield from _alone(entity, rules, is_doubted=entity in doubted)


def _alone(entity: str, rules: RuleBook, *, is_doubted: bool) -> Iterator[RuleReason]:
    """The rule that a name holds by itself, where no written rule speaks of it."""
    if rules.speaks_of(entity):
        return
    causes = [(is_doubted, "each mention of it is held back or part of a longer name")]
    causes.append((not rules.alerts_by_name, "default_rule is off, and no rule speaks of it"))
    failed = tuple(Failure(entity, cause) for applies, cause in causes if applies)
    covers = frozenset() if failed else frozenset({entity})
    yield RuleReason(default_rule_id(entity), DEFAULT_PRIORITY, "", covers, failed)
