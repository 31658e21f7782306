"""Rulings from pages: what was ticked on a page and what is ruled of it -> lines of the log, and the page again.

In: a form. ``rule`` names the ruling (``same:claim``, ``not-same:entity``, ``speaker``, ``not-report`` ...), ``id``
what was ticked under an id (claims, people, origins, statements, stories), ``words`` passages (``ARTICLE.START.END``),
``person`` who said it, ``seen`` what the page showed (``meanwhile``). Out: :class:`Correction` records, checked by the
case, and the page from which they came, which then tells what was ruled and offers to take it back; or, where the story
has changed since that page was made, what changed.

A passage that is ruled not to be of a claim is told apart from every other passage of the claim: else those would hold
it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any
from urllib.parse import quote as encoded

from litestar import Request, Response, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect
from msgspec import Struct

from twosource import corrections
from twosource.case import Entry, log
from twosource.errors import UsageError
from twosource.model import Claim, Correction, Passage, RulingName, Span, Subject
from twosource.render.words import line
from twosource.text import overlap, quote
from twosource.web import meanwhile
from twosource.web.desk import Desk
from twosource.web.pages import AnyRequest, OpenDesk, own, seen_after
from twosource.web.work import Do, Told

PATIENCE = 8.0
"""Seconds for which an answer waits for a ruling to take effect, before a page shows how far it is."""
_MOST = 60
"""Lines that one ruling may write: more is a slip of the mouse."""
_LONGEST_NOTE, _LONGEST_NAME = 400, 80
"""Characters of a reason, and of a name."""
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
    numbers = sorted({int(n) for n in sent.getall("n", []) if str(n).isdecimal()}, reverse=True)
    if not numbers:
        raise UsageError("name the lines that are taken back")

    def do(told: Told) -> str:
        case = desk.case.using(progress=told, jobs=1)
        gone = log.undone(case.log())
        holding = [number for number in numbers if number not in gone] or numbers[:1]  # else the case says that none is
        return _with(back, [case.undo(number, by=by) for number in holding])

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
    asked = list(wanted(desk, form))

    def do(told: Told) -> str:
        if meanwhile.ruled_since(desk, known.lines, dossier):  # by somebody whose turn came before
            raise meanwhile.OldPageError(meanwhile.OLD)
        return _with(form.back, desk.case.using(progress=told, jobs=1).correct(asked))

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
        asked = list(wanted(desk, form))
    except UsageError as error:
        gone = _GONE if form.ids else str(error)
    story = desk.case.story(form.story)
    return meanwhile.page_of(desk, story, known, asked, gone, form.fields, form.back)


def _done(desk: Desk, name: str, do: Do, back: str) -> Redirect:
    """Wait for it a little; who would wait longer sees how far it is."""
    job = desk.work.finished(name, do, back=back, patience=PATIENCE)
    return seen_after(job.state.to if job.state.done else f"/work/{job.id}")


def _with(back: str, entries: Sequence[Entry]) -> str:
    """The page it came from, told what was ruled."""
    path, _, asked = back.partition("?")
    path = path.partition("#")[0]
    known = [part for part in asked.partition("#")[0].split("&") if part and not part.startswith("ruled=")]
    return f"{path}?{'&'.join([*known, 'ruled=' + ','.join(str(entry.n) for entry in entries)])}"


# --- what is meant ----------------------------------------------------------------------------------------------------


def wanted(desk: Desk, form: Form) -> Iterator[Correction]:
    """The rulings that a form means. Raises :class:`UsageError` where it means none, or not one thing."""
    name, _, subject = form.rule.partition(":")
    ruling = next((known for known in corrections.RULINGS if known == name), None)
    about = next((known for known in corrections.SUBJECTS if known == (subject or "passage")), None)
    if ruling is None or about is None:
        raise UsageError("choose what is ruled")
    found = list(_pairs(desk, form, ruling, about))
    if not found:
        raise UsageError("tick what is ruled on first")
    if len(found) > _MOST:
        raise UsageError(f"this would write {len(found)} lines into the log: tick fewer")
    for passages in found:
        made = Correction(ruling=ruling, about=about, passages=tuple(passages), by=form.by, note=form.note)
        wrong = corrections.unclear(made)
        if wrong:
            raise UsageError(wrong)
        yield corrections.ordered(made)


def _pairs(desk: Desk, form: Form, ruling: RulingName, about: Subject) -> Iterator[Sequence[Passage]]:
    """The passages of each line that is to be written."""
    words = [_passage(desk, place) for place in form.places]
    if ruling not in corrections.OF_TWO:
        yield from _on_each(desk, form, words, ruling)
    elif about == "claim" and ruling == "not-same" and words:
        yield from _apart(desk, form, words)
    else:
        yield from _one_by_one(desk, form, words, ruling, about)


def _on_each(desk: Desk, form: Form, words: Sequence[Passage], ruling: RulingName) -> Iterator[Sequence[Passage]]:
    named = desk.case.passages([form.person], about="entity") if form.person and ruling == "speaker" else []
    said = desk.case.passages(form.ids, about="passage", ruling=ruling) if form.ids else []
    for passage in [*words, *said]:
        if named:  # the words that name them in the same report, where there are such
            found = [one for one in _mentions(desk, form.person, form.story) if one.article == passage.article]
            yield [passage, (found or named)[0]]
        else:
            yield [passage]


def _mentions(desk: Desk, person: str, story: str) -> tuple[Passage, ...]:
    known = desk.dossier(story).entities if story else ()
    return next((entity.mentions for entity in known if entity.id == person), ())


def _one_by_one(
    desk: Desk, form: Form, words: Sequence[Passage], ruling: RulingName, about: Subject
) -> Iterator[Sequence[Passage]]:
    """The first of what was ticked with each of the others: all that are one with it are one."""
    if len(form.ids) + len(words) < 2:  # noqa: PLR2004 - a ruling on two
        raise UsageError("tick two: it is ruled whether they are one")
    if words and form.ids:
        named = desk.case.passages(form.ids, about=about, ruling=ruling)
        yield from ([one, other] for one, other in product(named[:1], [*named[1:], *words]))
    elif words:
        yield from ([words[0], other] for other in words[1:])
    else:
        for other in form.ids[1:]:
            yield desk.case.passages([form.ids[0], other], about=about, ruling=ruling)


def _apart(desk: Desk, form: Form, words: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """The passages that were ticked in a claim, each with every other passage of it in another report."""
    dossier = desk.dossier(form.story)
    texts = {article.id: article.text for article in dossier.articles}
    claims = [claim for claim in dossier.claims if _holds_all(claim, words)]
    if not claims:
        raise UsageError("these passages are of several claims: tick passages of one claim, or the claims themselves")
    seen: set[frozenset[Passage]] = set()
    every = [quote(item.article, texts[item.article], item) for item in claims[0].evidence]
    others = [passage for passage in every if not any(overlap(passage, one) for one in _in(passage, words))]
    for one, other in product(words, others or words):
        pair = frozenset((one, other))
        if one.article != other.article and pair not in seen:
            seen.add(pair)
            yield [one, other]
    if not seen:
        raise UsageError("all other passages of this claim are of the same report: a claim is told between reports")


def _holds_all(claim: Claim, words: Sequence[Passage]) -> bool:
    return all(any(item.article == one.article and overlap(item, one) for item in claim.evidence) for one in words)


def _in(passage: Passage, words: Sequence[Passage]) -> Iterator[Passage]:
    return (one for one in words if one.article == passage.article)


def _passage(desk: Desk, place: str) -> Passage:
    article, start, end = (*place.rsplit(".", 2), "", "")[:3]
    if not (start.isdecimal() and end.isdecimal()):
        raise UsageError(f"{place:.60} names no passage")
    shown = desk.article(article)
    if not 0 <= int(start) < int(end) <= len(shown.text):
        raise UsageError("these words are not in the report any more: load the page again")
    return quote(shown.id, shown.text, Span(int(start), int(end)))


def rule_of(request: AnyRequest) -> str:
    """Who rules at this browser, as they said last."""
    return request.cookies.get(_NAME, "")


HANDLERS = (rule, undo)
