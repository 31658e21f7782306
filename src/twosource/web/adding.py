"""Adding: files that are dropped, text that is pasted, addresses if they may be fetched; and how far work is.

What comes from a browser or a program is written to a folder that is deleted after it was read, under the names that
were given, made safe: a name tells the reader what kind of file it is, and people which report it was. A file that is
sent again under its name is a new version of its report, if the texts are alike (``case.articles``).
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litestar import Request, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from twosource.case import Added, Case
from twosource.console import number_of
from twosource.errors import UsageError
from twosource.read import NoReportError
from twosource.seams import Progress
from twosource.web.desk import Desk
from twosource.web.pages import OpenDesk, page, seen_after
from twosource.web.work import Job, State

if TYPE_CHECKING:
    from twosource.fetch import Fetcher

_UNSAFE = re.compile(r"[^\w.,()+ -]+")
_LONGEST = 120
"""Bytes of a file's name; file systems take 255."""
_PASTED = "pasted.txt"
_NO_NAME = "report.txt"
_PATIENCE = 1.0
"""Seconds for which an answer waits for what was added."""
FILES = "files"
"""Where files lie that were sent under a name: what is sent under that name again may be a version of them."""


@get("/add", include_in_schema=False, sync_to_thread=True)
def form(desk: OpenDesk, job: FromQuery[str] = "") -> Template:
    """The form; ``job``: what came of what was added last."""
    done = desk.work.get(job)
    return page(desk, "add.html.j2", here="add", done=done, going_on=desk.work.going_on())


@post("/reports", include_in_schema=False)
async def add(request: Request[Any, Any, Any], desk: OpenDesk) -> Redirect:
    """Take what was sent, and begin to read it."""
    sent = await request.form()
    told = {name: str(sent.get(name, "")).strip() or None for name in ("outlet", "published")}
    with inbox() as folder:
        await _written(sent, folder)
        addresses = str(sent.get("addresses", "")).splitlines()
        job = begin(desk, folder, addresses, outlet=told["outlet"], published=told["published"])
    return await sync_to_thread(_shown, job)


def _shown(job: Job) -> Redirect:
    """What came of it if that is told soon, else how far it is."""
    job.finished.wait(_PATIENCE)
    return seen_after(f"/add?job={job.id}" if job.state.done and not job.state.error else f"/work/{job.id}")


async def _written(sent: Any, folder: Path) -> None:  # noqa: ANN401 - a form of the framework
    """Write files and pasted text into the folder."""
    for file in sent.getall("files", []):
        if isinstance(file, UploadFile) and file.filename:
            place = free(folder / FILES, file.filename)
            with place.open("wb") as target:
                while part := await file.read(1 << 20):
                    target.write(part)
    text = str(sent.get("text", "")).replace("\r\n", "\n").strip()
    if text:
        (folder / _PASTED).write_text(text, encoding="utf-8")


# --- what pages and programs have in common ---------------------------------------------------------------------------


@contextmanager
def inbox() -> Iterator[Path]:
    """A folder for what is sent, to be given to :func:`begin`: files that have a name in ``FILES`` in it, all else
    beside. It is gone if something goes wrong before.
    """
    folder = Path(tempfile.mkdtemp(prefix="twosource-"))
    try:
        (folder / FILES).mkdir()
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def begin(
    desk: Desk, folder: Path, at: Sequence[str] = (), *, outlet: str | None = None, published: str | None = None
) -> Job:
    """Begin to add what lies in an :func:`inbox`, which is deleted then, and what stands ``at`` these addresses. Raises
    :class:`UsageError` if that is nothing, or an address must not be fetched.
    """
    addresses = _addresses(at, desk)
    lying = [place for place in sorted(folder.iterdir()) if place.is_file() or any(place.iterdir())]
    if not (lying or addresses):
        also = ", or give addresses" if desk.settings.online else ""
        raise UsageError("nothing to add", to_do=f"choose files, paste a text{also}")

    job = desk.work.job("Adding", back="/add")

    def do(told: Progress) -> str:
        try:
            case = desk.case.using(progress=told, fetcher=_fetcher(desk) if addresses else None)
            done = added(case, [*lying, *addresses], outlet=outlet, published=published, sent=folder / FILES)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        job.result, job.changed = summed(done), bool(done.reports or done.versions)
        return f"/add?job={job.id}"

    desk.work.start(job, do)
    return job


def _fetcher(desk: Desk) -> Fetcher:
    from twosource.fetch import Fetcher, Settings  # noqa: PLC0415 - a desk that fetches nothing does not wait for it

    return Fetcher(Settings(contact=desk.settings.contact))


def free(folder: Path, name: str, *, taken: Collection[str] = ()) -> Path:
    """A place in the folder for a file of this name, other than names that are taken."""
    safe = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name).encode()[-_LONGEST:].decode("utf-8", "ignore")
    safe = safe.lstrip(". ") or _NO_NAME
    place, number = folder / safe, 1
    while place.exists() or place.name in taken:
        number += 1
        place = folder / f"{Path(safe).stem}-{number}{Path(safe).suffix}"
    return place


def _addresses(told: Sequence[str], desk: Desk) -> list[str]:
    found = [line.strip() for line in told if line.strip()]
    if found and not desk.settings.online:
        raise UsageError("nothing is fetched", to_do="start the desk with --online")
    for line in found:
        if not line.lower().startswith(("http://", "https://")):
            raise UsageError(f"{line:.80} is no address of a page", to_do="begin it with https:// or http://")
    return found


def added(case: Case, named: Sequence[str | Path], *, outlet: str | None, published: str | None, sent: Path) -> Added:
    """Add what was sent. Where none of it is a report nothing is new, and what is wrong with each file is told."""
    try:
        return case.add(named, outlet=outlet, published=published, sent=sent)
    except NoReportError as error:
        return Added(problems=error.problems)


def summed(done: Added) -> tuple[str, ...]:
    """What a run did, a line for each thing."""
    lines = [number_of(done.reports, "new report")]
    if done.versions:
        lines.append(f"{number_of(done.versions, 'new version')} of reports that were there")
    if done.known:
        lines.append(f"{number_of(done.known, 'page')} known already")
    if done.alone:
        lines.append(f"{number_of(done.alone, 'new report')} alone in a story so far")
    lines.append(f"{number_of(done.compared, 'dossier')} made")
    return (*lines, *(f"{problem.about}: {problem.message}" for problem in done.problems))


@get("/work/{id_:str}", include_in_schema=False, sync_to_thread=True)
def work(desk: OpenDesk, id_: FromPath[str]) -> Template | Redirect:
    """How far something is; when it is done, what came of it."""
    job = job_of(desk, id_)
    if job.state.done and not job.state.error:
        return seen_after(job.state.to)
    return page(desk, "work.html.j2", here="add", job=job, state=job.state)


@get("/work/{id_:str}/state", include_in_schema=False, sync_to_thread=True)
def state(desk: OpenDesk, id_: FromPath[str]) -> State:
    """The same for the page's script."""
    return job_of(desk, id_).state


def job_of(desk: Desk, id_: str) -> Job:
    """A job by its id; the answer is that there is none if it is forgotten."""
    job = desk.work.get(id_)
    if job is None:
        raise NotFoundException
    return job


HANDLERS = (form, add, work, state)
