"""What the browser's process gives up before it starts a browser, and that it takes all its children with it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scrapers.rendering.process_tree import kill_tree, memory_of, tree_of

MEBIBYTE = 1024 * 1024
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="namespaces and /proc are Linux's")

_CONFINED = """
import json, os, socket, sys
from scrapers.rendering.confinement import confine
isolated, found = confine(256 << 20), {}
for address in json.loads(sys.argv[1]):
    with socket.socket() as one:
        found[address[0]] = one.connect_ex(tuple(address)) == 0
try:
    bytearray(512 << 20)
    found["memory"] = True
except MemoryError:
    found["memory"] = False
print(json.dumps({"isolated": isolated, "user": os.geteuid(), "nice": os.nice(0), **found}))
"""
_FAMILY = """
import subprocess, sys, time
deep = int(sys.argv[1])
if deep:
    subprocess.Popen([sys.executable, "-c", sys.argv[2], str(deep - 1), sys.argv[2]], start_new_session=True)
held = bytearray(b"x" * (20 << 20))
print("up", flush=True)
time.sleep(60)
"""


def may_make_namespaces() -> bool:
    """Whether this machine lets us."""
    return subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_make_namespaces(), reason="user namespaces are forbidden here")
def test_confined_process_has_no_network() -> None:
    """The kernel itself keeps whatever the browser does on this side: not even loopback is there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        addresses = json.dumps([server.getsockname()])
        ran = subprocess.run([sys.executable, "-c", _CONFINED, addresses], capture_output=True, check=True, text=True)
    found = json.loads(ran.stdout)
    assert (found["isolated"], found["127.0.0.1"], found["memory"]) == (True, False, False)
    assert found["user"] != 0  # a browser refuses to confine itself for root
    assert found["nice"] > os.nice(0) or os.nice(0) == 19


def test_whole_family_is_known_and_ends() -> None:
    """Children of children in sessions of their own are what browsers are made of."""
    root = subprocess.Popen([sys.executable, "-c", _FAMILY, "2", _FAMILY], stdout=subprocess.PIPE)
    try:
        assert root.stdout is not None
        for _ in range(3):
            assert root.stdout.readline() == b"up\n"
        family = tree_of(root.pid)
        assert len(family) == 3
        assert memory_of(root.pid) > 60 * MEBIBYTE
    finally:
        kill_tree(root.pid)
        root.communicate()
    assert [process for process in family if is_running(process)] == []


def is_running(process: int) -> bool:
    """Whether it runs half a second later; one that nobody has waited for does not."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.01)
    return True
