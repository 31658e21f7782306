"""The desk for programs: JSON under ``/api``, described by OpenAPI 3.1 at ``/api/openapi.json``.

Records are those of dossiers and of the case, as everywhere. What is wrong is told as :class:`Wrong`. Changes are asked
for with JSON bodies only: a form of another site can send none. Adding is work that goes on after the answer.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

import msgspec
from litestar import Router, get, post
from litestar.enums import MediaType
from litestar.openapi import ResponseSpec
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct, structs

from twosource.case import Asked, Change, Entry, Hit, StoryLine, Wanted
from twosource.case.records import FoundKind
from twosource.model import Article, Channel, Dossier, StandingName
from twosource.version import __version__
from twosource.web.adding import begin, inbox, job_of
from twosource.web.pages import AnyRequest, OpenDesk
from twosource.web.work import State, Told

MOST = 500
"""Records in one answer."""
Day = Annotated[str | None, QueryParameter(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""A day, a month or a year: 2025-04-03, 2025-04, 2025."""
Number = Annotated[int, QueryParameter(ge=0, le=2**53)]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]


class Wrong(Struct, frozen=True):
    """Why something was not done."""

    status: int
    message: str


class Overview(Struct, frozen=True, kw_only=True):
    """A case: its name, how much of what it has, and the number of its latest change."""

    name: str
    twosource: str
    counts: dict[str, int]
    latest_change: int


class Stories(Struct, frozen=True, kw_only=True):
    """Stories, and how many there are in all."""

    total: int
    stories: list[StoryLine]


class Numbered(Struct, frozen=True, kw_only=True):
    """A change and its number."""

    n: int
    change: Change


class Rulings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rulings, in the order in which they are given."""

    rulings: Annotated[list[Wanted], Meta(min_length=1, max_length=MOST)]


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report to be added."""

    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None


class Reports(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reports to be added."""

    reports: Annotated[list[Report], Meta(min_length=1, max_length=MOST)]


class Working(Struct, frozen=True, kw_only=True):
    """Work that has begun: ask ``/api/work/{id}`` how far it is."""

    id: str
    state: State
    result: list[str] = []


_MEANT = {
    400: "What is asked for cannot be",
    404: "There is no such thing",
    409: "It does not fit what the case has",
    413: "It is too much",
    503: "The case is busy, or its disk is full",
}
WRONG = {
    code: ResponseSpec(Wrong, description=told, generate_examples=False, media_type=MediaType.JSON)
    for code, told in _MEANT.items()
}
"""Answers that are no answer."""


@get("/case", responses=WRONG, sync_to_thread=True)
def overview(desk: OpenDesk) -> Overview:
    """What the case has."""
    case = desk.case
    return Overview(name=desk.name, twosource=__version__, counts=case.counts(), latest_change=case.latest_change())


@get("/stories", responses=WRONG, sync_to_thread=True)
def stories(
    desk: OpenDesk,
    words: FromQuery[str | None] = None,
    standing: FromQuery[StandingName | None] = None,
    outlet: FromQuery[str | None] = None,
    since: Day = None,
    until: Day = None,
    least: Annotated[int, QueryParameter(ge=1, le=10**6)] = 1,
    first: Number = 0,
    limit: Limit = 100,
) -> Stories:
    """Stories, the latest first."""
    asked = Asked(words=words, standing=standing, outlet=outlet, since=since, until=until, least=least)
    return Stories(total=desk.case.number_of_stories(asked), stories=desk.case.stories(asked, first=first, limit=limit))


@get("/stories/{story:str}", responses=WRONG, sync_to_thread=True)
def dossier(desk: OpenDesk, story: FromPath[str]) -> Dossier:
    """The dossier of a story, under any id it ever had."""
    return desk.case.dossier(story)


@get("/stories/{story:str}/why", responses=WRONG, sync_to_thread=True)
def why(desk: OpenDesk, story: FromPath[str]) -> list[str]:
    """Why the reports of a story are in it."""
    return desk.case.why(story)


@get("/reports/{report:str}", responses=WRONG, sync_to_thread=True)
def report(desk: OpenDesk, report: FromPath[str]) -> Article:
    """A report by its id."""
    return desk.case.article(report)


@get("/reports/{report:str}/versions", responses=WRONG, sync_to_thread=True)
def versions(desk: OpenDesk, report: FromPath[str]) -> list[Article]:
    """All versions of a report, the first first."""
    return desk.case.versions(report)


@get("/search", responses=WRONG, sync_to_thread=True)
def search(
    desk: OpenDesk,
    words: FromQuery[str] = "",
    kind: FromQuery[FoundKind | None] = None,
    speaker: FromQuery[str | None] = None,
    outlet: FromQuery[str | None] = None,
    channel: FromQuery[Channel | None] = None,
    standing: FromQuery[StandingName | None] = None,
    story: FromQuery[str | None] = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
) -> list[Hit]:
    """What has these words, the best first."""
    filters = {
        "kind": kind, "speaker": speaker, "outlet": outlet, "channel": channel, "standing": standing, "story": story,
        "since": since, "until": until,
    }  # fmt: skip
    return desk.case.search(words, limit=limit, **filters)


@get("/changes", responses=WRONG, sync_to_thread=True)
def changes(
    desk: OpenDesk, since: Number = 0, limit: Limit = 100, story: FromQuery[str | None] = None
) -> list[Numbered]:
    """What changed after change number ``since``, the first first."""
    found = desk.case.changes(since=since, limit=limit, story=story)
    return [Numbered(n=n, change=change) for n, change in found]


@get("/log", responses=WRONG, sync_to_thread=True)
def log(desk: OpenDesk) -> list[Entry]:
    """All that was ruled."""
    return desk.case.log()


@post("/rulings", responses=WRONG, sync_to_thread=True)
def rule(desk: OpenDesk, data: JSONBody[Rulings]) -> list[Entry]:
    """Rule, and bring the case up to date with it; nothing is kept if one cannot be followed."""
    made = desk.case.drafted(data.rulings)
    done: list[Entry] = []

    def do(told: Told) -> str:
        done.extend(desk.case.using(progress=told, jobs=1).correct(made))
        return "/log"

    desk.work.finished("Ruling", do)
    return done


@post("/log/{number:int}/undo", responses=WRONG, sync_to_thread=True)
def undo(desk: OpenDesk, number: FromPath[int], by: FromQuery[str] = "") -> list[Entry]:
    """Take back a line of the log by one of its own."""
    done: list[Entry] = []

    def do(told: Told) -> str:
        done.append(desk.case.using(progress=told, jobs=1).undo(number, by=by))
        return "/log"

    desk.work.finished("Taking back a ruling", do)
    return done


@post("/reports", responses=WRONG, sync_to_thread=True, status_code=202)
def add(desk: OpenDesk, data: JSONBody[Reports]) -> Working:
    """Add reports. The answer comes at once; the work goes on."""
    told_of = [{name: value for name, value in structs.asdict(one).items() if value} for one in data.reports]
    with inbox() as folder:
        (folder / "reports.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in told_of), encoding="utf-8")
        job = begin(desk, folder)
    return Working(id=job.id, state=job.state)


@get("/work/{job:str}", responses=WRONG, sync_to_thread=True)
def work(desk: OpenDesk, job: FromPath[str]) -> Working:
    """How far work is."""
    found = job_of(desk, job)
    return Working(id=found.id, state=found.state, result=list(found.result))


# --- the description ------------------------------------------------------------------------------------------------


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def description(request: AnyRequest) -> dict[str, Any]:
    """The description itself. The shapes of records are told by msgspec, which reads and writes them."""
    told: dict[str, Any] = request.app.openapi_schema.to_schema()
    _, told["components"]["schemas"] = msgspec.json.schema_components(
        RECORDS, ref_template="#/components/schemas/{name}"
    )
    return told


RECORDS: tuple[type[Struct], ...] = (
    Wrong,
    Overview,
    Stories,
    Dossier,
    Article,
    Hit,
    Numbered,
    Entry,
    Rulings,
    Reports,
    Working,
)
HANDLERS = (description, overview, stories, dossier, why, report, versions, search, changes, log, rule, undo, add, work)
ROUTER = Router("/api", route_handlers=HANDLERS, tags=["case"])
OPENAPI = OpenAPIConfig(
    title="twosource",
    version=__version__,
    description="A case of twosource: stories, dossiers, reports, search, changes and rulings.",
    path="/api/description",  # the framework's own place for it, with a page of its own for what is not there
    render_plugins=[JsonRenderPlugin()],
    use_handler_docstrings=True,
)
