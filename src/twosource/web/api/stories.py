"""What a story holds, for programs: its dossier, and each part of its page by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from litestar import Response
from litestar.params import PathParameter, QueryParameter

from twosource import rules
from twosource.case import Asked
from twosource.case.records import Order
from twosource.model import Certainty, Claim, Dossier, MentionKind
from twosource.render import hypertext, words
from twosource.render.view import Item
from twosource.text import quote
from twosource.web import handing, sourcing
from twosource.web.api.asking import (
    Day,
    First,
    Least,
    Limit,
    Outlet,
    Speaker,
    Standing,
    Story,
    Through,
    Words,
    asks,
    part,
)
from twosource.web.api.records import (
    Called,
    ClaimFound,
    Claims,
    ClaimShown,
    Conflicts,
    ConflictShown,
    Entities,
    EntityShown,
    Format,
    Formats,
    Nearby,
    RuleAnswer,
    RuleAnswers,
    Sourced,
    Sourcing,
    Stories,
    Ties,
    Timeline,
    TimeShown,
)
from twosource.web.pages import OpenDesk

Sure = Annotated[Certainty | None, QueryParameter(description="How sure it is put.")]
OnRecord = Annotated[bool | None, QueryParameter(description="Only sources that are named, or only others.")]
FirstHand = Annotated[bool | None, QueryParameter(description="Only what came from the source itself, or only others.")]
Kind = Annotated[MentionKind | None, QueryParameter(description="Only entities of this kind.")]
Ordered = Annotated[Order, QueryParameter(description="The latest first, or those of most reports.")]
ClaimId = Annotated[str, PathParameter(description="A claim, by any id that it ever had.")]
FormatName = Annotated[str, PathParameter(description=f"One of {', '.join(handing.FORMATS)}.")]


@asks("/stories", "listStories", "Stories of the case", tags=["stories"])
def stories(
    desk: OpenDesk,
    words: Words = None,
    standing: Standing = None,
    outlet: Outlet = None,
    since: Day = None,
    until: Day = None,
    least: Least = 1,
    order: Ordered = "latest",
    first: First = 0,
    limit: Limit = 100,
) -> Stories:
    """Stories whose reports have the words, with a claim of the standing, with a report of the outlet (a part of its
    name is enough) and reports since and until a day.
    """
    asked = Asked(words=words, standing=standing, outlet=outlet, since=since, until=until, least=least, order=order)
    found = desk.case.stories(asked, first=first, limit=limit)
    return Stories(total=desk.case.number_of_stories(asked), first=first, stories=found)


@asks("/stories/{story:str}", "getDossier", "The dossier of a story", tags=["stories"])
def dossier(desk: OpenDesk, story: Story) -> Dossier:
    """The dossier of a story as it stands, under any id that the story ever had: what `twosource verify` checks."""
    return desk.dossier(story)


@asks("/stories/{story:str}/why", "listTies", "Why the reports of a story are in it", tags=["stories"])
def why(desk: OpenDesk, story: Story, first: First = 0, limit: Limit = 100) -> Ties:
    """The surest tie of each report of the story with one that is told before it."""
    found = desk.case.why(story)
    return Ties(total=len(found), first=first, ties=part(found, first, limit))


@asks("/stories/{story:str}/near", "listNear", "What may belong to a story", tags=["stories"])
def near(desk: OpenDesk, story: Story, first: First = 0, limit: Limit = 100) -> Nearby:
    """Stories, most of them of one report, for which too little speaks to put them to this one without asking."""
    found = desk.case.near(story)
    return Nearby(total=len(found), first=first, near=part(found, first, limit))


@asks("/stories/{story:str}/claims", "listClaims", "The claims of a story", tags=["stories"])
def claims(
    desk: OpenDesk,
    story: Story,
    standing: Standing = None,
    first: First = 0,
    limit: Limit = 100,
) -> Claims:
    """The claims in the order of the page, each with the values on which reports differ in it, and since when it is
    known.
    """
    view = desk.view(story)
    found = [item for item in view.items if standing in {None, item.claim.standing}]
    shown = [
        ClaimShown(
            number=item.number,
            claim=item.claim,
            reports=_reports(item),
            conflicts=list(item.conflicts),
            since=view.past.get(item.claim.id),
        )
        for item in part(found, first, limit)
    ]
    return Claims(total=len(found), first=first, claims=shown)


def _reports(item: Item) -> list[str]:
    return list(dict.fromkeys(line.report.article.id for line in item.lines))


@asks("/claims/{claim:str}", "getClaim", "A claim", tags=["stories"])
def claim(desk: OpenDesk, claim: ClaimId) -> ClaimFound:
    """The claim of today under an id that it ever had, and the story that it is of."""
    found = desk.case.thing(desk.case.claim(claim))
    assert isinstance(found.part, Claim)  # noqa: S101 - what has the id of a claim
    return ClaimFound(story=found.story, claim=found.part)


@asks("/stories/{story:str}/statements", "listStatements", "Who is quoted, and how it came here", tags=["stories"])
def statements(
    desk: OpenDesk,
    story: Story,
    speaker: Speaker = None,
    outlet: Outlet = None,
    channel: Through = None,
    on_record: OnRecord = None,
    first_hand: FirstHand = None,
    certainty: Sure = None,
    first: First = 0,
    limit: Limit = 100,
) -> Sourcing:
    """Every statement of the story: by whom (a part of the name is enough), in which outlet, through which channel,
    from a source that is named or not, at first hand or through others, and how sure.
    """
    asked = sourcing.Wanted(
        who=speaker or "",
        outlet=outlet or "",
        channel=channel,
        named=on_record,
        first_hand=first_hand,
        certainty=certainty,
    )
    found = [row for row in sourcing.rows(desk.view(story)) if sourcing.fits(row, asked)]
    return Sourcing(total=len(found), first=first, statements=[_sourced(row) for row in part(found, first, limit)])


def _sourced(row: sourcing.Row) -> Sourced:
    said, article, origin = row.said, row.report.article, row.source.origin
    return Sourced(
        id=said.id,
        origin=origin.id,
        speaker=row.source.name,
        kind=origin.kind,
        entity=said.speaker,
        on_record=not said.anonymous,
        report=article.id,
        outlet=row.report.name,
        published=article.published,
        words=[quote(article.id, article.text, span) for span in said.content],
        manner=said.manner,
        channel=said.channel,
        channel_name=said.channel_name,
        first_hand=row.first_hand,
        relayed_by=list(said.relayed_by),
        certainty=said.certainty,
    )


@asks("/stories/{story:str}/rules", "checkRules", "What the rules of the desk say of a story", tags=["stories"])
def ruled(desk: OpenDesk, story: Story, first: First = 0, limit: Limit = 100) -> RuleAnswers:
    """Each rule that is on, asked of every claim of the story: rules that are broken first."""
    made, view = desk.dossier(story), desk.view(story)
    asked = sourcing.answers(made, view, desk.rules.rules, rules.check(made, desk.rules))
    answers = [
        RuleAnswer(
            rule=one.rule.id,
            title=one.rule.title,
            test=one.rule.test,
            on=one.rule.on,
            severity=one.rule.severity,
            counts=one.counts,
            broken=[finding for finding, _ in one.broken],
        )
        for one in part(asked, first, limit)
    ]
    return RuleAnswers(total=len(asked), first=first, file=desk.rules.file, rules=answers)


@asks("/stories/{story:str}/entities", "listEntities", "Whom and what the reports of a story name", tags=["stories"])
def entities(desk: OpenDesk, story: Story, kind: Kind = None, first: First = 0, limit: Limit = 100) -> Entities:
    """People, organisations, places and things, and what each report calls them."""
    view = desk.view(story)
    people = hypertext.people(view, [kind] if kind else hypertext.KINDS)
    shown = [
        EntityShown(
            id=one["id"],
            name=one["name"],
            kind=one["kind"],
            mentions=one["number"],
            called=[Called(report=r.article.id, outlet=r.name, forms=forms) for r, forms in one["forms"]],
        )
        for one in part(people, first, limit)
    ]
    return Entities(total=len(people), first=first, entities=shown)


@asks("/stories/{story:str}/timeline", "getTimeline", "The time line of a story", tags=["stories"])
def timeline(desk: OpenDesk, story: Story, first: First = 0, limit: Limit = 100) -> Timeline:
    """The times that claims state, the earliest first."""
    found = desk.view(story).times
    shown = [
        TimeShown(when=when, told=words.when(when), claims=_ids(items)) for when, items in part(found, first, limit)
    ]
    return Timeline(total=len(found), first=first, times=shown)


def _ids(items: Sequence[Item]) -> list[str]:
    return [item.claim.id for item in items]


@asks("/stories/{story:str}/conflicts", "listConflicts", "On what the reports of a story differ", tags=["stories"])
def conflicts(desk: OpenDesk, story: Story, first: First = 0, limit: Limit = 100) -> Conflicts:
    """The values of a claim that differ between reports, side by side. None is preferred."""
    view = desk.view(story)
    found = hypertext.conflicts(view)
    shown = [
        ConflictShown(
            conflict=one["conflict"],
            told=one["kind_name"],
            wording=one["item"].wording if one["item"] else "",
            outlets={report.article.id: report.name for report, values in one["cells"] if values},
        )
        for one in part(found, first, limit)
    ]
    return Conflicts(total=len(found), first=first, conflicts=shown)


@asks("/stories/{story:str}/formats", "listFormats", "How a dossier is handed on", tags=["handing on"])
def formats(desk: OpenDesk, story: Story, first: First = 0, limit: Limit = 100) -> Formats:
    """The formats that the dossier of a story is handed on in, each with the address of the file."""
    today = desk.case.story(story)
    found = [
        Format(format=name, name=called, purpose=purpose, address=f"/api/stories/{today}/as/{name}")
        for name, (called, purpose) in handing.FORMATS.items()
    ]
    return Formats(total=len(found), first=first, formats=part(found, first, limit))


@asks("/stories/{story:str}/as/{format:str}", "handOn", "A dossier as a file", tags=["handing on"])
def handed(desk: OpenDesk, story: Story, format: FormatName) -> Response[bytes]:  # noqa: A002 - as the description calls it
    """The dossier of a story in one of its formats, to be saved."""
    return handing.file(desk, story, format)


HANDLERS = (
    stories,
    dossier,
    why,
    near,
    claims,
    claim,
    statements,
    ruled,
    entities,
    timeline,
    conflicts,
    formats,
    handed,
)
