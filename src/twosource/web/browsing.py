"""Stories, a dossier, a report: what there is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Annotated, Any, get_args

from litestar import Request, get
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect, Template
from markupsafe import Markup
from msgspec import Struct

from twosource.case import Asked
from twosource.case import changes as changed
from twosource.case.records import Change, StoryLine
from twosource.case.versions import Changed, changes
from twosource.errors import UsageError
from twosource.model import Article, MarkKind, StandingName, Statement
from twosource.render import fulltext, words
from twosource.render.view import Report, Source, View
from twosource.standing import ORDER
from twosource.web import meanwhile
from twosource.web.desk import Desk
from twosource.web.handing import FORMATS
from twosource.web.pages import AnyRequest, OpenDesk, page
from twosource.web.ruling import rule_of

PAGE = 25
"""Stories on a page."""
SEEN, SINCE = "seen", "since"
"""Cookies: the number of the last change that was there at the last look, and, for one visit, at the visit before."""
_YEAR = 365 * 24 * 3600
_MOST_NEW = 2000
"""Changes since the last visit that are counted by story: who was away longer sees the latest."""
_HISTORY = 40
"""Changes of a story that are told on its page."""
NEWS = {
    "new-story": "new story", "new-report": "new report", "edited": "edited report", "new-claim": "new shared claim",
    "standing": "changed standing", "new-conflict": "new contradiction", "merged": "merger", "split": "split",
    "withdrawn": "withdrawn report",
}  # fmt: skip
ONLY = "only"
"""The dossier that is open by itself, where the address of a story names one."""
_PARTS: tuple[MarkKind, ...] = get_args(MarkKind)


class Listed(Struct, frozen=True):
    """A story in the list: how its claims stand, and what changed in it since the last visit."""

    line: StoryLine
    when: str
    new: str
    growth: Any


class Ruled(Struct, frozen=True):
    """A line of the log, what became of it, and whether the page offers to take it back."""

    n: int
    text: str
    state: str
    takeable: bool


@get("/", include_in_schema=False, sync_to_thread=True)
def stories(
    request: Request[Any, Any, Any],
    desk: OpenDesk,
    q: FromQuery[str] = "",
    standing: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
    alone: FromQuery[bool] = False,
    order: FromQuery[str] = "latest",
    start: Annotated[int, QueryParameter(ge=0, le=10**9)] = 0,
) -> Template:
    """The stories of a case; of a dossier by itself the dossier."""
    if not desk.has_case:
        return _dossier(desk, ONLY)
    asked = {
        "q": q.strip(), "standing": standing, "outlet": outlet.strip(), "since": since.strip(), "until": until.strip(),
        "alone": "1" if alone else "", "order": order if order == "largest" else "",
    }  # fmt: skip
    wanted = Asked(
        words=asked["q"] or None,
        standing=next((name for name in get_args(StandingName) if name == standing), None),
        outlet=asked["outlet"] or None,
        since=asked["since"] or None,
        until=asked["until"] or None,
        least=1 if alone else 2,
        order="largest" if order == "largest" else "latest",
    )
    problem, found, total = "", [], 0
    try:
        total = desk.case.number_of_stories(wanted)
        found = desk.case.stories(wanted, first=start, limit=PAGE)
    except UsageError as error:
        problem = str(error).replace("--", "")
    latest, before, cookies = _visit(request, desk)
    news = _news(desk, before, latest)
    return page(
        desk,
        "stories.html.j2",
        here="stories",
        cookies=cookies,
        asked=asked,
        problem=problem,
        total=total,
        start=start,
        step=PAGE,
        counts=desk.case.counts(),
        changes=sum(news_ for story in news.values() for news_ in story.values()),
        before=before,
        listed=[_listed(desk, line, news.get(line.id, Counter())) for line in found],
    )


def _visit(request: AnyRequest, desk: Desk) -> tuple[int, int, list[Cookie]]:
    """The number of the latest change, the one at the end of the visit before, and the cookies that remember both. A
    visit lasts as long as the browser is open.
    """
    latest = desk.case.latest_change()
    known = request.cookies.get(SINCE, "")
    before = int(known) if known.isdecimal() else None
    cookies = []
    if before is None:
        seen = request.cookies.get(SEEN, "")
        before = min(int(seen), latest) if seen.isdecimal() else latest
        cookies.append(Cookie(SINCE, value=str(before), httponly=True, samesite="strict"))
    cookies.append(Cookie(SEEN, value=str(latest), httponly=True, samesite="strict", max_age=_YEAR))
    return latest, before, cookies


def _news(desk: Desk, before: int, latest: int) -> dict[str, Counter[str]]:
    """What changed since the last visit: kinds of changes by story."""
    found: dict[str, Counter[str]] = {}
    for _, change in desk.case.changes(since=max(before, latest - _MOST_NEW)):
        if change.story:
            found.setdefault(change.story, Counter())[change.kind] += 1
    return found


def _listed(desk: Desk, line: StoryLine, news: Counter[str]) -> Listed:
    days = [day for day in (words.day_of(line.first), words.day_of(line.last)) if day]
    growth = desk.line(line) if line.reports > 1 else ""
    told = ", ".join(words.count(number, NEWS.get(kind, kind)) for kind, number in sorted(news.items()))
    return Listed(line, words.period(days) or "undated", told, growth)


@get("/stories/{id_:str}", include_in_schema=False, sync_to_thread=True)
def story(
    request: Request[Any, Any, Any],
    desk: OpenDesk,
    id_: FromPath[str],
    ruled: FromQuery[str] = "",
    correct: FromQuery[bool] = False,
    claim: FromQuery[str] = "",
    ready: FromQuery[str] = "",
) -> Template | Redirect:
    """The dossier of a story; under an id that it had before, the way to the one of today; with ``claim`` the way to
    that claim on it.
    """
    if desk.has_case:
        today = desk.case.story(id_)
        if today != id_:
            asked = f"?{request.url.query}" if request.url.query else ""
            return Redirect(f"/stories/{today}{asked}", status_code=301)
    if claim:
        found = desk.view(id_).item.get(desk.case.claim(claim) if desk.has_case else claim)
        return Redirect(f"/stories/{id_}#{f'c{found.number}' if found else 'claims'}", status_code=303)
    return _dossier(desk, id_, ruled=ruled, correct=correct, ready=ready == "pdf", by=rule_of(request))


def _dossier(
    desk: Desk, id_: str, *, ruled: str = "", correct: bool = False, ready: bool = False, by: str = ""
) -> Template:
    dossier = desk.dossier(id_)
    content = desk.content(dossier)
    near = desk.case.near(id_) if desk.has_case else []
    return page(
        desk,
        "dossier.html.j2",
        here="dossier",
        story=id_,
        here_path=f"/stories/{id_}",
        correcting=correct and desk.has_case,
        seen=meanwhile.seen(desk, dossier) if near or (correct and desk.has_case) else "",
        ruled=_ruled(desk, ruled),
        why=desk.case.why(id_) if desk.has_case else (),
        near=near,
        formats=FORMATS,
        ready=ready,
        news=_history(desk, id_),
        by=by,
        **content,
    )


def _history(desk: Desk, story: str) -> list[tuple[Change, str]]:
    """What changed in a story, the latest first, in words."""
    found = desk.case.changes(story=story, last=_HISTORY) if desk.has_case else []
    return [(change, changed.told(change)) for _, change in reversed(found)]


@get("/articles/{id_:str}", include_in_schema=False, sync_to_thread=True)
def article(
    request: Request[Any, Any, Any],
    desk: OpenDesk,
    id_: FromPath[str],
    ruled: FromQuery[str] = "",
    correct: FromQuery[bool] = False,
    from_: Annotated[int, QueryParameter(name="from", ge=0, le=10**9)] = 0,
    to: Annotated[int, QueryParameter(ge=0, le=10**9)] = 0,
) -> Template:
    """A report with all that was marked in it, and its versions; ``from`` and ``to``: a passage that is lit."""
    shown = desk.article(id_)
    story = (desk.case.story_or_none(shown.id) or "") if desk.has_case else ""
    content = desk.content(desk.dossier(story)) if story or not desk.has_case else {}
    view: View | None = content.get("view")
    report = view.report.get(shown.id) if view else None
    targets = list(fulltext.targets(view).get(report.number, ())) if view and report else []
    lit = fulltext.Target(from_, to, None, ()) if 0 <= from_ < to <= len(shown.text) else None
    if lit and not any((one.start, one.end) == (from_, to) for one in targets):
        targets.append(lit)
    correcting = correct and desk.has_case and report is not None
    known = report or Report(1, words.clipped(shown.outlet or shown.file, 60), shown)
    home = f"/stories/{story or ONLY}"
    return page(
        desk,
        "article.html.j2",
        here="article",
        article=shown,
        story=story,
        home=home if content else "/",
        title=view.title if view else "",
        view=view,
        report=known,
        body=fulltext.html(known, sorted(targets), claims_on=home, ticks=_ticks(shown) if correcting else None),
        lit=fulltext.anchor(known.number, from_, to) if lit else "",
        marks=[(words.MARK[kind], count) for kind in _PARTS if (count := sum(m.kind == kind for m in shown.marks))],
        standings=sorted({one.kind for one in targets if one.kind}, key=ORDER.index),
        said=_said(view, shown),
        versions=versions_of(desk, shown),
        ruled=_ruled(desk, ruled),
        here_path=f"/articles/{shown.id}",
        correcting=correcting,
        seen=meanwhile.seen(desk, view.dossier) if correcting and view else "",
        by=rule_of(request),
    )


def _ticks(shown: Article) -> Callable[[int, int], Markup]:
    """A box before each line of a report, to tick it."""
    box = Markup(
        '<input type="checkbox" form="ruling" name="words" value="{}.{}.{}" data-kind="passage" aria-label="{}">'
    )
    return lambda start, end: box.format(shown.id, start, end, words.clipped(shown.text[start:end], 60))


def _said(view: View | None, shown: Article) -> list[tuple[Source, Statement]]:
    """What a report gives to whom, in the order of reading."""
    found = [(source, said) for source in view.sources for said in source.statements] if view else []
    of = [(source, said) for source, said in found if said.article == shown.id]
    return sorted(of, key=lambda pair: (pair[1].content[0], pair[1].id))


def versions_of(desk: Desk, shown: Article) -> list[tuple[Article, list[Changed]]]:
    """All versions of a report, each with what it changed."""
    known = desk.case.versions(shown.id) if desk.has_case else [shown]
    before = [None, *known[:-1]]
    return [(one, list(changes(old.text, one.text)) if old else []) for old, one in zip(before, known, strict=True)]


def _ruled(desk: Desk, numbers: str) -> list[Ruled]:
    """The lines of the log that were written last, in words."""
    wanted = {int(n) for n in numbers.split(",") if n.isdecimal()}
    if not (wanted and desk.has_case):
        return []
    entries = [entry for entry in desk.case.log() if entry.n in wanted]
    return [
        Ruled(line.n, line.text, line.state, entry.correction is not None and not line.state.startswith("taken back"))
        for entry, line in zip(entries, desk.told(entries), strict=True)
    ]


HANDLERS = (stories, story, article)
