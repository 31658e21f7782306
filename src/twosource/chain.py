"""The chain of a log: what people ruled, line after line, each line with the hash of the one before.

In: the lines of a log as they were written. Out: what is wrong with the chain. The hash of a line is the SHA-256 of its
bytes, which hold the hash of the line before: who changes a line must change all that follow. It is no signature:
whoever can write the file can write a whole new log, so a desk that must prove something keeps the last hash elsewhere.

What this does not do: keep the log (``case.log``), or say which rulings hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from twosource.model import Correction, Problem


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the log: a ruling, or the undoing of an earlier one (``undoes``, its number). ``previous`` is the hash
    of the line before (empty for the first); ``at`` is when it was written down, in UTC.
    """

    n: int
    at: str
    by: str
    previous: str
    correction: Correction | None = None
    undoes: int | None = None


class Line(Struct, frozen=True):
    """A line as it was kept: its number, its bytes, and its hash if that was kept beside it."""

    n: int
    raw: bytes
    sha256: str | None = None


_ENTRY = msgspec.json.Decoder(Entry)


def digest(line: bytes) -> str:
    """The hash of a line, without its newline."""
    return hashlib.sha256(line).hexdigest()


def numbered(raw: bytes) -> list[Line]:
    """The lines of a ``log.jsonl``, counted."""
    lines = raw.removesuffix(b"\n").split(b"\n") if raw else []
    return [Line(n, line) for n, line in enumerate(lines, start=1)]


def check(lines: Iterable[Line]) -> tuple[Problem, ...]:
    """Where the chain is broken: a line that is missing, was changed, or does not follow the one before."""
    return tuple(_broken(lines))


def _broken(lines: Iterable[Line]) -> Iterator[Problem]:
    previous = ""
    for at, line in enumerate(lines, start=1):
        if line.n != at:
            yield _problem(at, "is missing")
            return
        own = digest(line.raw)
        if line.sha256 is not None and own != line.sha256:
            yield _problem(at, "was changed after it was written")
        else:
            try:
                entry = _ENTRY.decode(line.raw)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                yield _problem(at, "is no line of a log")
            else:
                if entry.n != at or entry.previous != previous:
                    yield _problem(at, "does not follow the line before it")
        previous = own if line.sha256 is None else line.sha256


def _problem(n: int, what: str) -> Problem:
    return Problem(about=f"log, line {n}", stage="verify", message=f"{what}: the log cannot be trusted from here on")
