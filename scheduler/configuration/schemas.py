"""The JSON Schemas of the configuration files, made from the typed models and committed under ``config/schemas``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

_TITLES = {"feeds": "Marsad feeds", "watchlist": "Marsad watchlist", "alerts": "Marsad alerts"}


def models() -> dict[str, type[BaseModel]]:
    """The model of each configuration file, by the file's stem."""
    from alerts.settings import AlertsSettings
    from scrapers.settings import FeedsSettings
    from watchlist.settings import WatchlistSettings

    return {"feeds": FeedsSettings, "watchlist": WatchlistSettings, "alerts": AlertsSettings}


def schema_text(name: str) -> str:
    """The schema of ``feeds``, ``watchlist`` or ``alerts`` as it stands in its file."""
    schema: dict[str, Any] = models()[name].model_json_schema(by_alias=True, mode="validation")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLES[name]}
    return json.dumps({**schema, **dialect}, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into ``folder``; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in models():
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")
        paths.append(path)
    return paths
