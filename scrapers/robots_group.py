"""What of a robots.txt is said to us: the groups of our name, else those for everybody (RFC 9309, section 2.2.1).

In: the file's bytes, which the host chose every one of, and our product token. Out: the lines of those groups, as a
file of one group. One pass over the file: a parser that copies each rule to all the names above it needs minutes for
half a megabyte of names and rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_AGENT = re.compile(r"user[ -]?agent\s*[:\s]\s*(.*)", re.IGNORECASE)
# These belong to the whole site and end no group.
_OF_THE_SITE = re.compile(r"(?:site-?maps?|host)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)


@dataclass(slots=True)
class _Groups:
    """The lines said to us and to all, and to whom the group is that is being read."""

    ours: list[str] = field(default_factory=list)
    everybodys: list[str] = field(default_factory=list)
    names_us: bool = False
    is_ours: bool = False
    is_everybodys: bool = False
    has_begun: bool = False

    def name(self, agent: str, token: str) -> None:
        """Read a line that says whom the group is for; the first after a rule begins another group."""
        if self.has_begun:
            self.is_ours = self.is_everybodys = self.has_begun = False
        self.is_ours |= product_token(agent) == token
        self.names_us |= self.is_ours
        self.is_everybodys |= agent.startswith("*") and not agent.strip("* \t")

    def say(self, line: str) -> None:
        """Read any other line."""
        self.has_begun = True
        if self.is_ours:
            self.ours.append(line)
        if self.is_everybodys:
            self.everybodys.append(line)


def beginning(body: bytes, limit: int) -> bytes:
    """As much of a file as is read, in whole lines: half a rule might forbid everything."""
    return body if len(body) <= limit else body[:limit].rpartition(b"\n")[0]


def product_token(agent: str) -> str:
    """The name that a user agent goes by: ``marsad`` of ``Marsad/0.1 (+https://...)``."""
    found = _TOKEN.match(agent)
    return found[0].lower() if found else ""


def own_group(body: bytes, token: str) -> bytes:
    """The lines that count for whoever has this product token; empty when nothing is said to them."""
    groups = _Groups()
    for whole in body.decode("utf-8-sig", "replace").splitlines():
        line = whole.partition("#")[0].strip()
        if agent := _AGENT.match(line):
            groups.name(agent[1], token)
        elif line and not _OF_THE_SITE.match(line):
            groups.say(line)
    lines = groups.ours if groups.names_us else groups.everybodys
    return "\n".join(["User-agent: *", *lines]).encode() if lines else b""
