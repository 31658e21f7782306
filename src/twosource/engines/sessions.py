"""How every model file is opened: on the processor, on one thread, silently, so that answers depend on inputs alone;
and how what each answer needs alone is asked for on several threads.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import onnxruntime

Part = TypeVar("Part")
Answer = TypeVar("Answer")

THREADS = "OMP_NUM_THREADS"
"""What tells libraries how many threads they may start. Workers, of which each has one processor, set it."""


def processors() -> int:
    """How many threads share what is asked for: as many as the environment allows, else one for each processor."""
    told = os.environ.get(THREADS, "")
    return (int(told) if told.isdecimal() else 0) or os.cpu_count() or 1


def opened(model: Path) -> onnxruntime.InferenceSession:
    """A session of a model file. To use more processors, run more processes."""
    import onnxruntime  # noqa: PLC0415 - half a second that importing the package should not cost

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])


def each(run: Callable[[Part], Answer], parts: Sequence[Part]) -> list[Answer]:
    """The answer for each part, in their order; several parts share the processors (the runtime lets go of Python)."""
    threads = processors()
    if len(parts) <= 1 or threads == 1:
        return [run(part) for part in parts]
    pool = ThreadPoolExecutor(threads)
    try:
        return list(pool.map(run, parts))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # who interrupts does not wait for what is left
