"""Scripts that are no part of the package (benchmarks, training, documents), for tests."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parent.parent


def module(script: str) -> SimpleNamespace:
    """The names of a script, given by its path in the repository."""
    with _beside(ROOT / script) as path:
        return SimpleNamespace(**runpy.run_path(path, run_name=Path(path).stem))


def run(script: str, *args: str | Path) -> int:
    """Run a script as a program that ends by ``SystemExit``, and give its exit code."""
    argv = sys.argv
    with _beside(ROOT / script) as path:
        sys.argv = [path, *map(str, args)]
        try:
            with pytest.raises(SystemExit) as ended:
                runpy.run_path(path, run_name="__main__")
        finally:
            sys.argv = argv
    return int(str(ended.value.code))


@contextmanager
def _beside(script: Path) -> Iterator[str]:
    """A script imports those beside it, as when it is run as a program."""
    sys.path.insert(0, str(script.parent))
    try:
        yield str(script)
    finally:
        sys.path.remove(str(script.parent))
