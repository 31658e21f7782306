"""The desk for programs: JSON under ``/api``, described by OpenAPI 3.1 at ``/api/openapi.json``.

All that pages show and take is here: ``stories`` what a story holds, ``gathered`` what the case has, ``doing`` what may
be changed. Handlers ask what the pages ask, and answer in records: those of dossiers and of the case, and some of the
API's own (``records``). What is wrong is told as one of them, :class:`~twosource.web.api.records.Wrong`, whatever
refused the request. ``described`` makes the description.
"""

from __future__ import annotations

from litestar import Router

from twosource.web.api import described, doing, gathered, stories
from twosource.web.api.described import OPENAPI
from twosource.web.api.refusing import wrong

__all__ = ["OPENAPI", "ROUTER", "wrong"]

ROUTER = Router(
    "/api",
    route_handlers=(*described.HANDLERS, *stories.HANDLERS, *gathered.HANDLERS, *doing.HANDLERS),
)
