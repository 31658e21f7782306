"""The description of the API: OpenAPI 3.1, from the handlers and their records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Tag
from msgspec import Struct

from twosource.model import Dossier
from twosource.version import __version__
from twosource.web import handing
from twosource.web.api import records
from twosource.web.api.records import EXAMPLES
from twosource.web.pages import AnyRequest, OpenDesk

RECORDS: tuple[type[Struct], ...] = (
    Dossier,
    *(one for one in vars(records).values() if isinstance(one, type) and issubclass(one, Struct) and one is not Struct),
)
_TAGS = {
    "stories": "What a story holds.",
    "reports": "Reports, their versions, and adding some.",
    "search": "Finding words.",
    "changes": "What is new.",
    "rulings": "What people ruled, and ruling.",
    "handing on": "Dossiers as files.",
    "work": "What takes longer than an answer may.",
    "case": "The case as a whole.",
}
OPENAPI = OpenAPIConfig(
    title="twosource",
    version=__version__,
    description="A case of twosource: all that its pages show and take. Ids last: those of stories and claims lead to "
    "what became of them. Lists are given in parts (`first`, `limit`). Whatever is refused is told as `Wrong`.",
    path="/api/description",  # the framework's own place for it, with a page of its own for what is not there
    render_plugins=[JsonRenderPlugin()],
    use_handler_docstrings=True,
    tags=[Tag(name=name, description=told) for name, told in _TAGS.items()],
)


_FROM: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("listStories", "200", "getDossier", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listTies", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listClaims", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listStatements", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "checkRules", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listEntities", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "getTimeline", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listConflicts", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listFormats", {"story": "$response.body#/stories/0/id"}),
    ("listStories", "200", "listChanges", {"story": "$response.body#/stories/0/id"}),
    ("listClaims", "200", "getClaim", {"claim": "$response.body#/claims/0/claim/id"}),
    ("listFormats", "200", "handOn", {"story": "$request.path.story", "format": "$response.body#/formats/0/format"}),
    ("listReports", "200", "getReport", {"report": "$response.body#/reports/0/id"}),
    ("listReports", "200", "listVersions", {"report": "$response.body#/reports/0/id"}),
    ("addReports", "202", "getWork", {"job": "$response.body#/id"}),
)
"""Where the ids come from that an operation takes: another one, the status of its answer, and the places in it."""


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def description(request: AnyRequest, desk: OpenDesk) -> dict[str, Any]:
    """The description itself. The shapes of records are told by msgspec, which reads and writes them."""
    told: dict[str, Any] = request.app.openapi_schema.to_schema()
    _, shapes = msgspec.json.schema_components(RECORDS, ref_template="#/components/schemas/{name}")
    for name, examples in EXAMPLES.items():
        shapes[name]["examples"] = examples
    told["components"]["schemas"] = shapes
    operations = {one["operationId"]: one for path in told["paths"].values() for one in path.values()}
    for operation in operations.values():
        operation["parameters"] = [_in_whole_numbers(one) for one in operation.get("parameters", ())]
        for answer in operation["responses"].values():
            _say(answer, shapes)
    files: dict[str, dict[str, Any]] = {kind: {"schema": {}} for kind in sorted(handing.KINDS.values())}
    operations["handOn"]["responses"]["200"] |= {"description": "The file.", "content": files}
    for one, status, other, places in _FROM:
        links = operations[one]["responses"][status].setdefault("links", {})
        links[other] = {"operationId": other, "parameters": dict(places)}
    if desk.settings.token is not None:
        told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        told["security"] = [{"token": []}]
    return told


def _say(answer: dict[str, Any], shapes: Mapping[str, Any]) -> None:
    """What an answer holds, in place of what its status means."""
    for content in answer.get("content", {}).values():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        if name in shapes and name != "Wrong":
            answer["description"] = shapes[name]["description"].partition("\n\n")[0]


def _in_whole_numbers(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter with its bounds as whole numbers."""
    bounds = {name: int(value) if isinstance(value, float) else value for name, value in parameter["schema"].items()}
    return {**parameter, "schema": bounds}


HANDLERS = (description,)
