"""trafilatura (precision) by itself, in the form of `marsad extract --jsonl`: what its pages in a CPU second cost.

python -m bench.extraction.alone --jsonl < PAGES
"""

from __future__ import annotations

import base64
import json
import sys

from trafilatura import extract

if __name__ == "__main__":
    for line in sys.stdin:
        record = json.loads(line)
        body = extract(base64.b64decode(record["html_base64"]), favor_precision=True, include_comments=False)
        print(json.dumps({"id": record["id"], "body": body or ""}), flush=True)
