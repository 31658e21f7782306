"""Shards: a source cut after every so many pages, each shard named by the hash of what it is made of.

In: the pages of a source, and what reads them. Out: :class:`Shard` after shard; one at a time is in memory. The name of
a shard depends on its pages (their bytes, names, and all that is known of them) and on what reads them, and on nothing
else: not on where the file lies, nor on who reads it. What is added at the end of a file changes its last shard.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from twosource import read
from twosource.model import Problem
from twosource.read.warc import Passed

FORMAT = "twosource/bulk/1"
NAME = 32
"""Characters of the name of a shard."""
MOST = 12 * 2**20
"""Bytes of the pages of a shard: large pages make shards of fewer."""


class Record(read.Known, frozen=True, kw_only=True):
    """What is known of a page beside its bytes."""

    fetched: str | None = None


class Shard(NamedTuple):
    """Pages that are kept together, and their name."""

    id: str
    pages: tuple[read.Page, ...]


class Left(NamedTuple):
    """What was found in a source that is no page."""

    problems: list[Problem]
    passed: Counter[str]


def cut(found: Iterable[read.Page | Problem | Passed], left: Left, *, size: int, made_by: str) -> Iterator[Shard]:
    """The shards; what is no page is put into ``left``."""
    pages: list[read.Page] = []
    held = 0
    for one in found:
        if isinstance(one, Problem):
            left.problems.append(one)
        elif isinstance(one, Passed):
            left.passed[one.what] += 1
        else:
            pages.append(one)
            held += len(one.data)
            if len(pages) >= size or held >= MOST:
                yield _shard(pages, made_by)
                pages, held = [], 0
    if pages:
        yield _shard(pages, made_by)


def record(page: read.Page) -> Record:
    """What is known of a page beside its bytes."""
    return Record(**{name: getattr(page, name) for name in Record.__struct_fields__})


def _shard(pages: list[read.Page], made_by: str) -> Shard:
    digest = hashlib.sha256(msgspec.json.encode([FORMAT, made_by]))
    for one in pages:
        digest.update(msgspec.json.encode(record(one)))
        digest.update(hashlib.sha256(one.data).digest())
    return Shard(digest.hexdigest()[:NAME], tuple(pages))
