"""A real PostgreSQL server for tests: Debian's, on a free port of this machine, with its data in a folder of its own.

``server()`` runs one, and stops it; each test makes databases of its own in it. The server refuses to run as root:
then it runs as the user ``postgres``, which Debian's package makes. Nothing of it outlives the tests.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg

from hosting import free_port

USER, PASSWORD = "desk", "a%d:ist/of@fog"
QUOTED = "a%25d%3Aist%2Fof%40fog"
PATIENCE = 30.0
Places = Callable[[], Path | str]
"""Gives places in which there is no case yet."""
_SETTINGS = ("fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=64MB", "log_min_messages=fatal")


def binaries() -> Path | None:
    """Where the server's programs are: the newest version that is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    found += [Path(path).resolve().parent for path in [shutil.which("postgres")] if path]
    return max(found, key=lambda path: [int(part) for part in path.parts if part.isdigit()] or [0], default=None)


def lacking() -> str | None:
    """What is missing for these tests, and how to get it."""
    if binaries() is None:
        return "PostgreSQL not found: run `sh tests/install_postgres.sh`"
    return None


class Server:
    """A server that runs; ``new`` makes a database in it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._made = 0

    def address(self, database: str = "postgres", *, user: str = USER, password: str = QUOTED) -> str:
        """The address of a database."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    @cached_property
    def admin(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.address(), autocommit=True)

    def new(self, like: str | None = None, *, made: str = "") -> str:
        """The address of a new database, empty or a copy of another (of its address)."""
        self._made += 1
        name = f"case{self._made}"
        template = "template0" if like is None else like.rsplit("/", 1)[1]
        self.admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} {made}".encode())
        return self.address(name)

    def drop(self, address: str) -> None:
        """Take a database away, whoever is connected."""
        name = address.rsplit("/", 1)[1]
        self.admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def server() -> Iterator[Server]:
    """A server, while it is needed."""
    programs = binaries()
    assert programs is not None, lacking()
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    with tempfile.TemporaryDirectory(prefix="twosource-postgres-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - the server's user goes through it
        data, secret = Path(folder) / "data", Path(folder) / "password"
        data.mkdir(mode=0o700)
        secret.write_text(PASSWORD, "utf-8")
        if os.geteuid() == 0:
            shutil.chown(data, user)
        subprocess.run(
            [
                *(str(programs / "initdb"), "-D", str(data), "-U", USER, "--pwfile", str(secret), "-E", "UTF8"),
                *("--locale=C.UTF-8", "--auth=scram-sha-256", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        port = free_port()
        told = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": ""}
        settings = [f"{name}={value}" for name, value in told.items()] + [*_SETTINGS]
        command = [str(programs / "postgres"), "-D", str(data), *(part for one in settings for part in ("-c", one))]
        log = Path(folder) / "log"
        with log.open("wb") as out, subprocess.Popen(command, user=user, cwd=folder, stdout=out, stderr=out) as process:
            running = Server(port)
            try:
                _wait(process, running, log)
                yield running
            finally:
                running.__dict__.pop("admin", process).close() if "admin" in running.__dict__ else None
                process.send_signal(signal.SIGINT)  # at once, whoever is connected
                process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], running: Server, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            psycopg.connect(running.address(), connect_timeout=2).close()
        except psycopg.OperationalError:
            assert time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.02)
        else:
            return
