"""How far the pages come out as they should.

`python -m tests.extraction_pages.compare [--lines | --not-yet] [SITE...]`
"""

from __future__ import annotations

import sys

from tests.extraction_pages.comparing import table
from tests.extraction_pages.not_yet import as_yaml, wrong_now
from tests.extraction_pages.pages import article_pages

if __name__ == "__main__":
    sites = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    pages = [page for page in article_pages() if not sites or page.site in sites]
    shown = as_yaml(wrong_now(pages)) if "--not-yet" in sys.argv else table(pages, lines="--lines" in sys.argv) + "\n"
    sys.stdout.write(shown)
