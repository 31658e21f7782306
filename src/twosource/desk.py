"""The shell: finds the reports, reads them (in parallel), compares them and hands back the dossier.

All side effects of a run but the writing of its result are here: files are read, processes are started, progress
is reported. The result does not depend on the order of the paths, on the number of processes or on the run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct, structs

from twosource import annotate, codec, compare, crew, engines, read
from twosource.corrections import find as find_corrections
from twosource.corrections import load as load_corrections
from twosource.corrections import marked
from twosource.errors import UsageError
from twosource.model import Article, Correction, Dossier, Problem, Reading
from twosource.owners import load as load_owners
from twosource.owners import owned
from twosource.publication import order
from twosource.seams import Jobs, Progress, silent


class Read(Struct, frozen=True, kw_only=True):
    """One page read: an article with its reading, or the problem that kept it from being one."""

    article: Article | None = None
    reading: Reading | None = None
    problem: Problem | None = None


def dossier(
    paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    owners: str | os.PathLike[str] | None = None,
    corrections: str | os.PathLike[str] | None = None,
    jobs: Jobs = None,
    progress: Progress | None = None,
) -> Dossier:
    """The dossier of the reports of one event.

    ``paths``: folders, files, story folders or JSONL files. ``published`` (ISO 8601) and ``outlet`` say what the
    files do not; ``owners`` is a table of whom outlets belong to (``twosource.owners``), ``corrections`` a file of
    rulings of people (``twosource.corrections``). ``jobs``: processes to read with (default: one for few
    reports, else one for each processor), or the workers of another engine. Raises :class:`UsageError` for a path that
    does not exist, a date that is none, a file of owners or corrections that cannot be read, or when nothing can be
    read; everything that is wrong with single reports or rulings stands in ``Dossier.problems``.
    """
    table = load_owners(Path(owners)) if owners is not None else {}
    asked = load_corrections(Path(corrections)) if corrections is not None else ()
    found = read.discover(_paths(paths), published=published, outlet=outlet)
    told = progress or silent
    with crew.mappers(jobs) as each:
        results = []
        for result in each(len(found.pages))(read_page, found.pages, instead=_lost):
            results.append(result)
            told("reading", len(results), len(found.pages))
    problems = [*found.problems, *(r.problem for r in results if r.problem)]
    pairs, doubles = _distinct(results)
    if not pairs:
        raise UsageError(_nothing_read([*problems, *doubles]))
    told("comparing", 0, 1)
    rulings, unclear = find_corrections(asked, [a for a, _ in pairs])
    problems += unclear
    pairs = [_as_ruled(article, reading, rulings) for article, reading in pairs]
    made = compare.story([owned(a, table) for a, _ in pairs], [r for _, r in pairs], loaded(), rulings)
    told("comparing", 1, 1)
    return codec.seal(structs.replace(made, problems=tuple(sorted({*made.problems, *problems, *doubles}))))


def originals(paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str], made: Dossier) -> dict[str, bytes]:
    """The bytes that the reports of a dossier were read from, by their SHA-256: of the files and lines of files under
    the paths that it was made of, without what has changed since.
    """
    found = read.discover(_paths(paths))
    return read.originals(found.pages, {article.raw_sha256 for article in made.articles})


def _as_ruled(article: Article, reading: Reading, rulings: Sequence[Correction]) -> tuple[Article, Reading]:
    """The article as marked by people, read again if that changed it."""
    ruled = marked(article, rulings)
    return (article, reading) if ruled == article else (ruled, annotate.article(ruled, loaded()))


def read_page(page: read.Page) -> Read:
    """One page to its article and reading: the unit of work of a process."""
    article = read.page(page)
    if isinstance(article, Problem):
        return Read(problem=article)
    return Read(article=article, reading=annotate.article(article, loaded()))


@cache
def loaded() -> engines.Loaded:
    """The engines of this process."""
    return engines.load()


def _lost(page: read.Page, why: str) -> Read:
    return Read(problem=lost(page.file, why))


def lost(file: str, why: str) -> Problem:
    """What is told of a page over which workers ended."""
    return Problem(about=file, stage="read", message=f"could not be read: {why}; it is left out, the others are done")


def _paths(paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str]) -> list[Path]:
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    return [Path(p) for p in paths]


def _distinct(results: Sequence[Read]) -> tuple[list[tuple[Article, Reading]], list[Problem]]:
    """Each article once, in an order that depends on the articles alone; a problem for every other file of it."""
    by_id: dict[str, list[tuple[Article, Reading]]] = {}
    for result in results:
        if result.article and result.reading:
            by_id.setdefault(result.article.id, []).append((result.article, result.reading))
    pairs, doubles = [], []
    for same in by_id.values():
        first, *others = sorted(same, key=lambda pair: pair[0].file)
        pairs.append(first)
        doubles += [
            Problem(
                about=article.file,
                stage="read",
                message=f"is the same report as {first[0].file} and is counted once; if another outlet printed it, "
                "say which (articles.json, front matter or JSONL field 'outlet')",
            )
            for article, _ in others
        ]
    pairs.sort(key=lambda pair: order(pair[0]))
    return pairs, doubles


def _nothing_read(problems: Sequence[Problem]) -> str:
    shown = "".join(f"\n  {p.about}: {p.message}" for p in sorted(problems)[:10])
    more = f"\n  and {len(problems) - 10} more" if len(problems) > 10 else ""  # noqa: PLR2004 - the same ten
    return f"no report could be read{':' if shown else ''}{shown}{more}"
