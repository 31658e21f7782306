"""Style and script: the few files that pages load, all of them ours, under addresses that change when they do."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from twosource.render import hypertext

_OURS = {"desk.css": "text/css", "desk.js": "text/javascript"}
_OF_DOSSIERS = {"dossier.css": "text/css", "dossier.js": "text/javascript"}
_FOR_EVER = "private, max-age=31536000, immutable"


@cache
def content(name: str) -> str:
    """The text of a file. Raises KeyError for a name that is none of ours."""
    if name in _OF_DOSSIERS:
        return hypertext.file(name)
    if name in _OURS:
        return resources.files("twosource.web").joinpath("static", name).read_text("utf-8")
    raise KeyError(name)


@cache
def address(name: str) -> str:
    """Where a file is found."""
    return f"/static/{hashlib.sha256(content(name).encode()).hexdigest()[:12]}/{name}"


@get("/static/{version:str}/{name:str}", include_in_schema=False, sync_to_thread=False)
def static(version: FromPath[str], name: FromPath[str]) -> Response[str]:
    """A file; of an older version as well, for a page that is still open."""
    try:
        text = content(name)
    except KeyError:
        raise NotFoundException from None
    kept = _FOR_EVER if address(name).split("/")[2] == version else "no-store"
    kind = (_OURS | _OF_DOSSIERS)[name]
    return Response(text, media_type=f"{kind}; charset=utf-8", headers={"cache-control": kept})


HANDLERS = (static,)
