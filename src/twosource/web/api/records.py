"""What programs ask and are answered: records of the API, beside those of dossiers and of the case.

Every field says what it is: the description of the API is made of these records. Lists are given in parts: ``total``
tells how many there are, ``first`` after how many of them the part begins.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from twosource.case import Change, Entry, Hit, Near, StoryLine, Wanted
from twosource.case.records import ReportLine
from twosource.case.versions import Changed
from twosource.history import Since
from twosource.model import (
    Article,
    Certainty,
    Channel,
    Claim,
    Conflict,
    Manner,
    MentionKind,
    OriginKind,
    Passage,
    Problem,
)
from twosource.rules import Finding
from twosource.rules.records import Outcome
from twosource.web.work import State

MOST = 500
"""Records in one answer, and in one request."""

Total = Annotated[int, Meta(ge=0, description="How many there are in all.")]
First = Annotated[int, Meta(ge=0, description="How many of them come before those that are given.")]


def said(description: str, *examples: object) -> Meta:
    """What a field is, with examples of it."""
    return Meta(description=description, examples=list(examples) or None)


class Wrong(Struct, frozen=True, kw_only=True):
    """Why something was not done."""

    status: Annotated[int, said("The status of the answer.", 404)]
    what: Annotated[str, said("What is wrong.", "there is no story story-0")]
    where: Annotated[str, said("Where: which request, field or file.", "GET /api/stories/story-0")]
    to_do: Annotated[str, said("What to do about it.", "ask a list for what there is")]


class Overview(Struct, frozen=True, kw_only=True):
    """A case: what it is called, and how much of what it has."""

    name: Annotated[str, said("The name of its file.", "case.db")]
    twosource: Annotated[str, said("The version of the program.")]
    counts: Annotated[dict[str, int], said("How many pages, reports, stories and so on.", {"reports": 9})]
    latest_change: Annotated[int, said("The number of the latest change; 0 if nothing ever changed.")]
    online: Annotated[bool, said("Whether addresses are fetched.")]
    rules: Annotated[str, said("The file of the desk's rules.", "rules.toml")]
    problems: Annotated[int, said("How many things are wrong with what was added and ruled: see `/api/problems`.")]


class Stories(Struct, frozen=True, kw_only=True):
    """Stories, the latest (or the largest) first."""

    total: Total
    first: First
    stories: Annotated[list[StoryLine], said("A line for each story.")]


class Ties(Struct, frozen=True, kw_only=True):
    """Why the reports of a story are in it."""

    total: Total
    first: First
    ties: Annotated[list[str], said("The surest tie of each report with one before it, in words.")]


class Nearby(Struct, frozen=True, kw_only=True):
    """Stories that may be one with a story: rule on it (`same` or `not-same`, about `story`)."""

    total: Total
    first: First
    near: Annotated[list[Near], said("The likeliest first, with what speaks for it most.")]


class ClaimShown(Struct, frozen=True, kw_only=True):
    """A claim as the page of its story shows it."""

    number: Annotated[int, said("Its number on the page, from 1.", 1)]
    claim: Annotated[Claim, said("The claim.")]
    reports: Annotated[list[str], said("The reports (ids) that carry it.")]
    conflicts: Annotated[list[Conflict], said("The values on which reports differ in it.")]
    since: Annotated[Since | None, said("Since when it is known and how it grew, if several reports carry it.")] = None


class Claims(Struct, frozen=True, kw_only=True):
    """Claims of a story, in the order of its page."""

    total: Total
    first: First
    claims: Annotated[list[ClaimShown], said("The claims.")]


class ClaimFound(Struct, frozen=True, kw_only=True):
    """A claim of today under an id that it ever had, and its story."""

    story: Annotated[str, said("The story that it is of.")]
    claim: Annotated[Claim, said("The claim.")]


class Sourced(Struct, frozen=True, kw_only=True):
    """A statement, and how it came to its report."""

    id: Annotated[str, said("The id of the statement.")]
    origin: Annotated[str, said("The id of the origin that it goes back to.")]
    speaker: Annotated[str, said("Who said it; `not named` where nobody is named.", "Liv Torsen")]
    kind: Annotated[OriginKind, said("What the origin is.")]
    entity: Annotated[str | None, said("The entity that said it, if it is a known one.")]
    on_record: Annotated[bool, said("Whether the source is named.")]
    report: Annotated[str, said("The report (id).")]
    outlet: Annotated[str, said("The outlet of the report, with a number if it has several.", "Karo Times")]
    published: Annotated[str | None, said("When the report came out (ISO 8601).", "2026-02-03")]
    words: Annotated[list[Passage], said("What was said, as it stands in the report.")]
    manner: Annotated[Manner, said("Quoted, paraphrased, or both.")]
    channel: Annotated[Channel, said("The channel that it was said through.")]
    channel_name: Annotated[str | None, said("What the report calls the channel.", "Telegram")]
    first_hand: Annotated[bool, said("Whether nobody stands between the source and the outlet.")]
    relayed_by: Annotated[list[str], said("Who stands between, the nearest to the outlet first.")]
    certainty: Annotated[Certainty, said("How sure it is put.")]


class Sourcing(Struct, frozen=True, kw_only=True):
    """Statements of a story: those of the origin that reaches most reports first."""

    total: Total
    first: First
    statements: Annotated[list[Sourced], said("The statements.")]


class RuleAnswer(Struct, frozen=True, kw_only=True):
    """A rule of the desk, and what it says of the claims of a story."""

    rule: Annotated[str, said("The id of the rule.")]
    title: Annotated[str, said("What it asks.")]
    test: Annotated[str, said("The built-in test that it asks with.")]
    on: Annotated[bool, said("Whether it is asked at all.")]
    severity: Annotated[Literal["fail", "warn"], said("What breaking it means.")]
    counts: Annotated[dict[Outcome, int], said("How many claims break it, keep it, and are not asked.", {"fail": 1})]
    broken: Annotated[list[Finding], said("The claims that break it, with the reason and the passages that show it.")]


class RuleAnswers(Struct, frozen=True, kw_only=True):
    """What the rules of the desk say of a story: broken rules first, the severer first."""

    total: Total
    first: First
    file: Annotated[str, said("The file of the rules.", "rules.toml")]
    rules: Annotated[list[RuleAnswer], said("A rule each.")]


class Called(Struct, frozen=True, kw_only=True):
    """What a report calls somebody."""

    report: Annotated[str, said("The report (id).")]
    outlet: Annotated[str, said("The outlet of the report, with a number if it has several.")]
    forms: Annotated[list[Passage], said("The first passage of each form, pronouns left out, in the order of use.")]


class EntityShown(Struct, frozen=True, kw_only=True):
    """Somebody or something that reports name, and what each of them calls it."""

    id: Annotated[str, said("The id of the entity.")]
    name: Annotated[str, said("What it is called here: the fullest name used, or the one that a person chose.")]
    kind: Annotated[MentionKind, said("What it is.")]
    mentions: Annotated[int, said("How often it is mentioned.")]
    called: Annotated[list[Called], said("What each report calls it.")]


class Entities(Struct, frozen=True, kw_only=True):
    """People, organisations, places and things of a story, those that are mentioned most first."""

    total: Total
    first: First
    entities: Annotated[list[EntityShown], said("An entity each.")]


class TimeShown(Struct, frozen=True, kw_only=True):
    """A time, and the claims that state it."""

    when: Annotated[str, said("The time: a day, month, year or week; `XXXX-WXX-3` is a Wednesday.", "2026-02-03")]
    told: Annotated[str, said("The same in words.", "3 February 2026")]
    claims: Annotated[list[str], said("The claims (ids), in the order of the page.")]


class Timeline(Struct, frozen=True, kw_only=True):
    """The time line of a story, times that reports do not date in full last."""

    total: Total
    first: First
    times: Annotated[list[TimeShown], said("A time each.")]


class ConflictShown(Struct, frozen=True, kw_only=True):
    """Values of a claim on which reports differ."""

    conflict: Annotated[Conflict, said("The values, each with its words and their place.")]
    told: Annotated[str, said("How they differ, in words.", "contradiction")]
    wording: Annotated[str, said("The claim that they are values of.")]
    outlets: Annotated[dict[str, str], said("The outlet of each report (id) that has a value.")]


class Conflicts(Struct, frozen=True, kw_only=True):
    """The values on which the reports of a story differ, contradictions first."""

    total: Total
    first: First
    conflicts: Annotated[list[ConflictShown], said("A difference each.")]


class Format(Struct, frozen=True, kw_only=True):
    """A format that a dossier is handed on in."""

    format: Annotated[str, said("The format.", "pdf")]
    name: Annotated[str, said("What it is called.", "PDF")]
    purpose: Annotated[str, said("What it is good for.")]
    address: Annotated[str, said("Where the file is to be had.", "/api/stories/story-0/as/pdf")]


class Formats(Struct, frozen=True, kw_only=True):
    """The formats that a dossier is handed on in."""

    total: Total
    first: First
    formats: Annotated[list[Format], said("A format each.")]


class ReportLines(Struct, frozen=True, kw_only=True):
    """Reports of the case, the latest first."""

    total: Total
    first: First
    reports: Annotated[list[ReportLine], said("A line for each report.")]


class ReportShown(Struct, frozen=True, kw_only=True):
    """A report, and the story that it is in."""

    article: Annotated[Article, said("The report: its text, with what is marked in it.")]
    story: Annotated[str | None, said("The story that it is in first of all; none for an earlier version.")]


class Version(Struct, frozen=True, kw_only=True):
    """A version of a report, and what it changed."""

    article: Annotated[Article, said("The version.")]
    changes: Annotated[list[Changed], said("The paragraphs that differ from the version before; none for the first.")]


class Versions(Struct, frozen=True, kw_only=True):
    """The versions of a report, the first first."""

    total: Total
    first: First
    versions: Annotated[list[Version], said("A version each.")]


class Hits(Struct, frozen=True, kw_only=True):
    """What was found, the best first."""

    first: First
    more: Annotated[bool, said("Whether there is more after these.")]
    hits: Annotated[list[Hit], said("What was found.")]
    reasons: Annotated[list[str], said("Why there is nothing, where nothing was found.")] = []


class ChangeShown(Struct, frozen=True, kw_only=True):
    """A change and its number."""

    n: Annotated[int, said("The number of the change: ask for what came `since`.")]
    told: Annotated[str, said("What kind of change it is, in words.", "new shared claim")]
    change: Annotated[Change, said("The change.")]


class Changes(Struct, frozen=True, kw_only=True):
    """What changed, the first first."""

    latest: Annotated[int, said("The number of the latest change of the case.")]
    more: Annotated[bool, said("Whether there is more after these.")]
    changes: Annotated[list[ChangeShown], said("A change each.")]


class Logged(Struct, frozen=True, kw_only=True):
    """A line of the log, and what it says."""

    entry: Annotated[Entry, said("The line as it is kept, with the hash of the line before.")]
    told: Annotated[str, said("What was ruled, in words.")]
    state: Annotated[str, said("What became of it: taken back, or resting; empty if it holds.")]


class Log(Struct, frozen=True, kw_only=True):
    """All that was ruled, the first first."""

    total: Total
    first: First
    lines: Annotated[list[Logged], said("A line each.")]
    tampered: Annotated[list[Problem], said("Where the log was tampered with.")] = []


class Problems(Struct, frozen=True, kw_only=True):
    """What is wrong with pages that were added, and with rulings."""

    total: Total
    first: First
    problems: Annotated[list[Problem], said("A problem each.")]


class Working(Struct, frozen=True, kw_only=True):
    """Work that has begun."""

    id: Annotated[str, said("Its id: ask `/api/work/{id}` how far it is.")]
    state: Annotated[State, said("How far it is.")]
    result: Annotated[list[str], said("What came of it, in lines.", ["1 new report"])] = []


class WorkList(Struct, frozen=True, kw_only=True):
    """Work that is not done, in its order."""

    total: Total
    first: First
    work: Annotated[list[Working], said("A piece of work each.")]


# --- what is asked for ------------------------------------------------------------------------------------------------


class Rulings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rulings, in the order in which they are given."""

    rulings: Annotated[
        list[Wanted], Meta(min_length=1, max_length=MOST, description="Nothing is kept if one cannot be followed.")
    ]


class Undoing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines of the log that are taken back."""

    lines: Annotated[
        list[Annotated[int, Meta(ge=1, le=2**53)]],
        Meta(min_length=1, max_length=MOST, description="The numbers of the lines.", examples=[[1]]),
    ]
    by: Annotated[str, said("Who takes them back.", "mk")] = ""


class NewReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report to be added."""

    text: Annotated[str, said("Its text, the headline first; with a `file` of a saved page its HTML.")]
    file: Annotated[
        Annotated[str, Meta(max_length=200)] | None,
        said("The name of its file. What is sent again under a name is a new version, if it is alike.", "dam.txt"),
    ] = None
    url: Annotated[str | None, said("Its address.", "https://karo.example/dam")] = None
    outlet: Annotated[str | None, said("Its outlet.", "Karo Times")] = None
    title: Annotated[str | None, said("Its headline.")] = None
    published: Annotated[str | None, said("When it came out (ISO 8601).", "2026-02-03")] = None
    byline: Annotated[str | None, said("Who wrote it.")] = None


class NewReports(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reports to be added, or addresses of pages and feeds."""

    reports: Annotated[list[NewReport], Meta(max_length=MOST, description="Reports.")] = []
    addresses: Annotated[list[str], Meta(max_length=MOST, description="Addresses; only where the desk may fetch.")] = []


EXAMPLES: dict[str, list[object]] = {
    "Rulings": [
        {
            "rulings": [
                {"ruling": "same", "about": "entity", "ids": ["e-1f0a2b3c4d5e6f70", "e-2f0a2b3c4d5e6f70"], "by": "mk"},
                {
                    "ruling": "speaker",
                    "passages": [{"report": "dam.txt", "text": "it held"}, {"report": "dam.txt", "text": "Ann Reed"}],
                    "note": "she is named in the next paragraph",
                },
            ]
        }
    ],
    "Undoing": [{"lines": [2, 1], "by": "mk"}],
    "NewReports": [
        {
            "reports": [
                {"text": "Dam holds\n\nThe dam held, the water board said.", "file": "dam.txt", "outlet": "Karo Times"}
            ]
        }
    ],
    "Wrong": [
        {
            "status": 409,
            "what": "`same` about a claim needs two, and one is named",
            "where": "POST /api/rulings",
            "to_do": "name both by an id or by words",
        }
    ],
}
"""Examples of whole records, by their names."""
