"""The application: addresses -> handlers, and what is wrong -> pages that say so. ``make(desk)``."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from litestar import Litestar, Request, Response
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template.config import TemplateConfig

from twosource.errors import TwosourceError, UsageError
from twosource.render.hypertext import environment
from twosource.store import StoreError
from twosource.web import adding, api, browsing, changing, files, handing, ruling, searching, sourcing
from twosource.web.desk import Desk
from twosource.web.guard import Guard
from twosource.web.pages import failed

_OF_ALL = (*browsing.HANDLERS, *files.HANDLERS, *handing.HANDLERS, *sourcing.HANDLERS)
_OF_A_CASE = (*searching.HANDLERS, *ruling.HANDLERS, *changing.HANDLERS, *adding.HANDLERS, api.ROUTER)


def make(desk: Desk, *, begun: Callable[[], object] = lambda: None) -> Guard:
    """The application of a desk; ``begun`` is called when it can be asked. Of one dossier by itself there are no pages
    but its own.
    """
    handlers = [*_OF_ALL, *(_OF_A_CASE if desk.has_case else ())]
    templates = environment("twosource.web")
    app = Litestar(
        route_handlers=handlers,
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        csrf_config=CSRFConfig(
            secret=secrets.token_hex(32), cookie_httponly=True, cookie_samesite="strict", exclude="^/api/"
        ),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(templates)),
        exception_handlers={TwosourceError: _told, HTTPException: _http, Exception: _ours},
        request_max_body_size=desk.settings.upload,
        openapi_config=api.OPENAPI if desk.has_case else None,
        on_startup=[lambda _: begun()],
        on_shutdown=[lambda _: desk.close()],
        debug=False,
    )
    app.state.desk = desk
    return Guard(app, desk.settings)


def _told(request: Request[Any, Any, Any], error: TwosourceError) -> Response[Any]:
    """What somebody asked for that cannot be, or what the case file says."""
    status = 503 if isinstance(error, StoreError) else 500
    if isinstance(error, UsageError):
        status = 404 if request.method == "GET" else 409 if request.url.path.startswith("/api/") else 400
    return _failed(request, status, str(error), error)


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    wrong = error.extra if isinstance(error.extra, list) else []
    fields = "; ".join(f"{one.get('key', '')}: {one.get('message', '')}" for one in wrong if isinstance(one, dict))
    told = f"{error.detail}: {fields}" if fields else error.detail
    return _failed(request, error.status_code, _MEANT.get(error.status_code, told), error)


_MEANT: Mapping[int, str] = {
    403: "The form was made for another visit, or too long ago. Go back, load the page again, and send it once more.",
    404: "There is no such page.",
    405: "This page takes no such request.",
    413: "That is more than this desk takes at once.",
}


def _ours(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if os.environ.get("TWOSOURCE_DEBUG"):
        raise error
    told = f"Internal error ({type(error).__name__}: {error}). Please report it; TWOSOURCE_DEBUG=1 shows where it is."
    return _failed(request, 500, told, error)


def _failed(request: Request[Any, Any, Any], status: int, message: str, error: Exception) -> Response[Any]:
    """A page, or for a program a record, that says what is wrong and what to do."""
    if request.url.path.startswith("/api/"):
        asked = f"{request.method} {request.url.path}"
        return Response(api.wrong(status, message, asked, error), status_code=status, media_type="application/json")
    return failed(request, status, message)
