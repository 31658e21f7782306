"""What a case has, for programs: reports with their versions, search, changes, the log, what is wrong, work."""

from __future__ import annotations

from typing import Annotated

from litestar.params import PathParameter, QueryParameter

from twosource.case import changes as changed
from twosource.case.records import FoundKind
from twosource.version import __version__
from twosource.web.adding import job_of
from twosource.web.api.asking import (
    Day,
    First,
    Limit,
    Number,
    Outlet,
    Report,
    Speaker,
    Standing,
    Through,
    Words,
    asks,
    part,
)
from twosource.web.api.records import (
    Changes,
    ChangeShown,
    Hits,
    Log,
    Logged,
    Overview,
    Problems,
    ReportLines,
    ReportShown,
    Version,
    Versions,
    Working,
    WorkList,
)
from twosource.web.browsing import versions_of
from twosource.web.pages import OpenDesk
from twosource.web.work import Job

Alone = Annotated[
    bool | None,
    QueryParameter(description="Only reports whose event no other report is about, or only the others."),
]
Kind = Annotated[FoundKind | None, QueryParameter(description="Only articles, statements or claims.")]
InStory = Annotated[str | None, QueryParameter(description="Only in this story (its id).")]
JobId = Annotated[str, PathParameter(description="The id that the work was given.")]


@asks("/case", "getCase", "What the case has", tags=["case"])
def overview(desk: OpenDesk) -> Overview:
    """What the case is called, and how much of what it has."""
    case = desk.case
    return Overview(
        name=desk.name,
        twosource=__version__,
        counts=case.counts(),
        latest_change=case.latest_change(),
        online=desk.settings.online,
        rules=desk.rules.file,
        problems=len(case.problems()),
    )


@asks("/reports", "listReports", "Reports of the case", tags=["reports"])
def reports(
    desk: OpenDesk,
    alone: Alone = None,
    outlet: Outlet = None,
    first: First = 0,
    limit: Limit = 100,
) -> ReportLines:
    """The current version of each report, the latest first, of an outlet (a part of its name is enough)."""
    total, found = desk.case.reports(alone=alone, outlet=outlet, first=first, limit=limit)
    return ReportLines(total=total, first=first, reports=found)


@asks("/reports/{report:str}", "getReport", "A report", tags=["reports"])
def report(desk: OpenDesk, report: Report) -> ReportShown:
    """A report by its id, its address or the name of its file, and the story that it is in."""
    found = desk.article(report)
    return ReportShown(article=found, story=desk.case.story_or_none(found.id))


@asks("/reports/{report:str}/versions", "listVersions", "The versions of a report", tags=["reports"])
def versions(desk: OpenDesk, report: Report, first: First = 0, limit: Limit = 100) -> Versions:
    """All versions of a report, each with what it changed."""
    found = versions_of(desk, desk.article(report))
    shown = [Version(article=article, changes=changes) for article, changes in part(found, first, limit)]
    return Versions(total=len(found), first=first, versions=shown)


@asks("/search", "search", "Statements, claims and reports with these words", tags=["search"])
def search(
    desk: OpenDesk,
    words: Words = None,
    kind: Kind = None,
    speaker: Speaker = None,
    outlet: Outlet = None,
    channel: Through = None,
    standing: Standing = None,
    story: InStory = None,
    since: Day = None,
    until: Day = None,
    first: First = 0,
    limit: Limit = 20,
) -> Hits:
    """What was found, the best first, with the words around what was looked for (between `[` and `]`)."""
    filters = {
        "kind": kind, "speaker": speaker, "outlet": outlet, "channel": channel, "standing": standing, "story": story,
        "since": since, "until": until,
    }  # fmt: skip
    found = desk.case.search(words or "", first=first, limit=limit + 1, **filters)
    reasons = [] if found or first else desk.case.nothing_found(words or "", **filters)
    return Hits(first=first, more=len(found) > limit, hits=found[:limit], reasons=reasons)


@asks("/changes", "listChanges", "What changed", tags=["changes"])
def changes(desk: OpenDesk, since: Number = 0, story: InStory = None, limit: Limit = 100) -> Changes:
    """What changed after a change, the first first; in a story only, if one is named."""
    today = desk.case.story(story) if story is not None else None
    found = desk.case.changes(since=since, limit=limit + 1, story=today)
    shown = [ChangeShown(n=n, told=changed.told(change), change=change) for n, change in found[:limit]]
    return Changes(latest=desk.case.latest_change(), more=len(found) > limit, changes=shown)


@asks("/log", "getLog", "All that was ruled", tags=["rulings"])
def log(desk: OpenDesk, first: First = 0, limit: Limit = 100) -> Log:
    """The lines of the log, each in words and with what became of it, and where the log was tampered with."""
    every = desk.case.log()
    entries = part(every, first, limit)
    lines = [
        Logged(entry=entry, told=line.text, state=line.state)
        for entry, line in zip(entries, desk.case.told(entries), strict=True)
    ]
    return Log(total=len(every), first=first, lines=lines, tampered=list(desk.case.check_log()))


@asks("/problems", "listProblems", "What is wrong", tags=["case"])
def problems(desk: OpenDesk, first: First = 0, limit: Limit = 100) -> Problems:
    """What is wrong with pages that were added, and rulings that rest because their words are gone."""
    found = desk.case.problems()
    return Problems(total=len(found), first=first, problems=part(found, first, limit))


@asks("/work", "listWork", "Work that is not done", tags=["work"])
def going_on(desk: OpenDesk, first: First = 0, limit: Limit = 100) -> WorkList:
    """What is being done, and what waits for its turn."""
    found = desk.work.going_on()
    return WorkList(total=len(found), first=first, work=[working(job) for job in part(found, first, limit)])


@asks("/work/{job:str}", "getWork", "How far work is", tags=["work"])
def work(desk: OpenDesk, job: JobId) -> Working:
    """How far a piece of work is, and what came of it when it is done."""
    return working(job_of(desk, job))


def working(job: Job) -> Working:
    """A piece of work as it is told."""
    return Working(id=job.id, state=job.state, result=list(job.result))


HANDLERS = (overview, reports, report, versions, search, changes, log, problems, going_on, work)
