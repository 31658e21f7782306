"""``discover``: from the paths a user names to pages, each with a name of its own and what is known about it.

In: paths to folders, story folders (:mod:`twosource.read.folders`), files, JSON Lines (:mod:`twosource.read.lines`),
saved feeds (:mod:`twosource.read.feeds`) and web archives (:mod:`twosource.read.warc`). Out: :class:`Found`, the same
for any order of the paths: a file reached twice is one page. Names are relative to the path named by the user; where
two would be equal, as much of the path is put in front as tells them apart.
Wrong use raises :class:`UsageError`: a path that does not exist, no report at all, more than ``max_reports``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from twosource.errors import UsageError
from twosource.model import Problem
from twosource.read import dates, feeds, folders, lines, warc
from twosource.read.records import Found, Hints, Page
from twosource.text import squash

MAX_REPORTS = 500
"""No event has more reports that a desk compares; more is a corpus, and comparing it as one event says nothing."""
_SHOWN = 3
"""Problems told in the message that no report was found."""


class NoReportError(UsageError):
    """That nothing of what was named is a report; ``problems`` say what is wrong with each."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(sorted(problems))


def discover(
    paths: Sequence[str | Path] | str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    max_reports: int = MAX_REPORTS,
) -> Found:
    """All pages of the paths. ``published`` and ``outlet`` fill what the input does not say."""
    given = Hints(published=_given_date(published), outlet=squash(outlet or "") or None)
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    if not named:
        raise UsageError("no path given: name a file or a folder of reports")
    files, problems = located(named)
    pages: list[Page] = []
    for file, name in files:
        for read in _pages(file, name, given, max_reports):
            if isinstance(read, Page):
                pages.append(read)
            else:
                problems.append(read)
    _check(pages, problems, named, max_reports)
    return Found(pages=tuple(sorted(pages, key=_order)), problems=tuple(sorted(set(problems))))


def located(named: Iterable[str | Path]) -> tuple[list[tuple[folders.File, str]], list[Problem]]:
    """The files of the paths, each with the name by which people know it, and what is wrong with the others."""
    files, problems = _files(named)
    return list(_named(files)), problems


def _given_date(published: str | None) -> str | None:
    if published is None:
        return None
    value = dates.normalise(published)
    if value is None:
        raise UsageError(f"{published!r} is no date of publication: write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    return value


def _files(named: Iterable[str | Path]) -> tuple[list[folders.File], list[Problem]]:
    """Every file once. Folders come before what lies in them, so that names do not depend on the order of paths."""
    files: dict[str, folders.File] = {}
    problems: list[Problem] = []
    for path in sorted({Path(path) for path in named}, key=lambda path: (path.resolve().parts, str(path))):
        for found in folders.files(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                files.setdefault(os.path.realpath(found.path), found)
    return list(files.values()), problems


def _named(files: list[folders.File]) -> Iterator[tuple[folders.File, str]]:
    """Each file with the shortest name that no other has."""
    groups: dict[str, list[folders.File]] = {}
    for file in files:
        groups.setdefault(file.name, []).append(file)
    for name, group in sorted(groups.items()):
        if len(group) == 1:
            yield group[0], name
        else:
            yield from _told_apart(group)


def _told_apart(group: list[folders.File]) -> Iterator[tuple[folders.File, str]]:
    deepest = max(len(file.root.parts) for file in group)
    names: list[str] = []
    for depth in range(1, deepest + 1):
        names = ["/".join((*file.root.parts[1:][-depth:], file.name)) for file in group]
        if len(set(names)) == len(names):
            break
    yield from zip(group, names, strict=True)


def _pages(file: folders.File, name: str, given: Hints, most: int) -> Iterator[Page | Problem]:
    if file.kind == "jsonl":
        yield from lines.pages(file.path, name, given, most)
    elif file.kind == "feed":
        yield from feeds.pages(file.path, name, given, most)
    elif file.kind == "warc":
        yield from warc.pages(file.path, name, given, most)
    else:
        yield Page(file=name, kind=file.kind, path=str(file.path), stated=file.stated, given=given)


def _check(pages: list[Page], problems: list[Problem], named: Sequence[str | Path], most: int) -> None:
    if len(pages) > most:
        raise UsageError(
            f"{len(pages):,} reports found, more than {most:,}: brief compares the reports of one event with one "
            "another; name only the reports of one event, or a folder that holds only these"
        )
    if not pages:
        places = ", ".join(str(path) for path in named)
        reasons = "".join(f"\n- {problem.about}: {problem.message}" for problem in sorted(problems)[:_SHOWN])
        more = f"\n- and {len(problems) - _SHOWN:,} more" if len(problems) > _SHOWN else ""
        only_files = reasons and all(Path(path).is_file() for path in named)
        advice = "" if only_files else f": put texts there ({folders.READABLE})"
        raise NoReportError(f"no report found in {places}{advice}{reasons}{more}", problems)


def _order(page: Page) -> tuple[str, int]:
    """By name; lines, items or records of one file by number."""
    head, colon, number = page.file.rpartition(":")
    return (
        (head, int(number))
        if (page.kind == "jsonl" or not page.path) and colon and number.isdecimal()
        else (page.file, 0)
    )
