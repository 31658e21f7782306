"""The desk for programs: JSON under ``/api``, described by OpenAPI 3.1 at ``/api/openapi.json``.

Records are those of dossiers and of the case, as everywhere. What is wrong is told as :class:`Wrong`. Changes are asked
for with JSON bodies only: a form of another site can send none. Adding is work that goes on after the answer.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Annotated, Any

from litestar import Router, get, post
from litestar._openapi.schema_generation import SchemaCreator
from litestar.enums import MediaType
from litestar.openapi import ResponseSpec
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from msgspec import Meta, Struct, structs

from twosource import corrections
from twosource.case import Asked, Change, Entry, Hit, StoryLine
from twosource.case.records import FoundKind
from twosource.errors import UsageError
from twosource.model import Article, Channel, Correction, Dossier, Link, RulingName, Span, StandingName, Subject
from twosource.version import __version__
from twosource.web.adding import added, job_of, summed
from twosource.web.desk import Desk
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


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in a report (its id, address or file), from character ``start`` on if they stand there more than once."""

    report: str
    text: str
    start: int | None = None


class Ruling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is ruled, of which words (see :class:`twosource.model.Correction`)."""

    ruling: RulingName
    passages: Annotated[list[Words], Meta(min_length=1, max_length=2)]
    about: Subject | None = None
    by: str = ""
    note: str = ""


class Rulings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rulings, in the order in which they are given."""

    rulings: Annotated[list[Ruling], Meta(min_length=1, max_length=MOST)]


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
    made = [_correction(desk, number, ruling) for number, ruling in enumerate(data.rulings, start=1)]
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
    folder = Path(tempfile.mkdtemp(prefix="twosource-"))
    told_of = [{name: value for name, value in structs.asdict(one).items() if value} for one in data.reports]
    (folder / "reports.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in told_of), encoding="utf-8")

    job = desk.work.job("Adding", back="/add")

    def do(told: Told) -> str:
        try:
            job.result = summed(added(desk.case.using(progress=told), [folder]))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return "/"

    desk.work.start(job, do)
    return Working(id=job.id, state=job.state)


@get("/work/{job:str}", responses=WRONG, sync_to_thread=True)
def work(desk: OpenDesk, job: FromPath[str]) -> Working:
    """How far work is."""
    found = job_of(desk, job)
    return Working(id=found.id, state=found.state, result=list(found.result))


def _correction(desk: Desk, number: int, asked: Ruling) -> Correction:
    about: Subject = asked.about or ("claim" if asked.ruling in corrections.OF_TWO else "passage")
    passages = tuple(desk.case.passage(one.report, one.text, one.start) for one in asked.passages)
    made = Correction(ruling=asked.ruling, about=about, passages=passages, by=asked.by, note=asked.note)
    wrong = corrections.unclear(made)
    if wrong:
        raise UsageError(f"ruling {number} cannot be followed: {wrong}")
    return corrections.ordered(made)


# --- the description ------------------------------------------------------------------------------------------------


class Arrays(OpenAPISchemaPlugin):
    """Records that are arrays in JSON: :class:`Span` is ``[start, end]``."""

    @staticmethod
    def is_plugin_supported_type(value: Any) -> bool:  # noqa: ANN401 - a type
        """Whether it is such a record."""
        return value in {Span, Link}

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: SchemaCreator) -> Schema:
        """What its array holds."""
        fields = structs.fields(field_definition.annotation)
        items = [schema_creator.for_field_definition(FieldDefinition.from_annotation(field.type)) for field in fields]
        least = sum(field.required for field in fields)
        told = (field_definition.annotation.__doc__ or "").strip()
        return Schema(
            type=OpenAPIType.ARRAY, prefix_items=items, min_items=least, max_items=len(items), description=told
        )


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def description(request: AnyRequest) -> dict[str, Any]:
    """The description itself. Litestar does not tell in it which records take no other fields than their own."""
    told: dict[str, Any] = request.app.openapi_schema.to_schema()
    for record in (Words, Ruling, Rulings, Report, Reports):
        told["components"]["schemas"][record.__name__]["additionalProperties"] = False
    return told


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
