"""The lists of ``lists.toml``, by the part of a URL that they are about."""

from __future__ import annotations

import tomllib
from importlib.resources import files

LISTS = tomllib.loads(files(__package__).joinpath("lists.toml").read_text(encoding="utf-8"))
