"""Handing on: a dossier in every format that it can be written in, as one file to be saved.

A PDF takes its time: it is laid out in a process of its own, so that the desk answers others meanwhile. Who waits
longer than :data:`PATIENCE` is shown how far it is, and then where it is to be had; the last ones are kept.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from twosource import crew, render
from twosource.errors import OutputError, UsageError, WorkerError
from twosource.model import Dossier
from twosource.render import hypertext, paper, words
from twosource.render.bundle import LOG, zipped
from twosource.seams import Progress
from twosource.web.desk import Desk
from twosource.web.pages import OpenDesk, seen_after

PATIENCE = 6.0
"""Seconds for which an answer waits for a PDF."""
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
def handed(desk: OpenDesk, id_: FromPath[str], format_: FromPath[str]) -> Response[bytes] | Redirect:
    """The dossier of a story."""
    return _on_paper(desk, id_) if _known(format_) == "pdf" else file(desk, id_, format_)


def file(desk: Desk, story: str, format_: str) -> Response[bytes]:
    """The dossier of a story in a format, as one file, however long it takes. Raises :class:`UsageError` for what is no
    format.
    """
    wanted = _known(format_)
    if wanted == "pdf":
        return _pdf(desk, desk.dossier(story))
    with tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        if desk.only is None:
            desk.case.export(story, folder, formats=[wanted])
        else:
            render.write(desk.only, Path(folder), formats=[wanted])
        return _file(desk, story, Path(folder))


def _on_paper(desk: Desk, id_: str) -> Response[bytes] | Redirect:
    """The PDF, if it is made or made soon; else the page that tells how far it is."""
    dossier = desk.dossier(id_)
    paper.check()
    if not desk.has_paper(dossier):

        def do(told: Progress) -> str:
            told("laying out pages", 0, 0)
            desk.paper(dossier, _laid_out)
            return f"/stories/{id_}?ready=pdf#hand-on"

        job = desk.work.begin("Making a PDF", do, back=f"/stories/{id_}", reads=True)
        job.finished.wait(PATIENCE)
        if job.state.error:
            raise OutputError(job.state.error)
        if not job.state.done:
            return seen_after(f"/work/{job.id}")
    return _pdf(desk, dossier)


def _pdf(desk: Desk, dossier: Dossier) -> Response[bytes]:
    return _saved(desk.paper(dossier, _laid_out), f"{_name(dossier)}.pdf")


def _laid_out(dossier: Dossier) -> bytes:
    """As ``paper.pdf``, in a process of its own."""
    paper.check()
    try:
        with crew.workers(1) as pool:
            return pool.submit(paper.pdf, hypertext.html(dossier)).result()
    except WorkerError as error:
        told = "the process that lays out the PDF ended before it was done (is there enough memory?)"
        raise OutputError(f"{told}: print the page from the browser instead") from error


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
    name = _name(desk.dossier(story))
    return _saved(content, f"{name}-tables{ending}" if len(every) > 1 else f"{name}{ending}")


def _name(dossier: Dossier) -> str:
    """What a file of a dossier is called."""
    title = words.line(dossier.title).lower()
    return re.sub(r"\W+", "-", title, flags=re.ASCII).strip("-")[:60] or "dossier"


def _saved(content: bytes, name: str) -> Response[bytes]:
    """A file that a browser saves under this name."""
    return Response(
        content,
        media_type=KINDS.get(Path(name).suffix, "application/octet-stream"),
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


HANDLERS = (handed,)
