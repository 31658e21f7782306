"""Workers of a Ray cluster: an actor each, on one processor, in which the engines stay loaded.

In: the address of a cluster that runs, or none: then one is started on this machine and ended after the work. Out: a
team for :mod:`twosource.crew.isolating`. Needs Ray, which the extra ``ray`` brings; only Ray's core is used (actors and
objects).

The workers have to be the same program as this one, or their results would not be the same bytes: each tells what it is
made of (:func:`identity`), and one that is something else is refused.

Ray's own messages are kept from the user: what matters of them is told as ours.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from twosource import engines
from twosource.crew.isolating import GoneError, Raised, work
from twosource.errors import TwosourceError, UsageError

QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_SCHEDULER_EVENTS": "0",
}
"""Keeps Ray from calling home, and from telling users what they cannot do anything about."""
REACHED = 5.0
"""Seconds in which something has to listen at an address."""
ANSWERED = 30.0
"""Seconds in which what listens has to be a cluster that answers."""
STORE = 256 * 2**20
"""Bytes of the store of a cluster of our own: a few reports and their readings are in it at a time."""
MADE_OF = ("lxml", "msgspec", "numpy", "onnxruntime", "tokenizers", "trafilatura")
"""Packages whose versions may change a result."""

_TRY = """
import logging, sys
import ray
ray.init(address=sys.argv[1], log_to_driver=False, logging_level=logging.CRITICAL)
"""


def identity() -> dict[str, str]:
    """What this process is made of: version and models of twosource, versions of what it stands on."""
    told = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    told |= {name: importlib.metadata.version(name) for name in MADE_OF}
    return told | {"twosource": engines.load().made_by, "grouping": engines.grouping().made_by}


class Actor:
    """What runs in a worker of the cluster."""

    def ready(self) -> dict[str, str]:
        """That it is there, and what it is made of."""
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        return identity()

    def work(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any] | Raised:
        """The results of a part."""
        return work(function, items)


class Cluster:
    """A team of so many actors of the cluster that this process is connected to."""

    def __init__(self, ray: Any, size: int) -> None:  # noqa: ANN401 - a module that need not be there
        self.size = size
        self._ray = ray
        self._actor = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Actor)
        self._own = identity()

    def hire(self) -> _Hired:
        """Start an actor."""
        return _Hired(self._ray, self._actor.remote())

    def wait(self, tickets: Sequence[Any], seconds: float) -> list[Any]:
        """Those that are done: as soon as there is one all that there are."""
        every = list(tickets)
        done, _ = self._ray.wait(every, num_returns=1, timeout=seconds)
        return list(self._ray.wait(every, num_returns=len(every), timeout=0)[0]) if done else []

    def result(self, ticket: Any) -> Any:  # noqa: ANN401 - whatever was asked for
        """The result of a ticket that is done."""
        errors = self._ray.exceptions
        try:
            return self._ray.get(ticket)
        except errors.RayTaskError:
            raise
        except errors.RayError as error:
            if "ModuleNotFoundError" in str(error) or "ImportError" in str(error):
                missing = next((line for line in str(error).split("\n") if "Error: " in line), "").strip()
                raise UsageError(
                    f"the workers of the cluster cannot import twosource ({missing}): install the same version of it "
                    "on every machine of the cluster"
                ) from error
            raise GoneError from error

    def check(self, told: Mapping[str, str]) -> None:
        """Refuse a worker that would read otherwise than this process."""
        other = [
            f"{name} is {told.get(name)!r} there and {own!r} here"
            for name, own in self._own.items()
            if told.get(name) != own
        ]
        if other:
            raise UsageError(
                "the workers of the cluster are made of something else, and would not give the same bytes: "
                f"{'; '.join(other)}. Install the same on every machine of the cluster"
            )


class _Hired:
    """An actor."""

    def __init__(self, ray: Any, actor: Any) -> None:  # noqa: ANN401 - of Ray
        self._ray, self._actor = ray, actor

    def ready(self) -> Any:  # noqa: ANN401 - of Ray
        return self._actor.ready.remote()

    def give(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Any:  # noqa: ANN401 - of Ray
        return self._actor.work.remote(function, items)

    def end(self) -> None:
        with contextlib.suppress(self._ray.exceptions.RayError):
            self._ray.kill(self._actor)


@contextmanager
def connected(address: str | None, jobs: int | None) -> Iterator[Cluster]:
    """The team of ``jobs`` actors (default: one for each processor) of the cluster at an address (``auto``: the one
    that runs on this machine), or of one of our own. If this process is connected to a cluster already, that is taken,
    and left as it is. Raises :class:`UsageError` where there is none.
    """
    ray = _ray()
    if address is not None:
        _check_address(address)
    if ray.is_initialized():
        yield Cluster(ray, jobs or _processors(ray))
        return
    with contextlib.ExitStack() as after:
        quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
        if address is None:
            # its files are ours to take away again; sockets lie there as well, whose paths may not be long
            folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp" if os.path.isdir("/tmp") else None)  # noqa: PTH112, S108
            after.callback(shutil.rmtree, folder, ignore_errors=True)
            after.callback(ray.shutdown)
            size = jobs or os.cpu_count() or 1
            _begun(ray, None, address="local", num_cpus=size, include_dashboard=False, object_store_memory=STORE,
                   _temp_dir=folder, **quiet)  # fmt: skip
        else:
            after.callback(ray.shutdown)
            _begun(ray, address, address=address, **quiet)
        yield Cluster(ray, jobs or _processors(ray))


def _begun(ray: Any, named: str | None, **options: Any) -> None:  # noqa: ANN401 - of Ray
    where = f"the cluster at {named}" if named else "a Ray cluster on this machine"
    try:
        ray.init(**options)
    except (Exception, SystemExit) as error:
        raise TwosourceError(f"{where} could not be used: {_first(str(error)) or type(error).__name__}") from error


def _first(told: str) -> str:
    """The first line of a message that says something."""
    return next((line.strip() for line in told.split("\n") if line.strip()), "")


def _processors(ray: Any) -> int:  # noqa: ANN401 - of Ray
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _check_address(address: str) -> None:
    """Raise :class:`UsageError` if no cluster answers: Ray itself would wait for minutes, and end this process."""
    if "://" in address:
        raise UsageError(
            f"--address {address}: name the head of the cluster and its port (HOST:6379), or run twosource on a "
            "machine of the cluster with --address auto"
        )
    host, colon, port = address.rpartition(":")
    if address != "auto":
        if not (colon and host and port.isdecimal()):
            raise UsageError(f"--address {address}: write HOST:PORT (of the head of a Ray cluster), or auto")
        try:
            socket.create_connection((host.strip("[]"), int(port)), REACHED).close()
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"--address {address}: nothing answers there ({error}): is the cluster up (`ray status`)?"
            ) from error
    try:
        tried = subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, "-c", _TRY, address], capture_output=True, text=True, timeout=ANSWERED, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            f"--address {address}: what listens there is no Ray cluster, or none that answers in {ANSWERED:.0f} seconds"
        ) from error
    if tried.returncode:
        told = [line for line in tried.stderr.split("\n") if line.strip()]
        errors = [line for line in told if "Error: " in line] or told[-1:] or ["no reason is told"]
        raise UsageError(f"--address {address}: {errors[-1].strip()}")


def _ray() -> Any:  # noqa: ANN401 - a module that need not be there
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - an extra, and slow
        from ray._private import worker  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            f"--engine ray needs Ray, which is not there ({error}): pip install 'twosource[ray]'"
        ) from error
    if hasattr(worker, "print_to_stdstream"):  # prints on standard output, where results go, that a worker died
        worker.print_to_stdstream = _unsaid
    return ray


def _unsaid(*_: object, **__: object) -> None:
    """Says nothing."""
