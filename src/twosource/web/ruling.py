"""Rulings from pages: what was ticked on a page and what is ruled of it -> lines of the log, and the page again.

In: a form. ``rule`` names the ruling (``same:claim``, ``not-same:entity``, ``speaker``, ``not-report`` ...), ``id``
what was ticked under an id (claims, people, origins, statements, stories), ``words`` passages (``ARTICLE.START.END``),
``person`` who said it, ``seen`` what the page showed (``meanwhile``). Out: what is :class:`~twosource.case.Wanted`, of
which the case makes lines of its log, and the page from which it came, which then tells what was ruled and offers to
take it back; or, where the story has changed since that page was made, what changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote as encoded

from litestar import Request, Response, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect
from msgspec import Struct

from twosource import corrections
from twosource.case import Entry, Wanted, Words, log
from twosource.errors import UsageError
from twosource.model import Correction
from twosource.render.words import line
from twosource.seams import Progress
from twosource.web import meanwhile
from twosource.web.desk import Desk
from twosource.web.pages import AnyRequest, OpenDesk, own, seen_after

Entries = Callable[[Progress], list[Entry]]
"""What writes lines into the log: it is given somebody to tell how far it is."""

PATIENCE = 8.0
"""Seconds for which an answer waits for a ruling to take effect, before a page shows how far it is."""
_LONGEST_NOTE, _LONGEST_NAME = 400, 80
"""Characters of a reason, and of a name."""
_DIGITS = 10
"""No log has a line of so long a number."""
_PLACE = re.compile(r"(.+)\.([0-9]{1,9})\.([0-9]{1,9})")
"""``ARTICLE.START.END``"""
_NAME = "by"
"""Cookie: who rules at this browser."""


_GONE = "what you ticked is gone, or became part of something else."


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
    seen: str = ""

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What has to be sent to ask for the same once more."""
        every = [("id", id_) for id_ in self.ids] + [("words", place) for place in self.places]
        one = [(name, getattr(self, name)) for name in ("rule", "person", "story", "note", "by", "back")]
        return [*every, *((name, value) for name, value in one if value)]


@post("/rulings", include_in_schema=False)
async def rule(request: Request[Any, Any, Any], desk: OpenDesk) -> Response[Any]:
    """Rule on what was ticked."""
    sent = await request.form()
    name = line(_one(sent, "by"))
    form = Form(
        rule=_one(sent, "rule"),
        ids=tuple(str(value) for value in sent.getall("id", [])),
        places=tuple(str(value) for value in sent.getall("words", [])),
        person=_one(sent, "person"),
        story=_one(sent, "story"),
        note=line(_one(sent, "note")),
        by=name or rule_of(request),
        back=own(_one(sent, "back")),
        seen=_one(sent, "seen"),
    )
    answer = await sync_to_thread(_rule, desk, form)
    if name:  # in a header there is no place for most letters of the world
        answer.set_cookie(_NAME, encoded(name), httponly=True, samesite="strict", max_age=365 * 86400)
    return answer


@post("/undo", include_in_schema=False)
async def undo(request: Request[Any, Any, Any], desk: OpenDesk) -> Redirect:
    """Take back lines of the log, the last first: what one ruling wrote is taken back as one."""
    sent = await request.form()
    back, by = own(_one(sent, "back") or "/log"), rule_of(request)
    numbers = [int(n) for n in sent.getall("n", []) if str(n).isdecimal() and len(str(n)) < _DIGITS]
    if not numbers:
        raise UsageError("name the lines that are taken back")

    def do(told: Progress) -> list[Entry]:
        gone = log.undone(desk.case.log())  # by somebody else, meanwhile
        holding = [number for number in numbers if number not in gone] or numbers[:1]  # else the case says that none is
        return taking_back(desk, holding, by=by)(told)

    return await sync_to_thread(_done, desk, "Taking back a ruling", do, back)


def _one(sent: Any, name: str) -> str:  # noqa: ANN401 - a form of the framework
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


def _rule(desk: Desk, form: Form) -> Response[Any]:
    if len(form.note) > _LONGEST_NOTE or len(form.by) > _LONGEST_NAME:
        raise UsageError(f"a reason has at most {_LONGEST_NOTE} characters, a name {_LONGEST_NAME}: shorten it")
    known = meanwhile.told(form.seen)
    dossier = desk.dossier(form.story)
    if meanwhile.is_old(known, dossier):
        return _old(desk, form, known)
    write = ruling(desk, [wanted(form)])

    def do(told: Progress) -> list[Entry]:
        if meanwhile.ruled_since(desk, known.lines, dossier):  # by somebody whose turn came before
            raise meanwhile.OldPageError(meanwhile.OLD)
        return write(told)

    try:
        return _done(desk, "Ruling", do, form.back)
    except UsageError as error:
        if str(error) != meanwhile.OLD:
            raise
        return _old(desk, form, known)


def _old(desk: Desk, form: Form, known: meanwhile.Seen) -> Response[Any]:
    """What changed since the page was made, and what would be ruled now."""
    asked: list[Correction] = []
    gone = ""
    try:
        asked = desk.case.drafted([wanted(form)])
    except UsageError as error:
        gone = _GONE if form.ids else str(error)
    story = desk.case.story(form.story)
    return meanwhile.page_of(desk, story, known, asked, gone, form.fields, form.back)


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
