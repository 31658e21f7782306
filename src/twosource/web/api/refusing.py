"""What programs are told that cannot have what they ask for: one shape, whoever refuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from litestar.exceptions import HTTPException

from twosource.errors import UsageError
from twosource.web.api.asking import MEANT, TO_DO
from twosource.web.api.records import Wrong


def wrong(status: int, message: str, asked: str, error: object = None) -> Wrong:
    """Why something was not done. ``asked``: the request, as ``GET /api/case``; ``error``: what stopped it."""
    what, where, to_do = message, asked, TO_DO.get(status, TO_DO[400])
    if isinstance(error, UsageError):
        what, where, to_do = error.what, error.where or asked, error.to_do or to_do
    elif isinstance(error, HTTPException):
        fields = list(_fields(error))
        unread = error.detail if "malformed" in error.detail else ""  # where in the body it cannot be read
        what = "; ".join(told for _, told in fields) or unread or MEANT.get(status, message)
        where = "; ".join([asked, *sorted({field for field, _ in fields if field})])
    return Wrong(status=status, what=what.replace("--", ""), where=where, to_do=to_do)


def _fields(error: HTTPException) -> Iterable[tuple[str, str]]:
    """The fields of a request that are not as described, and what is wrong with each."""
    extra: Any = error.extra
    for one in extra if isinstance(extra, list) else ():
        if isinstance(one, dict):
            source = getattr(one.get("source"), "value", one.get("source"))
            yield " ".join(str(part) for part in (source, one.get("key")) if part), str(one.get("message", ""))
