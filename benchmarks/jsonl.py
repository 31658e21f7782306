"""JSON lines, gzipped or not: what most sets come in."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def lines(file: Path) -> Iterator[str]:
    """The lines of a file, unpacked if its name ends in ``.gz``."""
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as packed:
        for line in packed:
            yield line.decode("utf-8")


def records(file: Path) -> Iterator[dict[str, Any]]:
    """What the lines of a file hold."""
    yield from map(json.loads, lines(file))
