"""Runs a stand-in of the sites as a child process on a free loopback port."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def newsroom(*arguments: str) -> Iterator[str]:
    """The project's own stand-in pages; yields the origin."""
    with _serving([sys.executable, "-m", "tests.newsroom", *arguments]) as origin:
        yield origin


@contextlib.contextmanager
def replay(corpora: Path, *arguments: str) -> Iterator[str]:
    """Real captured pages, where this machine has them; yields the origin."""
    with _serving([sys.executable, str(corpora.parent / "tools" / "replay.py"), *arguments]) as origin:
        yield origin


@contextlib.contextmanager
def best_standin() -> Iterator[tuple[str, str]]:
    """Real pages if BRIEFWIRE_CORPORA is set, else the project's own; yields the origin and what it serves, in words."""
    corpora = os.environ.get("BRIEFWIRE_CORPORA")
    with replay(Path(corpora)) if corpora else newsroom() as origin:
        yield origin, "real captured pages replayed on loopback" if corpora else "the project's own stand-in pages on loopback"


@contextlib.contextmanager
def _serving(command: list[str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said) as server,
    ):
        origin = f"http://127.0.0.1:{port}"
        try:
            _wait(origin, server, said)
            yield origin
        finally:
            server.terminate()


def _wait(origin: str, server: "subprocess.Popen[bytes]", said: BinaryIO) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"the stand-in ended with code {server.returncode}: {said.read().decode(errors='replace')[-2000:]}")
        try:
            with urllib.request.urlopen(f"{origin}/robots.txt", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the stand-in at {origin} did not answer within a minute")
