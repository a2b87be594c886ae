"""What the service's own process may name of the parser process without loading its heavy libraries."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.parsing.options import ParserOptions
    from scrapers.parsing.results import ParseReason

Answer = tuple["ParseReason | None", bytes]

_WORKER = "scrapers.parsing.worker"


def confine(options: ParserOptions) -> None:
    """The pool's initializer, in the parser process: load the libraries, then give up all rights."""
    import_module(_WORKER).confine(options)


def answer(function: str, *arguments: object) -> Answer:
    """Call a function of the worker module, in the parser process."""
    result: Answer = getattr(import_module(_WORKER), function)(*arguments)
    return result
