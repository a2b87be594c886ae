"""A service that starts the bundled server of the data folder in its first argument, says so, and waits."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from scheduler.valkey import BundledValkey

if __name__ == "__main__":
    BundledValkey(Path(sys.argv[1])).ensure()
    sys.stdout.write("up\n")
    sys.stdout.flush()
    time.sleep(600)
