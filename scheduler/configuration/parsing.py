"""The bytes of a configuration file become a document: YAML or, when the text starts with ``{``, JSON."""

from __future__ import annotations

from scheduler.configuration.document import Document, DocumentProblem
from scheduler.configuration.json_text import read_json
from scheduler.configuration.yaml_text import read_yaml

MAX_BYTES = 64 * 1024 * 1024


def parse_document(content: bytes) -> Document:
    """Parse a configuration file; raises :class:`DocumentProblem` with the line and what to do."""
    if len(content) > MAX_BYTES:
        raise DocumentProblem(1, f"the file is larger than {MAX_BYTES // 2**20} MB; shorten it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DocumentProblem(line, "not UTF-8 text; save the file as UTF-8") from error
    document = read_json(text) if text.lstrip().startswith("{") else read_yaml(text)
    if not isinstance(document.values, dict):
        raise DocumentProblem(1, "the file must hold keys and values at its top level")
    return document
