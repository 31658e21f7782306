"""Servers under test, on a free port of this machine: an ASGI application in a thread, or a command as a process."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from socket import create_connection, socket
from threading import Thread
from typing import Any

import uvicorn

PATIENCE = 20.0
"""Seconds that a server may take to start or to end."""


@contextmanager
def hosted(made: Callable[[int], Any]) -> Iterator[str]:
    """The address at which an application answers; ``made`` makes it for the port that it will have."""
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(made(port), log_config=None, ws="none", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        _wait(lambda: server.started, "the application started", thread.is_alive)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive(), "the application did not end"


@contextmanager
def started(command: Callable[[int], Sequence[str]]) -> Iterator[str]:
    """The address at which a command answers that is given a port, ended in the end as a user ends it."""
    port = free_port()
    with subprocess.Popen(command(port), stdin=subprocess.DEVNULL) as process:
        try:
            _wait(lambda: _answers(port), "the command answered", lambda: process.poll() is None)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait(reached: Callable[[], bool], what: str, alive: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert alive(), f"it ended before {what}"
        assert time.monotonic() < end, f"{PATIENCE:.0f} seconds passed before {what}"
        time.sleep(0.02)


def _answers(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
