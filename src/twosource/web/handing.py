"""Handing on: a dossier in every format that it can be written in, as one file to be saved."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED

from litestar import Response, get
from litestar.params import FromPath

from twosource import render
from twosource.errors import UsageError
from twosource.render import words
from twosource.render.bundle import LOG, zipped
from twosource.web.desk import Desk
from twosource.web.pages import OpenDesk

FORMATS = {
    "html": ("Page", "opens in any browser, with nothing else at hand"),
    "pdf": ("PDF", "to be printed or filed"),
    "md": ("Markdown", "for mail, issues and notes"),
    "json": ("Dossier", "for programs, and for `twosource verify`"),
    "csv": ("Tables (CSV)", "for a spreadsheet"),
    "parquet": ("Tables (Parquet)", "for a notebook or a database"),
    "annotations": ("Web annotations", "JSON-LD, for annotation tools; leads to the words on the pages"),
    "bundle.zip": ("Evidence bundle", "dossier, texts, pages as they were, hashes and log, to be checked by anyone"),
}
"""Format -> what it is called, and what it is good for."""
KINDS = {
    ".html": "text/html", ".pdf": "application/pdf", ".md": "text/markdown", ".json": "application/json",
    ".jsonld": "application/ld+json", ".zip": "application/zip",
}  # fmt: skip
"""Ending -> what browsers call the kind of file."""


@get("/stories/{id_:str}/as/{format_:str}", include_in_schema=False, sync_to_thread=True)
def handed(desk: OpenDesk, id_: FromPath[str], format_: FromPath[str]) -> Response[bytes]:
    """The dossier of a story."""
    return file(desk, id_, format_)


def file(desk: Desk, story: str, format_: str) -> Response[bytes]:
    """The dossier of a story in a format, as one file. Raises :class:`UsageError` for what is no format."""
    wanted = [_known(format_)]
    with tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        if desk.only is None:
            desk.case.export(story, folder, formats=wanted)
        else:
            render.write(desk.only, Path(folder), formats=wanted)
        return _file(desk, story, Path(folder))


def _known(format_: str) -> str:
    if format_ not in FORMATS:
        raise UsageError(f"{format_:.20} is no format", to_do=f"choose from {', '.join(FORMATS)}")
    return format_


def _file(desk: Desk, story: str, folder: Path) -> Response[bytes]:
    """What was written, in an archive if it is more than one file; the log of a case is in the bundle."""
    every = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / LOG)
    content, ending = every[0].read_bytes(), every[0].suffix
    if len(every) > 1:
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}
        content, ending = zipped(files, below="", packed=ZIP_DEFLATED), ".zip"
    title = words.line(desk.dossier(story).title).lower()
    name = re.sub(r"\W+", "-", title, flags=re.ASCII).strip("-")[:60] or "dossier"
    told = f"{name}-tables{ending}" if len(every) > 1 else f"{name}{ending}"
    return Response(
        content,
        media_type=KINDS.get(ending, "application/octet-stream"),
        headers={"content-disposition": f'attachment; filename="{told}"'},
    )


HANDLERS = (handed,)
