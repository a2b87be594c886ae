"""The few HTTP answers the benchmark's hosts give, as bytes: always one request a connection."""

from __future__ import annotations


def reply(status: bytes, content_type: bytes, body: bytes, etag: str = "") -> bytes:
    """A whole answer with a body."""
    tag = f"ETag: {etag}\r\n".encode() if etag else b""
    head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n%bConnection: close\r\n\r\n"
    return head % (status, content_type, len(body), tag) + body


def not_modified(etag: str) -> bytes:
    """304."""
    return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % etag.encode()


def asked(request: bytes) -> tuple[str, str, str]:
    """Path, Host without its port, and If-None-Match of a GET; empty where not given."""
    line, *headers = request.decode("latin-1").split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (header.partition(":") for header in headers)}
    return line.split(" ", 2)[1], fields.get("host", "").partition(":")[0], fields.get("if-none-match", "")
