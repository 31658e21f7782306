"""Adding: files that are dropped, text that is pasted, addresses if they may be fetched; and how far work is.

What comes from a browser is written to a folder that is deleted after it was read, under the names that the browser
gave, made safe: a name tells the reader what kind of file it is, and people which report it was.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
from twosource.web.desk import Desk
from twosource.web.pages import OpenDesk, page, seen_after
from twosource.web.work import Job, State, Told

_UNSAFE = re.compile(r"[^\w.,()+ -]+")
_LONGEST = 120
"""Bytes of a file's name; file systems take 255."""
_NO_TITLE = "pasted.txt"


@get("/add", include_in_schema=False, sync_to_thread=True)
def form(desk: OpenDesk, job: FromQuery[str] = "") -> Template:
    """The form; ``job``: what came of what was added last."""
    done = desk.work.get(job)
    return page(desk, "add.html.j2", here="add", done=done, going_on=desk.work.going_on())


@post("/reports", include_in_schema=False)
async def add(request: Request[Any, Any, Any], desk: OpenDesk) -> Redirect:
    """Take what was sent, and begin to read it."""
    sent = await request.form()
    folder = Path(tempfile.mkdtemp(prefix="twosource-"))
    try:
        named = [str(folder)] if await _written(sent, folder) else []
        named += _addresses(str(sent.get("addresses", "")), desk)
        _check(named, desk)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    told = {name: str(sent.get(name, "")).strip() or None for name in ("outlet", "published")}
    return await sync_to_thread(_begin, desk, folder, named, told)


def _check(named: Sequence[str], desk: Desk) -> None:
    if not named:
        also = ", or give addresses" if desk.settings.online else ""
        raise UsageError(f"nothing to add: choose files, paste a text{also}")


async def _written(sent: Any, folder: Path) -> int:  # noqa: ANN401 - a form of the framework
    """Write files and pasted text into the folder; how many."""
    count = 0
    for file in sent.getall("files", []):
        if isinstance(file, UploadFile) and file.filename:
            place = _free(folder, file.filename)
            with place.open("wb") as target:
                while part := await file.read(1 << 20):
                    target.write(part)
            count += 1
    text = str(sent.get("text", "")).replace("\r\n", "\n").strip()
    if text:
        _free(folder, _NO_TITLE).write_text(text, encoding="utf-8")
        count += 1
    return count


def _free(folder: Path, name: str) -> Path:
    """A place in the folder for a file of this name."""
    safe = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name).encode()[-_LONGEST:].decode("utf-8", "ignore")
    safe = safe.lstrip(". ") or _NO_TITLE
    place, number = folder / safe, 1
    while place.exists():
        number += 1
        place = folder / f"{Path(safe).stem}-{number}{Path(safe).suffix}"
    return place


def _addresses(told: str, desk: Desk) -> list[str]:
    found = [line.strip() for line in told.splitlines() if line.strip()]
    if found and not desk.settings.online:
        raise UsageError("nothing is fetched unless the desk was started with --online")
    for line in found:
        if not line.lower().startswith(("http://", "https://")):
            raise UsageError(f"{line:.80} is no address of a page: it begins with https:// or http://")
    return found


def _begin(desk: Desk, folder: Path, named: Sequence[str], told_of: dict[str, str | None]) -> Redirect:
    fetcher = None
    if desk.settings.online:
        from twosource.fetch import Fetcher, Settings  # noqa: PLC0415 - a desk that fetches nothing does not wait for it

        fetcher = Fetcher(Settings(contact=desk.settings.contact))

    job = desk.work.job("Adding", back="/add")

    def do(told: Told) -> str:
        try:
            case = desk.case.using(progress=told, fetcher=fetcher)
            done = added(case, named, **told_of)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        job.result, job.changed = summed(done), bool(done.reports or done.versions)
        return f"/add?job={job.id}"

    desk.work.start(job, do)
    job.finished.wait(1.0)
    return seen_after(f"/add?job={job.id}" if job.state.done and not job.state.error else f"/work/{job.id}")


def added(case: Case, named: Sequence[str | Path], **told_of: str | None) -> Added:
    """Add what was sent. Where none of it is a report nothing is new, and what is wrong with each file is told."""
    try:
        return case.add(named, **told_of)
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
