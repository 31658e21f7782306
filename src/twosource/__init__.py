"""twosource reads every report of an event and says what is known, from whom, and how independently.

The whole interface: :func:`dossier` makes a dossier of reports, :func:`export` writes it, :func:`verify` checks one,
:func:`since` tells the past of its claims; :func:`open` opens a case, which gathers reports over time. The records are
in :mod:`twosource.model`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.version import __version__

if TYPE_CHECKING:
    from twosource.case import Case
    from twosource.history import Since
    from twosource.model import Dossier, Problem

__all__ = ["__version__", "dossier", "export", "open", "since", "verify"]

StrPath = str | os.PathLike[str]

# The functions import what they need when they are called: `import twosource` and `twosource --help` take no time.


def dossier(
    paths: Sequence[StrPath] | StrPath,
    *,
    published: str | None = None,
    outlet: str | None = None,
    owners: StrPath | None = None,
    corrections: StrPath | None = None,
    jobs: int | None = None,
) -> Dossier:
    """The dossier of the reports of ONE event.

    ``paths``: folders, files (text, Markdown, saved HTML, JSONL) or story folders. ``published`` (ISO 8601) and
    ``outlet`` say what the files do not. ``owners``: a CSV file with the columns outlet and owner; outlets of one owner
    confirm nothing to each other. ``corrections``: a JSONL file of rulings of people. ``jobs``: processes to
    read with. What is wrong with single reports or rulings stands in ``Dossier.problems``;
    :class:`~twosource.errors.UsageError` tells that a path or a file does not serve, that a date is none, or that
    nothing could be read.
    """
    from twosource import desk  # noqa: PLC0415

    return desk.dossier(paths, published=published, outlet=outlet, owners=owners, corrections=corrections, jobs=jobs)


def export(dossier: Dossier, folder: StrPath, *, formats: Sequence[str] = ("html", "json")) -> tuple[Path, ...]:
    """Write a dossier into a folder in any of the formats ``html``, ``json``, ``md``, ``pdf``, ``csv``, ``parquet``,
    ``annotations``, ``bundle`` and ``bundle.zip``, each file wholly or not at all, and return the paths of what was
    written. A bundle made so has no raw pages: it does not know where they are. Raises
    :class:`~twosource.errors.UsageError` for a format that needs what is not installed, and
    :class:`~twosource.errors.OutputError` when a file cannot be written.
    """
    from twosource import render  # noqa: PLC0415

    return render.write(dossier, Path(folder), formats=tuple(formats))


def verify(path: StrPath, *, articles: StrPath | None = None) -> tuple[Problem, ...]:
    """Check every line of a ``dossier.json`` against the texts in it, and with ``articles`` (a folder) against the
    reports themselves; or a bundle, as its folder or a ZIP archive of it. No problem means that it holds.
    """
    from twosource import bundles  # noqa: PLC0415

    return bundles.verify(Path(path), articles=Path(articles) if articles else None)


def since(dossier: Dossier) -> dict[str, Since]:
    """For the id of each claim its past: which reports had it first, which outlets and which independent origins it had
    by when, and who left out an attribution or a hedge. Computed from the dossier, in which none of it is stored.
    """
    from twosource import history  # noqa: PLC0415

    return history.of(dossier)


def open(path: StrPath, *, create: bool = True) -> Case:  # noqa: A001 - as one opens a file
    """Open the case file at ``path``, or the case in a database (``postgresql://user@server/desk``), to be used with
    ``with``; with ``create`` a new one is made where there is none. Raises :class:`~twosource.errors.UsageError` for
    what is no case.
    """
    from twosource.case import open_case  # noqa: PLC0415

    return open_case(path, create=create)
