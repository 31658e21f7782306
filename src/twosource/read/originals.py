"""The bytes that reports were read from: ``originals(pages, wanted) -> {SHA-256: bytes}``.

In: pages, and hashes (``Article.raw_sha256``). Out: for each of these hashes the bytes that have it today, of a file or
of a line of one; nothing for a file that has changed or gone since, nor for an item of a feed, which is no bytes of its
own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from twosource.model import Problem
from twosource.read import lines
from twosource.read.load import held
from twosource.read.records import Page


def originals(pages: Iterable[Page], wanted: Container[str]) -> dict[str, bytes]:
    """The wanted bytes, by their SHA-256."""
    found = ((hashlib.sha256(raw).hexdigest(), raw) for raw in _raws(pages))
    return {digest: raw for digest, raw in found if digest in wanted}


def _raws(pages: Iterable[Page]) -> Iterator[bytes]:
    of_lines: dict[str, None] = {}
    for page in pages:
        if page.kind == "jsonl":
            of_lines[page.path] = None
            continue
        kept = held(page)
        if not isinstance(kept, Problem) and kept.raw is not None:
            yield kept.raw
    for path in of_lines:
        if path:
            yield from lines.raws(Path(path))
