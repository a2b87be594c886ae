"""What the answers of `marsad duplicates` are worth."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

ASKED = ("id", "url", "source", "title", "text", "published")
Line = dict[str, Any]


def answered(command: str, lines: list[Line]) -> dict[str, str | None]:
    """copy_of by id."""
    asked = "".join(json.dumps({key: line[key] for key in ASKED}, ensure_ascii=False) + "\n" for line in lines)
    run = subprocess.run([*shlex.split(command), "--jsonl"], input=asked.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(one) for one in run.stdout.decode().rstrip("\n").split("\n")]
    return {one["id"]: one["copy_of"] for one in answers}


@dataclass(slots=True)
class Score:
    """Counts over any number of streams; each kind also by language."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    copies: Counter[tuple[str, str]] = field(default_factory=Counter)
    merged: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: Counter[tuple[str, str]] = field(default_factory=Counter)
    false_merges: int = 0
    wrong: list[Line] = field(default_factory=list)

    def add(self, lines: list[Line], copy_of: dict[str, str | None]) -> None:
        """One stream's answers."""
        known = {line["id"]: line for line in lines}
        for line in lines:
            elder = known.get(copy_of[line["id"]] or "")
            self._count(line, elder)

    @property
    def recall(self) -> float:
        """Of all copies."""
        return self.found.total() / max(self.copies.total(), 1)

    @property
    def precision(self) -> float:
        """Of all that was put together."""
        return self.found.total() / max(self.found.total() + self.false_merges, 1)

    @property
    def f1(self) -> float:
        """Of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def twins_merged(self) -> float:
        """Share of twins put with another article; first reports count apart."""
        twins = [key for key in self.others if key[0] != "real"]
        return sum(self.merged[key] for key in twins) / max(sum(self.others[key] for key in twins), 1)

    def shares(self, part: Counter[tuple[str, str]], whole: Counter[tuple[str, str]]) -> dict[str, float]:
        """By kind over all languages."""
        kinds = sorted({kind for kind, _ in whole})
        return {kind: _of(part, kind) / _of(whole, kind) for kind in kinds}

    def write_wrong(self, path: Path) -> None:
        """Every wrong answer, a line each."""
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in self.wrong), encoding="utf-8")

    def table(self) -> str:
        """Everything, for a person to read."""
        return "\n".join(
            [
                "copies found, by kind and language",
                *self._rows(self.found, self.copies),
                "other news put with something, by kind and language",
                *self._rows(self.merged, self.others),
                (
                    f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}  "
                    f"twins merged {self.twins_merged:.3f}"
                ),
            ]
        )

    def _rows(self, part: Counter[tuple[str, str]], whole: Counter[tuple[str, str]]) -> list[str]:
        languages = sorted({language for _, language in whole})
        return [
            f"  {kind:24s} {share:.3f} of {_of(whole, kind):4d}   "
            + "  ".join(f"{one} {part[kind, one]}/{whole[kind, one]}" for one in languages)
            for kind, share in self.shares(part, whole).items()
        ]

    def _count(self, line: Line, elder: Line | None) -> None:
        is_copy = line["kind"] not in {"real", "twin"}
        kind, language = line.get("twin_kind") or line["kind"], line["language"]
        is_right = elder is not None and bool({line["group"], *line["also"]} & {elder["group"], *elder["also"]})
        if is_copy:
            self.copies[kind, language] += 1
            self.found[kind, language] += is_right
        else:
            self.others[kind, language] += 1
            self.merged[kind, language] += elder is not None
        is_false = elder is not None and not (is_copy and is_right)
        self.false_merges += is_false
        if is_false or (is_copy and not is_right):
            self.wrong.append({"kind": kind, "language": language, "article": line, "put_with": elder})


def _of(counts: Counter[tuple[str, str]], kind: str) -> int:
    return sum(count for (name, _), count in counts.items() if name == kind)
