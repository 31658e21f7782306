"""The folder of a bulk run: what is in it, and what of it is done.

    pages/SHARD.parquet         a row for each page
    statements/SHARD.parquet    a row for each statement
    done/SHARD.json             the mark of a shard that is done: what it holds, and the hashes of its two files
    inputs/HASH.json            of a file that was read: how it was then, and its shards in their order

In: what is written. Out: the same again, if it is whole. Every file is written under another name, forced to the disk
and then given its own; a mark after the files that it marks. So what has a mark is whole, whenever the machine dies.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from twosource.bulk import tables
from twosource.bulk.cutting import FORMAT
from twosource.bulk.inputs import Source, State
from twosource.bulk.tables import Filled
from twosource.errors import OutputError, UsageError
from twosource.model import Problem

PAGES, STATEMENTS, DONE, INPUTS = "pages", "statements", "done", "inputs"


class Mark(Struct, frozen=True, kw_only=True):
    """That a shard is done, and what it holds. ``lost``: pages over which workers ended. ``files``: name, bytes and
    SHA-256 of each of its files.
    """

    format: str = FORMAT
    shard: str
    made_by: str
    pages: int
    articles: int
    statements: int
    lost: int = 0
    problems: tuple[Problem, ...] = ()
    files: tuple[tuple[str, int, str], ...]


class Input(Struct, frozen=True, kw_only=True):
    """A file that was read, or is being read (``shards`` is None then): how it was, and whether that can be trusted to
    tell a change; the shards that it was cut into; what in it is no page.
    """

    format: str = FORMAT
    path: str
    name: str
    size: int
    made_by: str
    state: State
    sure: bool = False
    shards: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    passed: dict[str, int] = {}


class Folder:
    """The folder of a bulk run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make it, and keep others from writing in it meanwhile."""
        try:
            for name in (PAGES, STATEMENTS, DONE, INPUTS):
                (self.path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self.path} cannot be written: {error.strerror}") from error
        try:
            with FileLock(self.path / ".lock", timeout=0):
                yield
        except Timeout as error:
            raise UsageError(f"another run is writing in {self.path}: wait until it is done") from error

    def mark(self, shard: str) -> Mark | None:
        """The mark of a shard whose files are there."""
        try:
            found = msgspec.json.decode((self.path / DONE / f"{shard}.json").read_bytes(), type=Mark)
            there = all((self.path / name).stat().st_size == size for name, size, _ in found.files)
        except (OSError, msgspec.MsgspecError):
            return None
        return found if there and found.format == FORMAT else None

    def keep(self, mark: Mark, pages: bytes, statements: bytes) -> Mark:
        """Write a shard, and mark it."""
        written = []
        for name, raw in ((PAGES, pages), (STATEMENTS, statements)):
            file = f"{name}/{mark.shard}.parquet"
            self._write(file, raw)
            written.append((file, len(raw), hashlib.sha256(raw).hexdigest()))
        marked = msgspec.structs.replace(mark, files=tuple(written))
        self._write(f"{DONE}/{mark.shard}.json", msgspec.json.format(msgspec.json.encode(marked), indent=1))
        return marked

    def input(self, source: Source) -> Input | None:
        """What is known of a file."""
        return _input(self._of(source))

    def keep_input(self, source: Source, found: Input) -> None:
        """Write down what is known of a file."""
        self._write(
            str(self._of(source).relative_to(self.path)), msgspec.json.format(msgspec.json.encode(found), indent=1)
        )

    def inputs(self) -> list[Input]:
        """What is known of all files, in the order of their names."""
        found = [_input(path) for path in (self.path / INPUTS).glob("*.json")]
        return sorted((one for one in found if one is not None), key=lambda one: (one.name, one.path))

    def clear(self) -> int:
        """Take away the shards that no file is cut into any more; how many these were."""
        used = {shard for one in self.inputs() for shard in one.shards or ()}
        old = [path for path in (self.path / DONE).glob("*.json") if path.stem not in used]
        for path in old:  # the mark first: what has none is not there
            path.unlink(missing_ok=True)
            for name in (PAGES, STATEMENTS):
                (self.path / name / f"{path.stem}.parquet").unlink(missing_ok=True)
        for name in (PAGES, STATEMENTS, DONE, INPUTS):
            for path in (self.path / name).glob("*.tmp"):
                path.unlink(missing_ok=True)
        return len(old)

    def _of(self, source: Source) -> Path:
        digest = hashlib.sha256(os.fsencode(os.path.realpath(source.path))).hexdigest()
        return self.path / INPUTS / f"{digest[:32]}.json"

    def _write(self, name: str, raw: bytes) -> None:
        path = self.path / name
        try:
            with path.with_name(f"{path.name}.tmp").open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            path.with_name(f"{path.name}.tmp").replace(path)
            _settle(path.parent)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


class Kept(Struct, frozen=True):
    """A shard that is done."""

    folder: Path
    shard: str

    def mark(self) -> Mark:
        """What it holds. Raises :class:`UsageError` if it is not whole."""
        found = Folder(self.folder).mark(self.shard)
        if found is None:
            raise UsageError(f"{self.folder} is not whole: {self.shard} is missing; run `twosource bulk` again")
        return found

    def pages(self) -> Iterator[Filled]:
        """Its pages. Raises :class:`UsageError` if the file is not the one that was marked."""
        name, _, digest = self.mark().files[0]
        raw = (self.folder / name).read_bytes()
        if hashlib.sha256(raw).hexdigest() != digest:
            raise UsageError(
                f"{self.folder / name} was changed or is damaged: take away {DONE}/{self.shard}.json and run "
                "`twosource bulk` again"
            )
        yield from tables.read_pages(raw)


def shards(path: Path) -> list[Kept]:
    """The shards of a folder, in the order of the input. Raises :class:`UsageError` if it is none, or is not done."""
    known = Folder(path).inputs() if (path / INPUTS).is_dir() else []
    if not known:
        raise UsageError(f"{path} is no folder of a bulk run: `twosource bulk FILE... --to {path}` makes one")
    open_ = [one.name for one in known if one.shards is None]
    if open_:
        raise UsageError(
            f"{path} is not done: {len(open_):,} of {len(known):,} files are not read to their end "
            f"({', '.join(open_[:3])}); run `twosource bulk` again"
        )
    found = [Kept(path, shard) for shard in dict.fromkeys(shard for one in known for shard in one.shards or ())]
    for one in found:
        one.mark()
    return found


def _input(path: Path) -> Input | None:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Input)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.format == FORMAT else None


def _settle(folder: Path) -> None:
    """Force the names in a folder to the disk, where that can be asked for."""
    if os.name != "posix":
        return
    at = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)
