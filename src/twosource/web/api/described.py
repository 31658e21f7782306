"""The description of the API: OpenAPI 3.1, from the handlers and their records."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Tag
from msgspec import Struct

from twosource.model import Dossier
from twosource.version import __version__
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


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def description(request: AnyRequest, desk: OpenDesk) -> dict[str, Any]:
    """The description itself. The shapes of records are told by msgspec, which reads and writes them."""
    told: dict[str, Any] = request.app.openapi_schema.to_schema()
    _, shapes = msgspec.json.schema_components(RECORDS, ref_template="#/components/schemas/{name}")
    for name, examples in EXAMPLES.items():
        shapes[name]["examples"] = examples
    told["components"]["schemas"] = shapes
    if desk.settings.token is not None:
        told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        told["security"] = [{"token": []}]
    return told


HANDLERS = (description,)
