"""A watched folder: which of its reports are new, changed or gone since it was last looked at.

In: a folder, and the :class:`State` of the last look (an empty one at first). Out: :class:`Scan`, with the state to
keep. Which files are reports is what :mod:`twosource.read.folders` says. Method: polling. A look reads the sizes and
times of all files, and the content of those only whose size or time is another.

- A file that is still being written is left for the next look: one that changed within ``settle`` seconds, or while it
  was read. So are names that programs give to unfinished files. A clock that runs ahead (a share on another machine)
  does not hold a file back: what two looks ``settle`` seconds apart find alike is settled.
- A file whose bytes are those of the last look is not changed, whatever its time. What ``articles.json`` says of it
  counts as its own: new facts about a report make it changed.
- A folder that cannot be opened has nothing new, and nothing in it is gone.

What this does not do: tell a renamed file from a new one (the hash in the state does), see a change that keeps size and
time, follow what happens between looks.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, structs

from twosource.errors import UsageError
from twosource.model import Problem
from twosource.read import folders, lines
from twosource.text import make_id

SETTLE = 3.0
"""Seconds for which a file must have rested; programs that write in pieces write more often."""
_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", ".filepart", "~")
_LOCKS = ("~$", "#")
_PIECE = 1024 * 1024
_NANO = 1_000_000_000


class Seen(Struct, frozen=True, kw_only=True):
    """A file as it was: ``mtime_ns`` is its time of change, ``stated`` a hash of what the folder says about it."""

    size: int
    mtime_ns: int
    sha256: str
    stated: str = ""


class Waiting(Struct, frozen=True, kw_only=True):
    """A file that is not yet read: how it was at the first look that found it so, and when that was."""

    size: int
    mtime_ns: int
    since_ns: int


class State(Struct, frozen=True, kw_only=True):
    """What a look leaves for the next one, by the names of files (relative, with forward slashes)."""

    files: dict[str, Seen] = {}
    waiting: dict[str, Waiting] = {}


class Scan(Struct, frozen=True, kw_only=True):
    """What a look found, each sorted by name. ``waiting``: what is still being written."""

    state: State
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Now(NamedTuple):
    """The time of the look, and how long a file must rest."""

    ns: int
    settle_ns: int


def scan(folder: Path, state: State, *, now_ns: int, settle: float = SETTLE) -> Scan:
    """One look at a folder. ``now_ns``: the time, in nanoseconds since 1970 (``time.time_ns()``)."""
    now = _Now(now_ns, int(settle * _NANO))
    problems: list[Problem] = []
    files: dict[str, Seen] = {}
    waiting: dict[str, Waiting] = {}
    if not folder.is_dir():
        message = "is no folder that can be opened: nothing in it is taken for gone; check the path"
        return Scan(state=state, problems=(Problem(about=folder.name, stage="find", message=message),))
    for file in _listed(folder, problems):
        known = state.files.get(file.name)
        found = _look(file, known, state.waiting.get(file.name), now)
        if isinstance(found, Seen):
            files[file.name] = found
        elif isinstance(found, Waiting):
            waiting[file.name] = found
            if known:
                files[file.name] = known
        else:
            problems.append(found)
            if known:
                files[file.name] = known
    closed = tuple(f"{problem.about}/" for problem in problems)
    files |= {name: seen for name, seen in state.files.items() if name not in files and name.startswith(closed)}
    return Scan(
        state=State(files=dict(sorted(files.items())), waiting=dict(sorted(waiting.items()))),
        new=tuple(sorted(files.keys() - state.files.keys())),
        changed=tuple(sorted(name for name, seen in files.items() if _differs(state.files.get(name), seen))),
        gone=tuple(sorted(state.files.keys() - files.keys())),
        waiting=tuple(sorted(waiting)),
        problems=tuple(sorted(problems)),
    )


def _listed(folder: Path, problems: list[Problem]) -> Iterator[folders.File]:
    """The files that may be reports."""
    try:
        for found in folders.files(folder):
            if _unfinished(found.about if isinstance(found, Problem) else found.name):
                continue
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield found
    except (UsageError, OSError) as error:
        problems.append(Problem(about=folder.name, stage="find", message=str(error)))


def _unfinished(name: str) -> bool:
    """Whether a name is one that programs give to what is not finished."""
    last = name.rpartition("/")[2].lower()
    return last.startswith(_LOCKS) or last.endswith(_UNFINISHED)


def _look(file: folders.File, known: Seen | None, waited: Waiting | None, now: _Now) -> Seen | Waiting | Problem:
    """A file as it is now, if it can be told."""
    stated = make_id("h", *structs.astuple(file.stated))
    try:
        before = file.path.stat()
        if not stat.S_ISREG(before.st_mode):
            return _problem(file, "is not a file that can be read: left out")
        if before.st_size > lines.MAX_FILE:
            return _problem(file, f"is larger than {lines.MAX_FILE / 2**30:g} GB: left out; cut it into several files")
        if known and (before.st_size, before.st_mtime_ns) == (known.size, known.mtime_ns):
            return structs.replace(known, stated=stated)
        if not _settled(before, waited, now):
            return _waiting(before, waited, now)
        digest = _sha256(file.path)
        after = file.path.stat()
    except FileNotFoundError:
        return Waiting(size=0, mtime_ns=0, since_ns=now.ns)
    except OSError as error:
        return _problem(
            file, f"cannot be opened ({error.strerror or type(error).__name__}); check that you may read it"
        )
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        return _waiting(after, None, now)
    return Seen(size=before.st_size, mtime_ns=before.st_mtime_ns, sha256=digest, stated=stated)


def _settled(found: os.stat_result, waited: Waiting | None, now: _Now) -> bool:
    """Whether nobody has written to a file for a while: by its own times, or by what an earlier look saw."""
    if waited:
        if (waited.size, waited.mtime_ns) != (found.st_size, found.st_mtime_ns):
            return False
        if now.ns - waited.since_ns >= now.settle_ns:
            return True
    return now.ns - max(found.st_mtime_ns, found.st_ctime_ns) >= now.settle_ns


def _waiting(found: os.stat_result, waited: Waiting | None, now: _Now) -> Waiting:
    same = waited and (waited.size, waited.mtime_ns) == (found.st_size, found.st_mtime_ns)
    since = waited.since_ns if waited and same else now.ns
    return Waiting(size=found.st_size, mtime_ns=found.st_mtime_ns, since_ns=since)


def _differs(known: Seen | None, seen: Seen) -> bool:
    return known is not None and (known.sha256, known.stated) != (seen.sha256, seen.stated)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _problem(file: folders.File, message: str) -> Problem:
    return Problem(about=file.name, stage="find", message=message)
