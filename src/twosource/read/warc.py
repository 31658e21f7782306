"""Web archives: the pages of a WARC file (ISO 28500), plain or gzip-compressed.

In: a file, of any length. Out, record by record: a page for each answer of a server (or kept resource) that is HTML,
with its address and the moment when it was fetched, which is not when it was published; :class:`Passed` for each record
that is no page (pictures, redirects, answers other than 200, requests, revisits, what tells of the archive); and a
problem for each that is damaged or cannot be unpacked. After damage the next whole record is looked for: a record that
breaks off, or whose length is wrong, costs itself and its neighbour at most.

One record at a time is in memory, and no body of more than :data:`~twosource.read.load.MAX_MARKUP` bytes, packed or
unpacked. Needs FastWARC, which the extra ``warc`` brings; it reads the records, and nothing is written with it.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from twosource.model import Problem
from twosource.read.load import MAX_MARKUP
from twosource.read.records import Hints, Page

HTML = frozenset({"text/html", "application/xhtml+xml"})
MOST_HEAD = 64 * 1024
"""Bytes of the head of an answer."""
_GOOD = frozenset({200, 203})
_PIECE = 1024 * 1024
_FAILURES = (OSError, ValueError, EOFError, RuntimeError, OverflowError, zlib.error)


class Passed(NamedTuple):
    """A record that is no page, and what it is."""

    what: str


class _Record(NamedTuple):
    """A record: its number in the file, where it begins, and the page in it or why there is none."""

    number: int
    at: int
    found: Page | Problem | Passed
    checked: bool
    """Whether its digest shows that it is whole."""


class _DamagedError(Exception):
    """Why a record, or the body of one, cannot be read."""


def pages(path: Path, name: str, given: Hints, most: int) -> Iterator[Page | Problem]:
    """A page or a problem for each record that has, or should have, a page. After ``most`` pages their bytes are
    dropped: they only count.
    """
    kept = 0
    passed: Counter[str] = Counter()
    problems = 0
    for found in records(path, name, given):
        if isinstance(found, Passed):
            passed[found.what] += 1
            continue
        kept += isinstance(found, Page)
        problems += isinstance(found, Problem)
        yield found if kept <= most or isinstance(found, Problem) else Page(file=found.file, kind="html", path="")
    if not kept and not problems:
        told = ", ".join(f"{number:,} {what}" for what, number in sorted(passed.items())) or "no record at all"
        yield _problem(name, f"holds no page of HTML ({told}): left out")


def records(path: Path, name: str, given: Hints | None = None) -> Iterator[Page | Problem | Passed]:
    """What each record is."""
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - an extra
    except ImportError as error:
        yield _problem(name, f"web archives need FastWARC, which is not there ({error}): pip install 'twosource[warc]'")
        return
    try:
        with path.open("rb") as file:
            yield from _all(file, ArchiveIterator, name, given or Hints())
    except OSError as error:
        yield _problem(name, f"cannot be read further: {error.strerror or error}; what was read before is kept")


def _all(file: BinaryIO, reads: Any, name: str, given: Hints) -> Iterator[Page | Problem | Passed]:  # noqa: ANN401 - of FastWARC
    """All records, over damage as well. A record is handed on when the next one has begun where it should: only then is
    its length right.
    """
    packed = file.read(2) == b"\x1f\x8b"
    number = 0
    start: int | None = 0
    while start is not None:
        last: _Record | None = None
        again: int | None = None
        try:
            for record in _from(file, reads, start, number, name, given):
                if last is not None:
                    yield last.found
                last, number = record, record.number
        except _FAILURES as error:
            at = last.at if last is not None else start
            again = _next(file, at + 1, packed=packed)
            if last is not None and last.checked:
                yield last.found
            elif last is not None or at == 0:
                where = f"is damaged at byte {at:,}" if last is not None or again is not None else "is no web archive"
                yield _problem(name, f"{where} ({_reason(error)}): what is there is left out")
        else:
            if last is not None:
                yield last.found
                if isinstance(last.found, Problem):  # it may have swallowed what follows
                    again = _next(file, last.at + 1, packed=packed)
        start = again


def _from(file: BinaryIO, reads: Any, start: int, number: int, name: str, given: Hints) -> Iterator[_Record]:  # noqa: ANN401 - of FastWARC
    """The records from a byte on, to the first that breaks off."""
    file.seek(start)
    for record in reads(file, parse_http=False, fsspec_args=False):
        number += 1
        place, at = f"{name}:{number}", start + record.stream_pos
        try:
            found, checked = _read(record, place, given)
        except _DamagedError as error:
            yield _Record(number, at, _problem(place, f"{error}: left out"), checked=False)
        except _FAILURES as error:
            yield _Record(number, at, _problem(place, f"is damaged ({_reason(error)}): left out"), checked=False)
            return
        else:
            yield _Record(number, at, found, checked)


def _read(record: Any, place: str, given: Hints) -> tuple[Page | Problem | Passed, bool]:  # noqa: ANN401 - of FastWARC
    """What a record is, and whether its digest was found right."""
    head = record.headers
    kind = (head.get("WARC-Type") or "record without a type").lower()
    if kind not in {"response", "resource"}:
        return Passed(kind), False
    checked, told = False, record.content_length
    if told <= MAX_MARKUP + MOST_HEAD:
        record.freeze()
        if record.content_length < told:
            raise _DamagedError("the record breaks off")
        checked = head.get("WARC-Block-Digest") is not None and bool(record.verify_block_digest())
    passed = _answered(record) if kind == "response" else _typed(head.get("Content-Type"))
    if passed:
        return passed, checked
    if told > MAX_MARKUP + MOST_HEAD:
        return _too_large(place), checked
    body = record.reader.read(MAX_MARKUP + MOST_HEAD)
    if kind == "response":
        body = _unpacked(body, record.http_headers)
    if len(body) > MAX_MARKUP:
        return _too_large(place), checked
    uri = (head.get("WARC-Target-URI") or "").strip().strip("<>")
    page = Page(
        file=place,
        kind="html",
        path="",
        stated=Hints(url=uri if uri.lower().startswith(("http://", "https://")) else None),
        given=given,
        raw=body,
        charset=(record.http_charset if kind == "response" else None) or None,
        fetched=(head.get("WARC-Date") or "").strip() or None,
    )
    return page, checked


def _answered(record: Any) -> Passed | None:  # noqa: ANN401 - of FastWARC
    """Why an answer is no page, if it is none."""
    if not record.is_http:
        return Passed("response that is not HTTP")
    record.parse_http()
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status not in _GOOD:
        return Passed(f"answer {status}" if status else "answer without a status")
    return _typed(record.http_content_type)


def _typed(type_: str | None) -> Passed | None:
    return None if (type_ or "").split(";")[0].strip().lower() in HTML else Passed("not HTML")


def _unpacked(body: bytes, head: Any) -> bytes:  # noqa: ANN401 - of FastWARC
    """The body of an answer without its codings. Archives often keep it without them, and the head as it was."""
    if "chunked" in (head.get("Transfer-Encoding") or "").lower():
        body = _joined(body)
    for coding in reversed([part.strip().lower() for part in (head.get("Content-Encoding") or "").split(",")]):
        if coding in {"gzip", "x-gzip"}:
            body = _inflated(body, zlib.MAX_WBITS | 16) if body.startswith(b"\x1f\x8b") else body
        elif coding == "deflate":
            body = _deflated(body)
        elif coding == "br":
            body = _of_brotli(body)
        elif coding not in {"", "identity", "none"} and not _is_markup(body):
            raise _DamagedError(f"its content coding ({coding[:20]!r}) is not read")
    return body


def _is_markup(body: bytes) -> bool:
    return body.lstrip()[:1] == b"<"


def _joined(body: bytes) -> bytes:
    """The chunks of a body as one; a body that is in none is one already."""
    if _is_markup(body) or body.startswith(b"\x1f\x8b"):
        return body
    rest = io.BytesIO(body)
    parts: list[bytes] = []
    while True:
        line = rest.readline(80).split(b";")[0].strip()
        try:
            size = int(line, 16)
        except ValueError:
            raise _DamagedError("its chunks are damaged") from None
        if size == 0:
            return b"".join(parts)
        part = rest.read(size)
        if len(part) < size:
            raise _DamagedError("its chunks break off")
        parts.append(part)
        rest.readline(80)


def _inflated(body: bytes, window: int) -> bytes:
    machine = zlib.decompressobj(window)
    try:
        found = machine.decompress(body, MAX_MARKUP + 1)
    except zlib.error as error:
        raise _DamagedError(f"its packed content is damaged ({error})") from error
    if len(found) <= MAX_MARKUP and not machine.eof:
        raise _DamagedError("its packed content breaks off")
    return found


def _deflated(body: bytes) -> bytes:
    """Some servers send "deflate" without the head that the standard wants."""
    if _is_markup(body):
        return body
    headless = body[:1] and body[0] & 0x0F != zlib.DEFLATED
    return _inflated(body, -zlib.MAX_WBITS if headless else zlib.MAX_WBITS)


def _of_brotli(body: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - comes with FastWARC

    if _is_markup(body):
        return body
    machine = brotli.Decompressor()
    found = b""
    try:
        found = machine.process(body, output_buffer_limit=MAX_MARKUP + 1)
        while not machine.is_finished() and len(found) <= MAX_MARKUP:
            more = machine.process(b"", output_buffer_limit=MAX_MARKUP + 1)
            if not more:
                break
            found += more
    except brotli.error as error:
        raise _DamagedError(f"its packed content is damaged ({error})") from error
    if len(found) <= MAX_MARKUP and not machine.is_finished():
        raise _DamagedError("its packed content breaks off")
    return bytes(found)


def _next(file: BinaryIO, start: int, *, packed: bool) -> int | None:
    """Where, from a byte on, a record may begin; None if nowhere."""
    while (at := _found(file, b"\x1f\x8b\x08" if packed else b"WARC/1.", start)) is not None:
        file.seek(at)
        if not packed or _begins(file.read(4096)):
            return at
        start = at + 1
    return None


def _begins(packed: bytes) -> bool:
    """Whether packed bytes begin with a record, and not by chance like one."""
    try:
        return zlib.decompressobj(31).decompress(packed, 8).startswith(b"WARC/")
    except zlib.error:
        return False


def _found(file: BinaryIO, mark: bytes, start: int) -> int | None:
    """The first byte of a mark."""
    file.seek(start)
    before = b""
    while piece := file.read(_PIECE):
        at = (before + piece).find(mark)
        if at >= 0:
            return start - len(before) + at
        start += len(piece)
        before = (before + piece)[-len(mark) + 1 :]
    return None


def _too_large(place: str) -> Problem:
    return _problem(place, f"is larger than {MAX_MARKUP // 2**20} MB: left out")


def _problem(about: str, message: str) -> Problem:
    return Problem(about=about, stage="find", message=message)


def _reason(error: Exception) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
