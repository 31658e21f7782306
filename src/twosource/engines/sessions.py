"""How every model file is opened: on the processor, on one thread, silently, so that answers depend on inputs alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime


def opened(model: Path) -> onnxruntime.InferenceSession:
    """A session of a model file. To use more processors, run more processes."""
    import onnxruntime  # noqa: PLC0415 - half a second that importing the package should not cost

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])
