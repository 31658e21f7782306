"""A Ray cluster on this machine for the tests that need one: two workers, once."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twosource.crew import cluster

TESTS = Path(__file__).parent


@contextmanager
def two_workers() -> Iterator[str]:
    """A cluster that this process is connected to; its address."""
    os.environ.update(cluster.QUIET)
    import ray  # noqa: PLC0415 - slow

    told = ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.CRITICAL,
        object_store_memory=cluster.STORE,
        runtime_env={"env_vars": {"PYTHONPATH": str(TESTS)}},
    )
    try:
        yield told.address_info["gcs_address"]
    finally:
        ray.shutdown()
