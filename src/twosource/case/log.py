"""The log: what people ruled, line after line, each with the hash of the line before it.

In: rulings, and the numbers of lines to be undone. Out: :class:`Entry` records. A line is only ever added; to undo one
is a line of its own (and can be undone itself). The hash of a line is the SHA-256 of its record, which holds the hash
of the line before: who changes a line must change all that follow (:func:`check` finds where the chain breaks). It is
no signature: whoever can write the file can write a whole new log, so a desk that must prove something keeps the last
hash elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, insert, select

from twosource.case.records import Entry
from twosource.errors import UsageError
from twosource.model import Correction, Problem
from twosource.store.schema import log


def entries(connection: Connection) -> list[Entry]:
    """All lines, the first first."""
    rows = connection.execute(select(log.c.record).order_by(log.c.n)).scalars()
    return [msgspec.json.decode(record, type=Entry) for record in rows]


def add(connection: Connection, rulings: Iterable[Correction], *, at: str) -> list[Entry]:
    """Write rulings down."""
    return [_written(connection, at=at, by=ruling.by, correction=ruling) for ruling in rulings]


def undo(connection: Connection, n: int, *, by: str, at: str) -> Entry:
    """Write down that line ``n`` does not hold. Raises :class:`UsageError` if there is no such line, or it does not
    hold already.
    """
    every = entries(connection)
    if not any(entry.n == n for entry in every):
        raise UsageError(f"there is no line {n} in the log" + (f": it has {len(every)}" if every else ": it is empty"))
    if n not in _holding(every):
        raise UsageError(f"line {n} of the log is undone already")
    return _written(connection, at=at, by=by, undoes=n)


def in_force(every: Sequence[Entry]) -> list[Correction]:
    """The rulings that hold, in the order in which they were given."""
    holding = _holding(every)
    return [entry.correction for entry in every if entry.correction is not None and entry.n in holding]


def undone(every: Sequence[Entry]) -> dict[int, int]:
    """The lines that do not hold, each with the number of the line that takes it back."""
    found: dict[int, int] = {}
    for entry in reversed(every):
        if entry.undoes is not None and entry.n not in found:
            found[entry.undoes] = entry.n
    return found


def _holding(every: Sequence[Entry]) -> set[int]:
    return {entry.n for entry in every} - undone(every).keys()


def check(connection: Connection) -> tuple[Problem, ...]:
    """Where the chain is broken: a line that is missing, was changed, or does not follow the one before."""
    problems: list[Problem] = []
    previous = ""
    for at, (n, record, sha256) in enumerate(
        connection.execute(select(log.c.n, log.c.record, log.c.sha256).order_by(log.c.n)), start=1
    ):
        if n != at:
            problems.append(_broken(at, "is missing"))
            break
        raw = record.encode() if isinstance(record, str) else record
        if hashlib.sha256(raw).hexdigest() != sha256:
            problems.append(_broken(n, "was changed after it was written"))
        elif (entry := msgspec.json.decode(raw, type=Entry)).n != n or entry.previous != previous:
            problems.append(_broken(n, "does not follow the line before it"))
        previous = sha256
    return tuple(problems)


def _written(
    connection: Connection, *, at: str, by: str, correction: Correction | None = None, undoes: int | None = None
) -> Entry:
    last = connection.execute(select(log.c.n, log.c.sha256).order_by(log.c.n.desc()).limit(1)).first()
    n, previous = (last[0] + 1, last[1]) if last else (1, "")
    entry = Entry(n=n, at=at, by=by, previous=previous, correction=correction, undoes=undoes)
    record = msgspec.json.encode(entry)
    connection.execute(insert(log).values(n=n, record=record, sha256=hashlib.sha256(record).hexdigest()))
    return entry


def _broken(n: int, what: str) -> Problem:
    return Problem(about=f"log, line {n}", stage="verify", message=f"{what}: the log cannot be trusted from here on")
