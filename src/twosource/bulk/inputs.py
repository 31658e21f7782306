"""What is read in bulk: WARC and JSONL files, named one by one, by folders or by patterns.

In: paths. Out: a :class:`Source` for each file, in the order of their names, and a problem for everything else; and of
a source its pages one after the other, however long it is.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, structs

from twosource import read
from twosource.errors import UsageError
from twosource.model import Problem
from twosource.read import find, lines, warc
from twosource.read.warc import Passed

SIZE = 500
"""Pages of a shard: what a run that is killed has to read again, at most, beside what is in the workers' hands."""


class Source(NamedTuple):
    """A file to be read, and what people call it."""

    path: Path
    name: str
    kind: str


class State(Struct, frozen=True):
    """How a file was when it was looked at: bytes, and when it was written (ns)."""

    bytes: int
    written: int


def sources(paths: Sequence[str | Path]) -> tuple[list[Source], list[Problem]]:
    """The files of the paths. Raises :class:`UsageError` if there is none."""
    named = [path for given in paths for path in _globbed(given)]
    files, problems = find.located(named)
    found = [Source(file.path, name, file.kind) for file, name in files if file.kind in {"jsonl", "warc"}]
    problems += [
        Problem(about=name, stage="find", message="is not read in bulk: `twosource case.db add` reads it")
        for file, name in files
        if file.kind not in {"jsonl", "warc"}
    ]
    if not found:
        told = "".join(f"\n- {problem.about}: {problem.message}" for problem in sorted(problems)[:3])
        raise UsageError(
            f"nothing to read in {', '.join(map(str, paths))}: name .warc, .warc.gz, .jsonl or .jsonl.gz{told}"
        )
    return sorted(found, key=lambda one: (one.name, str(one.path))), problems


def _globbed(given: str | Path) -> list[Path]:
    """The files of a pattern that the shell has left as it is."""
    if not any(sign in str(given) for sign in "*?[") or Path(given).exists():
        return [Path(given)]
    return [Path(found) for found in sorted(glob(str(given), recursive=True))] or [Path(given)]  # noqa: PTH207 - any path


def state(source: Source) -> State:
    """How the file is now."""
    try:
        told = os.stat(source.path)  # noqa: PTH116 - both in one look
    except OSError as error:
        raise UsageError(f"{source.name}: cannot be opened ({error.strerror})") from error
    return State(told.st_size, told.st_mtime_ns)


def pages(source: Source) -> Iterator[read.Page | Problem | Passed]:
    """The pages of a file, under the names that a case knows them by, with their bytes in them."""
    if source.kind == "warc":
        found: Iterator[read.Page | Problem | Passed] = warc.records(source.path, source.name)
    else:
        found = lines.pages(source.path, source.name, read.Hints(), sys.maxsize, longest=math.inf)
    for one in found:
        if not isinstance(one, read.Page):
            yield one
            continue
        held = read.held(one)
        yield structs.replace(held, path="", file=held.lasting_name) if isinstance(held, read.Page) else held
