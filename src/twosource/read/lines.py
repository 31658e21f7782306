"""JSON Lines: one report a line, in a file (plain or gzip-compressed) or as they come on a stream.

In: a file of lines, or a stream that has no end yet. Out: a page for each line that holds a report, and a problem for
each line that does not; the rest is kept. Lines are read one at a time, each is handed on before the next is waited
for, and none longer than :data:`MAX_LINE` is held in memory.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import msgspec

from twosource.model import Problem
from twosource.read import fields
from twosource.read.records import Hints, Page

MAX_LINE = 8 * 1024 * 1024
"""Bytes of a line: 2 MB of text, escaped at its worst, and other fields beside."""
MAX_FILE = 4 * 1024**3
"""Bytes of a whole file, unpacked: what lies beyond is not read (a compressed file can hold any length)."""


class _Line(NamedTuple):
    number: int
    raw: bytes | None
    """None: longer than MAX_LINE."""
    ended: bool = True
    """Whether a newline ends it."""


def pages(path: Path, name: str, given: Hints, most: int, *, longest: float = MAX_FILE) -> Iterator[Page | Problem]:
    """A page or a problem for each line that is not blank. After ``most`` pages texts are dropped: they only count.
    What lies beyond ``longest`` bytes is not read.
    """
    kept = 0
    try:
        with _open(path) as file:
            for line in _lines(file, longest):
                for read in _read(line, path, name, given):
                    kept += isinstance(read, Page)
                    yield read if kept <= most or isinstance(read, Problem) else _counted(read)
    except (OSError, EOFError, zlib.error) as error:
        yield _problem(name, f"cannot be read further: {_reason(error)}; what was read before is kept")


def raws(path: Path) -> Iterator[bytes]:
    """The bytes of the lines of a file, as they stand; those of a file that cannot be read are left out."""
    try:
        with _open(path) as file:
            for line in _lines(file, MAX_FILE):
                if line.raw is not None:
                    yield line.raw
    except (OSError, EOFError, zlib.error):
        return


def stream(file: BinaryIO, name: str, given: Hints | None = None) -> Iterator[Page | Problem]:
    """A page or a problem for each line of a stream (``sys.stdin.buffer``) that is not blank, as soon as it is there.
    The stream may go on for ever. ``name`` is what people know it by.
    """
    try:
        for line in _lines(file, math.inf):
            yield from _read(line, Path(), name, given or Hints())
    except (OSError, ValueError) as error:
        yield _problem(name, f"cannot be read further: {_reason(error)}; what was read before is kept")


def _open(path: Path) -> BinaryIO:
    if path.name.lower().endswith(".gz"):
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")


def _lines(file: BinaryIO, most: float) -> Iterator[_Line]:
    number = total = 0
    while total < most:
        raw = file.readline(MAX_LINE + 1)
        if not raw:
            return
        number += 1
        total += len(raw)
        fits = len(raw) <= MAX_LINE
        while not raw.endswith(b"\n") and len(raw) > MAX_LINE and total < most:
            raw = file.readline(MAX_LINE + 1)
            total += len(raw)
        if not fits:
            yield _Line(number, None)
        elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _Line(number, raw, raw.endswith(b"\n"))


def _counted(page: Page) -> Page:
    """A page without its text."""
    return Page(file=page.file, kind="jsonl", path=page.path)


def _read(line: _Line, path: Path, name: str, given: Hints) -> Iterator[Page | Problem]:
    """The page of a line, and what is wrong with it."""
    place = f"{name}:{line.number}"
    if line.raw is None:
        yield _problem(
            place, f"the line is longer than {MAX_LINE:,} bytes: left out; give each report a line of its own"
        )
        return
    try:
        record = msgspec.json.decode(line.raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if not line.ended:
            yield _problem(place, "the last line breaks off: left out; write it anew, with a newline at its end")
            return
        yield _problem(place, f"the line is not JSON ({error}): left out; write one object a line, in UTF-8")
        return
    if not isinstance(record, dict):
        yield _problem(place, 'the line is JSON but no object: left out; write {"text": "...", "outlet": "..."} a line')
        return
    found = fields.named(record)
    text = fields.text(found)
    if text is None:
        yield _problem(place, 'the object has no text: left out; name the report\'s text "text", "body" or "content"')
        return
    yield from fields.wrong_date(found, place)
    yield Page(
        file=place,
        kind="jsonl",
        path=str(path),
        stated=fields.hints(found),
        given=given,
        content=text,
        raw_sha256=hashlib.sha256(line.raw).hexdigest(),
    )


def _problem(about: str, message: str) -> Problem:
    return Problem(about=about, stage="find", message=message)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
