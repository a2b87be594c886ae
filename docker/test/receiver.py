"""A webhook receiver: checks each call's signature and prints what came, a JSON line a call, to /tmp/received."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from standardwebhooks.webhooks import Webhook

PORT = 8000
RECEIVED = Path("/tmp/received")  # noqa: S108 - the container's own memory
SIGNING = Webhook(Path("/run/channels/webhook-secret").read_text(encoding="ascii").strip())


class Receiver(BaseHTTPRequestHandler):
    """Accepts signed calls with 204; a wrong signature gets 401 and is not recorded."""

    def do_POST(self) -> None:
        """Take one call."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        try:
            call = SIGNING.verify(body, {name.lower(): value for name, value in self.headers.items()})
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not ours
            self._answer(401)
            return
        article = call.get("data", {}).get("article", {})
        line = {"id": self.headers["webhook-id"], "type": call["type"], "url": article.get("url")}
        with RECEIVED.open("a", encoding="utf-8") as received:
            received.write(json.dumps(line) + "\n")
        self._answer(204)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


if __name__ == "__main__":
    RECEIVED.touch()
    ThreadingHTTPServer(("", PORT), Receiver).serve_forever()
