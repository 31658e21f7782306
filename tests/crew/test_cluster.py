"""A Ray cluster from the command line: quiet, the same bytes, clear about what is wrong, and gone when it is done."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import clusters
from gathered import EVERY, jsonl
from interrupts import heard
from twosource import crew
from twosource.crew import cluster
from twosource.errors import UsageError
from twosource.seams import Workers

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour_fire"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with clusters.two_workers() as told:
        yield told


def run(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "twosource", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)


def own() -> set[Path]:
    """The files of clusters that commands have started."""
    return set(Path("/tmp").glob("ray-*"))  # noqa: S108 - where their sockets lie


def test_a_cluster_of_its_own_is_quiet_and_leaves_nothing(tmp_path: Path) -> None:
    before = own()
    assert run("brief", EXAMPLE, "--engine", "serial", "-o", tmp_path / "serial").returncode == 0
    done = run("brief", EXAMPLE, "--engine", "ray", "--jobs", "1", "-o", tmp_path / "ray", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    names = [path.name for path in (tmp_path / "serial").iterdir()]
    assert names
    assert [(tmp_path / "ray" / n).read_bytes() for n in names] == [
        (tmp_path / "serial" / n).read_bytes() for n in names
    ]
    assert own() == before


def test_a_cluster_that_runs_is_named_by_its_address(tmp_path: Path, address: str) -> None:
    reports = jsonl(tmp_path, "reports.jsonl", EVERY)
    done = run("bulk", reports, "--to", tmp_path / "ray", "--engine", "ray", "--address", address, "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 file: 1 shard read" in done.stdout
    assert run("bulk", reports, "--to", tmp_path / "serial", "--engine", "serial").returncode == 0
    one, two = (sorted((tmp_path / name).rglob("*.parquet")) for name in ("ray", "serial"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_ctrl_c_ends_the_command_its_workers_and_its_cluster(tmp_path: Path) -> None:
    before = own()
    many = [one | {"url": f"{one['url']}/{number}"} for number, one in enumerate(EVERY * 200)]
    reports = jsonl(tmp_path, "reports.jsonl", many)
    command = [sys.executable, "-m", "twosource", "bulk", str(reports), "--to", str(tmp_path / "bulk")]
    with subprocess.Popen(
        [*command, "--engine", "ray", "--jobs", "1", "--shard-size", "4"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=heard,  # noqa: PLW1509 - it only sets a signal
    ) as started:
        until = time.monotonic() + 150
        while not list((tmp_path / "bulk").glob("done/*.json")):
            assert started.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        os.killpg(started.pid, signal.SIGINT)  # as a terminal does
        _, told = started.communicate(timeout=60)
    assert (started.returncode, told.strip()) == (1, "twosource: stopped")
    assert own() == before


def refused(address: str) -> str:
    with pytest.raises(UsageError) as error, crew.mapper(Workers(engine="ray", address=address)):
        pass
    return str(error.value)


def test_an_address_where_nothing_answers_is_told_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    begun = time.monotonic()
    told = refused(f"127.0.0.1:{port}")
    assert told.startswith(f"--address 127.0.0.1:{port}: nothing answers there")
    assert time.monotonic() - begun < cluster.REACHED + 5


def test_an_address_where_something_else_listens_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWERED", 4.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        told = refused(f"127.0.0.1:{server.getsockname()[1]}")
    assert told.endswith("what listens there is no Ray cluster, or none that answers in 4 seconds")


@pytest.mark.parametrize(
    ("address", "told"),
    [("ray://head:10001", "name the head of the cluster"), ("head", "write HOST:PORT"), ("head:x", "write HOST:PORT")],
)
def test_what_is_no_address_is_told(address: str, told: str) -> None:
    assert told in refused(address)


def test_a_missing_ray_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'twosource\[ray\]'"), crew.mapper(Workers(engine="ray")):
        pass


def test_options_that_do_not_go_together_are_told() -> None:
    assert "--address names a Ray cluster" in run("brief", EXAMPLE, "--address", "auto").stderr
    assert "--engine serial is one process" in run("brief", EXAMPLE, "--engine", "serial", "--jobs", "2").stderr
    assert "--jobs must be at least 1" in run("brief", EXAMPLE, "--engine", "ray", "--jobs", "0").stderr


def test_nobody_waits_for_ray_who_does_not_ask_for_it() -> None:
    code = "import sys, twosource.cli, twosource.bulk, twosource.case.updating; print('ray' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
