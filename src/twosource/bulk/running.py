"""A bulk run: every source is cut into shards, and those that are not done are read.

In: paths, a folder, workers. Out: the folder filled, and what was done. Pages of one shard after the other go to the
workers without a break; their results come in the same order, and a shard is written as soon as its last one is there.
In memory are the shard that is being cut, those whose results are awaited, and what the workers have in hand.

A file that is as it was (by its size and when it was written) is not opened. That is trusted if it had not been written
in the last seconds before it was read; else its pages are hashed again, and only shards that are others are read.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from twosource import crew, desk, read
from twosource.bulk import cutting, inputs, rows, tables
from twosource.bulk.cutting import Left, Shard
from twosource.bulk.folder import Folder, Input, Mark
from twosource.bulk.inputs import Source
from twosource.bulk.rows import Row
from twosource.model import Problem
from twosource.render import parquet
from twosource.seams import Jobs, Progress, silent

RACY = 2_000_000_000
"""Nanoseconds: what was written so shortly before it was read may be written again without its time telling so."""
MANY = 1_000_000
"""Pages for which workers are worth it."""
TOLD = 1000
"""Problems of a file, and of a run, that are told; more are counted."""


class Bulk(Struct, frozen=True, kw_only=True):
    """What a run did. ``shards`` were read, ``resumed`` had been before; ``pages``, ``articles`` and ``statements`` are
    what lies in all of them. ``problems`` are those that are told (of ``problem_count``), ``passed`` the records of
    archives that are no pages, ``lost`` the pages over which workers ended.
    """

    files: int = 0
    shards: int = 0
    resumed: int = 0
    read: int = 0
    pages: int = 0
    articles: int = 0
    statements: int = 0
    lost: int = 0
    problem_count: int = 0
    problems: tuple[Problem, ...] = ()
    passed: dict[str, int] = {}


class _Begun:
    """A shard whose pages are being read."""

    def __init__(self, shard: Shard) -> None:
        self.shard = shard
        self.rows: list[Row] = []


class _Ended:
    """The end of a source: what is to be written down when all its shards are done."""

    def __init__(self, source: Source, found: Input) -> None:
        self.source, self.found = source, found


class _Run:
    def __init__(self, folder: Folder, made_by: str, size: int, told: Progress, *, again: bool) -> None:
        self.folder, self.made_by, self.size, self.told, self.again = folder, made_by, size, told, again
        self.open: deque[_Begun | _Ended] = deque()
        self.begun: set[str] = set()
        self.resumed: set[str] = set()
        self.totals: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.read = 0

    def pages(self, found: Sequence[Source]) -> Iterator[read.Page]:
        """The pages that are to be read; what becomes of the others is noted."""
        for source in found:
            known = self.folder.input(source)
            now = inputs.state(source)
            if known is not None and self._as_it_was(known, now):
                self._note(known)
                continue
            begun = time.time_ns()
            fresh = Input(path=str(source.path), name=source.name, size=self.size, made_by=self.made_by, state=now)
            self.folder.keep_input(source, fresh)
            left, ids = Left([], Counter()), []
            for shard in cutting.cut(inputs.pages(source), left, size=self.size, made_by=self.made_by):
                ids.append(shard.id)
                if self._is_done(shard.id):
                    continue
                self.open.append(_Begun(shard))
                self.begun.add(shard.id)
                yield from shard.pages
            same = inputs.state(source) == now
            done = structs.replace(
                fresh,
                sure=same and now.written < begun - RACY,
                shards=tuple(ids),
                problems=tuple(left.problems[:TOLD]),
                problem_count=len(left.problems),
                passed=dict(sorted(left.passed.items())),
            )
            self.open.append(_Ended(source, done))

    def take(self, row: Row) -> None:
        """The result of the next page."""
        self._end()
        first = self.open[0]
        assert isinstance(first, _Begun)  # noqa: S101 - results come in the order of the pages
        first.rows.append(row)
        self.read += 1
        self.told("reading", self.read, 0)
        if len(first.rows) == len(first.shard.pages):
            self.open.popleft()
            self._keep(first)

    def end(self) -> None:
        """All results are there."""
        self._end()

    def _end(self) -> None:
        while self.open and isinstance(self.open[0], _Ended):
            ended = self.open.popleft()
            if isinstance(ended, _Ended):
                self.folder.keep_input(ended.source, ended.found)
                self._note(ended.found)

    def _as_it_was(self, known: Input, now: inputs.State) -> bool:
        same = known.sure and known.state == now and known.size == self.size and known.made_by == self.made_by
        return same and known.shards is not None and all(self._is_done(shard) for shard in known.shards)

    def _is_done(self, shard: str) -> bool:
        if shard in self.begun or shard in self.resumed:
            return True
        mark = self.folder.mark(shard)
        if mark is None or (self.again and mark.lost):
            return False
        self.resumed.add(shard)
        self._count(mark)
        return True

    def _keep(self, one: _Begun) -> None:
        told = [problem for problem in map(rows.problem, one.rows) if problem is not None]
        mark = Mark(
            shard=one.shard.id,
            made_by=self.made_by,
            pages=len(one.rows),
            articles=sum(row.article is not None for row in one.rows),
            statements=sum(len(row.statements) for row in one.rows),
            lost=sum(row.lost for row in one.rows),
            problems=tuple(told),
            files=(),
        )
        pages, statements = tables.pages(one.shard.pages, one.rows), tables.statements(one.rows)
        self._count(self.folder.keep(mark, pages, statements))

    def note(self, problems: Sequence[Problem]) -> None:
        """What is wrong with the input as it was named."""
        self._tell(problems, len(problems))

    def _note(self, found: Input) -> None:
        self.passed.update(found.passed)
        self._tell(found.problems, found.problem_count)

    def _count(self, mark: Mark) -> None:
        self.totals += Counter(pages=mark.pages, articles=mark.articles, statements=mark.statements, lost=mark.lost)
        self._tell(mark.problems, len(mark.problems))

    def _tell(self, problems: Sequence[Problem], count: int) -> None:
        self.problems += problems[: max(0, TOLD - len(self.problems))]
        self.problem_count += count

    def done(self, files: int) -> Bulk:
        """What was done."""
        return Bulk(
            files=files,
            shards=len(self.begun),
            resumed=len(self.resumed),
            read=self.read,
            pages=self.totals["pages"],
            articles=self.totals["articles"],
            statements=self.totals["statements"],
            lost=self.totals["lost"],
            problem_count=self.problem_count,
            problems=tuple(sorted(self.problems)),
            passed=dict(sorted(self.passed.items())),
        )


def run(
    paths: Sequence[str | Path],
    folder: str | Path,
    *,
    jobs: Jobs = None,
    size: int = inputs.SIZE,
    again: bool = False,
    told: Progress | None = None,
    reads: Callable[[read.Page], Row] = rows.read_row,
) -> Bulk:
    """Read WARC and JSONL files into a folder of shards of ``size`` pages. ``again``: also the shards in which workers
    ended over a page. ``reads`` reads one page, in a worker. Raises :class:`~twosource.errors.UsageError` where there
    is nothing to read, :class:`~twosource.errors.OutputError` where the folder cannot be written.
    """
    parquet.check()
    found, problems = inputs.sources(paths)
    into = Folder(Path(folder))
    made_by = desk.loaded().read_by
    with into.alone(), crew.mappers(jobs) as each:
        work = _Run(into, made_by, size, told or silent, again=again)
        work.note(problems)
        pages = work.pages(found)
        first = next(pages, None)  # where nothing is to be read, no workers are started
        if first is not None:
            for row in each(MANY)(partial(rows.guarded, reads), chain([first], pages), instead=rows.lost):
                work.take(row)
        work.end()
        into.clear()
    return work.done(len(found))
