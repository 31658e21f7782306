"""Two tables of a story: every statement with how it came here, to be narrowed; and what the desk's rules say.

What a row says is counted nowhere here: origins are those of the dossier, findings those of :mod:`twosource.rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Template
from msgspec import Struct

from twosource import rules
from twosource.model import Certainty, Channel, Dossier, Statement
from twosource.render import words
from twosource.render.view import Item, Report, Source, View
from twosource.rules import Finding, Rule
from twosource.rules.records import Outcome
from twosource.web.pages import OpenDesk, page

NAMED = {"yes": "named", "no": "not named"}
HANDS = {"no": "from the source", "yes": "through others"}
"""Whether somebody stands between the source and the outlet: another outlet, an agency, a person who passed it on."""
CERTAINTIES = {"asserted": "asserted", **{name: told for name, told in words.CERTAINTY.items() if told}}
_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class Row(Struct, frozen=True):
    """A statement as it is listed."""

    source: Source
    said: Statement
    report: Report
    text: str
    channel: str
    through: str
    certainty: str

    @property
    def first_hand(self) -> bool:
        """Whether nobody stands between the source and the outlet."""
        return not self.through


class Wanted(Struct, frozen=True, kw_only=True):
    """Which statements are wanted; ``named``: of a source that is named, or not."""

    who: str = ""
    outlet: str = ""
    channel: str | None = None
    named: bool | None = None
    first_hand: bool | None = None
    certainty: str | None = None


class Asked(Struct, frozen=True):
    """A rule, and what it says of the claims: those that break it first."""

    rule: Rule
    counts: dict[Outcome, int]
    broken: tuple[tuple[Finding, Item], ...]


@get("/stories/{id_:str}/sourcing", include_in_schema=False, sync_to_thread=True)
def sourcing(
    desk: OpenDesk,
    id_: FromPath[str],
    who: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    channel: FromQuery[str] = "",
    named: FromQuery[str] = "",
    through: FromQuery[str] = "",
    certainty: FromQuery[str] = "",
) -> Template:
    """Who is given which words, in which report, through which channel."""
    asked = {
        "who": who.strip(), "outlet": outlet.strip(), "channel": channel, "named": named, "through": through,
        "certainty": certainty,
    }  # fmt: skip
    view = desk.view(id_)
    every = list(rows(view))
    wanted = Wanted(
        who=asked["who"],
        outlet=asked["outlet"],
        channel=channel or None,
        named={"yes": True, "no": False}.get(named),
        first_hand={"yes": False, "no": True}.get(through),
        certainty=certainty or None,
    )
    chosen = [row for row in every if fits(row, wanted)]
    channels = {row.said.channel for row in every}
    return page(
        desk,
        "sourcing.html.j2",
        here="dossier",
        story=id_,
        home=f"/stories/{id_}",
        view=view,
        asked=asked,
        rows=chosen,
        total=len(every),
        channels={name: words.CHANNEL[name] or "not told" for name in get_args(Channel) if name in channels},
        named=NAMED,
        hands=HANDS,
        certainties={name: CERTAINTIES[name] for name in get_args(Certainty) if name in CERTAINTIES},
    )


def rows(view: View) -> Iterator[Row]:
    """The statements of a dossier, those of the origin that reaches most reports first."""
    for source in view.sources:
        for said in source.statements:
            report = view.report[said.article]
            yield Row(
                source=source,
                said=said,
                report=report,
                text=" … ".join(words.line(report.article.text[part.start : part.end]) for part in said.content),
                channel=words.channel(said),
                through=words.relayed(said),
                certainty=CERTAINTIES.get(said.certainty, said.certainty),
            )


def fits(row: Row, wanted: Wanted) -> bool:
    """Whether a statement is wanted."""
    return all((
        wanted.who.casefold() in row.source.name.casefold(),
        wanted.outlet.casefold() in row.report.name.casefold(),
        wanted.channel in {None, row.said.channel},
        wanted.named in {None, not row.said.anonymous},
        wanted.first_hand in {None, row.first_hand},
        wanted.certainty in {None, row.said.certainty},
    ))  # fmt: skip


@get("/stories/{id_:str}/rules", include_in_schema=False, sync_to_thread=True)
def ruled(desk: OpenDesk, id_: FromPath[str]) -> Template:
    """What the desk's rules say of the claims."""
    dossier = desk.dossier(id_)
    view = desk.view(id_)
    return page(
        desk,
        "rules.html.j2",
        here="dossier",
        story=id_,
        home=f"/stories/{id_}",
        view=view,
        file=desk.rules.file,
        asked=answers(dossier, view, desk.rules.rules, rules.check(dossier, desk.rules)),
    )


def answers(dossier: Dossier, view: View, wanted: Sequence[Rule], found: Sequence[Finding]) -> list[Asked]:
    """What each rule says; rules that are broken first, the severer first."""
    known = {claim.id for claim in dossier.claims}
    out = []
    for rule in wanted:
        of = [finding for finding in found if finding.rule == rule.id and finding.claim in known]
        broken = [(one, view.item[one.claim]) for one in of if one.outcome == "fail"]
        counts = {name: sum(one.outcome == name for one in of) for name in _OUTCOMES}
        out.append(Asked(rule, counts, tuple(sorted(broken, key=lambda pair: pair[1].number))))
    return sorted(out, key=lambda one: (not one.broken, one.rule.severity != "fail"))


HANDLERS = (sourcing, ruled)
