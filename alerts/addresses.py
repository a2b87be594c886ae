"""Mail addresses as the configuration may write them: one mailbox each, read alike by every server."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_DISPLAY_ADDRESS = re.compile(r"(?:(?P<name>[^<>\"\r\n]{0,80}?)\s*<)?(?P<address>[^<>\s]+)>?")


def _address(value: str) -> str:
    plain = _with_ascii_domain(value)
    if not _is_address(plain):
        raise ValueError("write one plain address like name@example.org, without a display name")
    return plain


def _is_address(value: str) -> bool:
    """An address that every mail server reads alike; ``=?`` begins an encoded word, which names another mailbox."""
    return _ADDRESS.fullmatch(value) is not None and "=?" not in value


def _with_ascii_domain(value: str) -> str:
    """The address with its domain as DNS has it, where the ASCII form stands for nothing but what was written."""
    local, at, domain = value.rpartition("@")
    try:
        coded = domain.encode("idna")
        same = coded.decode("idna") == domain.lower()
    except UnicodeError:
        return value
    return value if domain.isascii() or not same else f"{local}{at}{coded.decode('ascii')}"


def split_display_address(value: str) -> tuple[str, str]:
    """``Name <name@example.org>`` or a bare address as (name, address); raises ValueError."""
    match = _DISPLAY_ADDRESS.fullmatch(value.strip())
    address = _with_ascii_domain(match["address"]) if match else ""
    if match is None or not _is_address(address):
        raise ValueError("write an address like name@example.org or Marsad <name@example.org>")
    return (match["name"] or "").strip(), address


def _display_address(value: str) -> str:
    split_display_address(value)
    return value


Address = Annotated[str, AfterValidator(_address)]
DisplayAddress = Annotated[str, AfterValidator(_display_address)]
