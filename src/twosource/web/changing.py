"""What changed in the case, what people ruled, and what is wrong with what was added."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter
from litestar.response import Template

from twosource.case import changes as changed
from twosource.web.pages import OpenDesk, page

MOST = 100
"""Changes, and lines of the log, on a page."""


@get("/changes", include_in_schema=False, sync_to_thread=True)
def changes(desk: OpenDesk, since: Annotated[int, QueryParameter(ge=0, le=10**12)] = 0) -> Template:
    """What changed, the latest first; ``since``: after change number so and so."""
    found = desk.case.changes(since=since, last=MOST)[::-1]
    titles = desk.case.titles({change.story for _, change in found if change.story})
    shown = [(change, changed.told(change), titles.get(change.story or "", "")) for _, change in found]
    return page(desk, "changes.html.j2", here="changes", changes=shown, since=since, most=MOST)


@get("/changes.atom", include_in_schema=False, sync_to_thread=True)
def feed(desk: OpenDesk) -> Response[bytes]:
    """The same as a feed."""
    return Response(desk.case.feed(), media_type="application/atom+xml")


@get("/log", include_in_schema=False, sync_to_thread=True)
def log(desk: OpenDesk) -> Template:
    """All that was ruled, the latest first, whether the log was tampered with, and what could not be read."""
    lines = desk.told()[::-1]
    return page(
        desk, "log.html.j2", here="log", lines=lines, tampered=desk.case.check_log(), problems=desk.case.problems()
    )


HANDLERS = (changes, feed, log)
