"""Rulings from pages: what was ticked on a page and what is ruled of it -> lines of the log, and the page again.

In: a form. ``rule`` names the ruling (``same:claim``, ``not-same:entity``, ``speaker``, ``not-report`` ...), ``id``
what was ticked under an id (claims, people, origins, statements, stories), ``words`` passages (``ARTICLE.START.END``),
``person`` who said it. Out: what is :class:`~twosource.case.Wanted`, of which the case makes lines of its log, and the
page from which it came, which then tells what was ruled and offers to take it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from litestar import Request, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect
from msgspec import Struct

from twosource import corrections
from twosource.case import Entry, Wanted, Words
from twosource.errors import UsageError
from twosource.web.desk import Desk
from twosource.web.pages import AnyRequest, OpenDesk, own, seen_after
from twosource.web.work import Told

Entries = Callable[[Told], list[Entry]]
"""What writes lines into the log: it is given somebody to tell how far it is."""

PATIENCE = 8.0
"""Seconds for which an answer waits for a ruling to take effect, before a page shows how far it is."""
_DIGITS = 10
"""No log has a line of so long a number."""
_PLACE = re.compile(r"(.+)\.([0-9]{1,9})\.([0-9]{1,9})")
"""``ARTICLE.START.END``"""
_NAME = "by"
"""Cookie: who rules at this browser."""


class Form(Struct, frozen=True, kw_only=True):
    """What a form says."""

    rule: str
    ids: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    person: str = ""
    story: str = ""
    note: str = ""
    by: str = ""
    back: str = "/"


@post("/rulings", include_in_schema=False)
async def rule(request: Request[Any, Any, Any], desk: OpenDesk) -> Redirect:
    """Rule on what was ticked."""
    sent = await request.form()
    form = Form(
        rule=_one(sent, "rule"),
        ids=tuple(str(value) for value in sent.getall("id", [])),
        places=tuple(str(value) for value in sent.getall("words", [])),
        person=_one(sent, "person"),
        story=_one(sent, "story"),
        note=_one(sent, "note").strip(),
        by=_one(sent, "by").strip() or request.cookies.get(_NAME, ""),
        back=own(_one(sent, "back")),
    )
    answer = await sync_to_thread(_rule, desk, form)
    if _one(sent, "by").strip():
        answer.set_cookie(_NAME, _one(sent, "by").strip()[:80], httponly=True, samesite="strict", max_age=365 * 86400)
    return answer


@post("/undo", include_in_schema=False)
async def undo(request: Request[Any, Any, Any], desk: OpenDesk) -> Redirect:
    """Take back lines of the log, the last first: what one ruling wrote is taken back as one."""
    sent = await request.form()
    back, by = own(_one(sent, "back") or "/log"), request.cookies.get(_NAME, "")
    numbers = [int(n) for n in sent.getall("n", []) if str(n).isdecimal() and len(str(n)) < _DIGITS]
    if not numbers:
        raise UsageError("name the lines that are taken back")

    return await sync_to_thread(_done, desk, "Taking back a ruling", taking_back(desk, numbers, by=by), back)


def _one(sent: Any, name: str) -> str:  # noqa: ANN401 - a form of the framework
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


def _rule(desk: Desk, form: Form) -> Redirect:
    return _done(desk, "Ruling", ruling(desk, [wanted(form)]), form.back)


def _done(desk: Desk, name: str, do: Entries, back: str) -> Redirect:
    """Wait for it a little; who would wait longer sees how far it is."""
    job = desk.work.finished(name, lambda told: _with(back, do(told)), back=back, patience=PATIENCE)
    return seen_after(job.state.to if job.state.done else f"/work/{job.id}")


def _with(back: str, entries: Sequence[Entry]) -> str:
    """The page it came from, told what was ruled."""
    path, _, asked = back.partition("?")
    path = path.partition("#")[0]
    known = [part for part in asked.partition("#")[0].split("&") if part and not part.startswith("ruled=")]
    return f"{path}?{'&'.join([*known, 'ruled=' + ','.join(str(entry.n) for entry in entries)])}"


def ruling(desk: Desk, wanted: Sequence[Wanted]) -> Entries:
    """To rule what is wanted. Raises :class:`UsageError` at once for what cannot be ruled."""
    asked = desk.case.drafted(wanted)
    return lambda told: desk.case.using(progress=told, jobs=1).correct(asked)


def taking_back(desk: Desk, numbers: Sequence[int], *, by: str) -> Entries:
    """To take back lines of the log, all of them or none."""
    return lambda told: desk.case.using(progress=told, jobs=1).undo(*numbers, by=by)


def wanted(form: Form) -> Wanted:
    """What a form asks for. Raises :class:`UsageError` where it asks for nothing."""
    name, _, subject = form.rule.partition(":")
    ruling, about = corrections.meant(name, subject or None)
    return Wanted(
        ruling=ruling,
        about=about,
        ids=form.ids,
        passages=tuple(_place(place) for place in form.places),
        who=form.person,
        story=form.story,
        by=form.by,
        note=form.note,
    )


def _place(told: str) -> Words:
    found = _PLACE.fullmatch(told)
    if not found:
        raise UsageError(f"{told:.60} names no passage", to_do="load the page again, and tick it there")
    return Words(report=found[1], start=int(found[2]), end=int(found[3]))


def rule_of(request: AnyRequest) -> str:
    """Who rules at this browser, as they said last."""
    return request.cookies.get(_NAME, "")


HANDLERS = (rule, undo)
