"""The log: what people ruled, line after line, each with the hash of the line before it (``twosource.chain``).

In: rulings, and the numbers of lines to be undone. Out: :class:`Entry` records. A line is only ever added; to undo one
is a line of its own (and can be undone itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select

from twosource import chain
from twosource.chain import Entry
from twosource.errors import UsageError
from twosource.model import Correction, Problem
from twosource.store.schema import log


def entries(connection: Connection) -> list[Entry]:
    """All lines, the first first."""
    rows = connection.execute(select(log.c.record).order_by(log.c.n)).scalars()
    return [msgspec.json.decode(record, type=Entry) for record in rows]


def number(connection: Connection) -> int:
    """How many lines there are."""
    return int(connection.execute(select(func.max(log.c.n))).scalar() or 0)


def written(connection: Connection) -> bytes:
    """All lines as they were written, a newline after each: what a ``log.jsonl`` holds."""
    rows = connection.execute(select(log.c.record).order_by(log.c.n)).scalars()
    return b"".join(_raw(record) + b"\n" for record in rows)


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


def overruled(every: Sequence[Entry]) -> dict[int, int]:
    """The rulings that do not hold because a later one that does says the contrary of the very same words; each with
    the number of that line.
    """
    holding = _holding(every)
    last: dict[tuple[object, ...], tuple[int, object]] = {}
    found: dict[int, int] = {}
    for entry in reversed(every):
        if entry.correction is not None and entry.n in holding:
            on, says = _meant(entry.correction)
            n, later = last.setdefault(on, (entry.n, says))
            if later != says:
                found[entry.n] = n
    return found


def _meant(ruling: Correction) -> tuple[tuple[object, ...], object]:
    """What a ruling is on, and what it says of it."""
    one, *rest = ruling.passages
    if ruling.ruling == "speaker":
        return ("speaker", one), tuple(rest)
    if ruling.ruling == "name":  # of several names the last one is used, and none of them is wrong
        return ("name", one), ruling.ruling
    return (ruling.about, frozenset(ruling.passages)), ruling.ruling


def _holding(every: Sequence[Entry]) -> set[int]:
    return {entry.n for entry in every} - undone(every).keys()


def check(connection: Connection) -> tuple[Problem, ...]:
    """Where the chain is broken: a line that is missing, was changed, or does not follow the one before."""
    kept = connection.execute(select(log.c.n, log.c.record, log.c.sha256).order_by(log.c.n))
    return chain.check(chain.Line(n, _raw(record), sha256) for n, record, sha256 in kept)


def _written(
    connection: Connection, *, at: str, by: str, correction: Correction | None = None, undoes: int | None = None
) -> Entry:
    last = connection.execute(select(log.c.n, log.c.sha256).order_by(log.c.n.desc()).limit(1)).first()
    n, previous = (last[0] + 1, last[1]) if last else (1, "")
    entry = Entry(n=n, at=at, by=by, previous=previous, correction=correction, undoes=undoes)
    record = msgspec.json.encode(entry)
    connection.execute(insert(log).values(n=n, record=record, sha256=chain.digest(record)))
    return entry


def _raw(record: bytes | str) -> bytes:
    """The bytes of a record; who tampers with a log may leave text in their place."""
    return record.encode() if isinstance(record, str) else record
