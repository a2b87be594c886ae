"""The watchlist, compiled: a text goes in, mentions and the rules that hold come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from watchlist.context import Context
from watchlist.explaining import explain
from watchlist.listing import watched_names
from watchlist.lists.shelf import Shelf, ShelfFinder
from watchlist.mentions import Evaluation, Mention
from watchlist.nesting import nested
from watchlist.phrases import Phrases
from watchlist.rules.book import PHRASE, RuleBook
from watchlist.rules.parser import Scope
from watchlist.rules.words import Spot, WordLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.explanation import Explanation
    from watchlist.finder import Found
    from watchlist.mentions import Text
    from watchlist.names import WatchedName
    from watchlist.places import PlaceTree
    from watchlist.rules.findings import Findings
    from watchlist.settings import WatchlistSettings


class _Looked(NamedTuple):
    """What was found in each field, the mentions that it makes, and the phrases of rules with where they stand."""

    found: dict[str, list[Found]]
    mentions: tuple[Mention, ...]
    phrases: list[tuple[str, Spot]]


class Watchlist:
    """All names and rules; made once per matcher process, safe to use from one thread at a time."""

    def __init__(self, names: Iterable[WatchedName], rules: RuleBook, shelf: Shelf, tree: PlaceTree) -> None:
        listed = list(names)
        self._finder = ShelfFinder([*listed, *rules.phrases()], shelf, tree)
        self._phrases = Phrases([*listed, *shelf.phrased(tree)])
        self._rules = rules

    @classmethod
    def from_settings(cls, settings: WatchlistSettings, shelf: Shelf | None = None) -> Watchlist:
        """Compiles the settings and what is on the shelf; raises ``WatchlistError`` for a rule that cannot be read."""
        shelf = shelf or Shelf()
        tree = shelf.tree(settings.places)
        ids = {entity.id for entity in (*settings.places, *settings.actors)}
        if settings.rules:
            ids.update(shelf.ids())
        rules = RuleBook(settings.rules, Scope(ids, tree), default_rule=settings.default_rule)
        return cls(watched_names(settings, tree), rules, shelf, tree)

    def match(self, text: Text) -> tuple[Mention, ...]:
        """Every mention, those of the title first, each field in text order."""
        return self._look(text, WordLine(text.title, text.text)).mentions

    def evaluate(self, text: Text) -> Evaluation:
        """The mentions and the rules that hold."""
        line = WordLine(text.title, text.text)
        looked = self._look(text, line)
        return Evaluation(looked.mentions, self._rules.held(self._findings(text, line, looked)))

    def explain(self, text: Text) -> Explanation:
        """As :meth:`evaluate`, and why."""
        line = WordLine(text.title, text.text)
        looked = self._look(text, line)
        findings = self._findings(text, line, looked)
        evaluation = Evaluation(looked.mentions, self._rules.held(findings))
        return explain(looked.found, findings, evaluation, self._phrases, self._rules)

    def _findings(self, text: Text, line: WordLine, looked: _Looked) -> Findings:
        names = [(each.name_id, Spot(each.field, each.start, each.end)) for each in looked.mentions if each.counts]
        return self._rules.findings(text, [*names, *looked.phrases], line)

    def _look(self, text: Text, line: WordLine) -> _Looked:
        fields = {"title": text.title, "text": text.text}
        found = {
            field: _one_per_entity(tokens.text, self._finder.find_in(tokens)) for field, tokens in line.fields.items()
        }
        names = {field: [each for each in several if each.name.kind != PHRASE] for field, several in found.items()}
        phrases = [
            (each.name.name_id, Spot(field, each.start, each.end))
            for field, several in found.items()
            for each in several
            if each.name.kind == PHRASE
        ]
        return _Looked(found, tuple(self._mentions(fields, names)), phrases)

    def _mentions(self, fields: dict[str, str], found: dict[str, list[Found]]) -> Iterator[Mention]:
        context = Context(fields, found, self._phrases)
        for field, text in fields.items():
            yield from nested(_mention(field, text, each, context) for each in found[field])


def _one_per_entity(text: str, found: Iterable[Found]) -> list[Found]:
    """One finding per entity and span: a sure name before a doubtful one, then the one spelt like the text."""
    best: dict[tuple[str, int, int], Found] = {}
    for each in found:
        key = (each.name.name_id, each.start, each.end)
        if key not in best or _merit(text, each) > _merit(text, best[key]):
            best[key] = each
    return list(best.values())


def _merit(text: str, found: Found) -> tuple[bool, bool]:
    return found.name.is_sure, found.name.text == text[found.start : found.end]


def _mention(field: str, text: str, found: Found, context: Context) -> Mention:
    name, surface = found.name, text[found.start : found.end]
    status = context.status(field, found)
    return Mention(name.name_id, name.kind, name.text, surface, field, found.start, found.end, status)
