"""Pages and what all of them have: ``page(...)`` fills a template, ``failed(...)`` says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from twosource.web import files
from twosource.web.desk import Desk

AnyRequest = Request[Any, Any, Any]
OpenDesk = NamedDependency[Desk]
"""The desk, as a handler is given it."""


def page(
    desk: Desk,
    name: str,
    *,
    here: str,
    cookies: Sequence[Cookie] = (),
    status: int = 200,
    **context: Any,  # noqa: ANN401
) -> Template:
    """A page of the desk; ``here``: the part of the desk that it is of (``stories``, ``search`` ...)."""
    every = {"desk": desk, "here": here, "static": files.address, "layout": "desk.html.j2", "query": query, **context}
    return Template(
        template_name=name, context=every, status_code=status, cookies=list(cookies), media_type="text/html"
    )


def failed(request: AnyRequest, status: int, message: str) -> Response[Any]:
    """A page that says what is wrong and what to do."""
    desk: Desk = request.app.state.desk
    return page(desk, "failed.html.j2", here="", status=status, message=message)


def seen_after(to: str) -> Redirect:
    """What answers a form: a page that can be loaded again without sending the form again. Only pages of ours."""
    return Redirect(path=own(to), status_code=303)


def own(address: str | None) -> str:
    """An address on this desk; any other becomes that of the first page."""
    told = address or "/"
    return told if told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable() else "/"


def query(known: Mapping[str, Any], **other: Any) -> str:  # noqa: ANN401 - whatever can be written
    """``?words=fire&page=2``: what is known, with some of it other; what is empty is left out."""
    wanted = {**known, **other}
    told = urlencode({name: value for name, value in wanted.items() if value not in (None, "", 0, False)})
    return f"?{told}" if told else "?"
