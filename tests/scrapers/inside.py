"""What a test asks of a parser process about itself; imports nothing that the process would not have."""

from __future__ import annotations

from importlib import import_module


def names_of(module: str, attribute: str) -> list[str]:
    """The keys of a mapping, like ``os.environ`` or ``sys.modules``, in this process."""
    return list(getattr(import_module(module), attribute))
