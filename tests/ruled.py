"""Invented stories for the desk rules, made from sentences: what each report says, and who is given it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from making import article, claim, evidence, linked, origin, said
from twosource.model import (
    Article,
    Claim,
    Conflict,
    Copy,
    Dossier,
    Entity,
    Evidence,
    MadeBy,
    Mark,
    Origin,
    OriginKind,
    StandingName,
    Statement,
)
from twosource.rules.case import Case
from twosource.rules.catalogue import TESTS
from twosource.rules.records import Ruling


class Told(Struct, frozen=True):
    """One report of a story with what it gives as evidence for the claim."""

    article: Article
    evidence: tuple[Evidence, ...]
    statements: tuple[Statement, ...] = ()
    origins: tuple[Origin, ...] = ()


def voice(name: str, text: str, *, around: str = "", **more: object) -> Told:
    """A report that states the text in its own voice; ``around`` stands before it, and is no evidence."""
    report = article(name, f"{around}{text}", **more)
    return Told(report, (evidence(report, text),))


def gives(  # noqa: PLR0913 - a remark has that many sides
    name: str,
    text: str,
    content: str,
    source: str,
    *,
    kind: OriginKind = "anonymous",
    called: str | None = None,
    cue: str | None = "said",
    outlet: str | None = "",
    headline: str = "",
    behind: str = "",
    **more: object,
) -> Told:
    """A report in which ``content`` of the text is given to a source. ``called`` names the origin, ``headline`` is one
    more passage of the claim, ``behind`` follows the text and is no evidence.
    """
    whole = (f"{headline}\n\n" if headline else "") + text + behind
    marks = (Mark(start=0, end=len(headline), kind="headline"),) if headline else ()
    report = article(name, whole, outlet, marks=marks)
    goes_back = origin(
        called or source, kind, entity=f"e-{called or source}" if kind in {"person", "organisation"} else None
    )
    statement = said(
        report,
        content,
        source,
        cue=cue,
        origin=goes_back.id,
        anonymous=kind == "anonymous",
        **more,  # type: ignore[arg-type]
    )
    items = [evidence(report, text, goes_back.id, statement=statement)]
    if headline:
        items.insert(0, evidence(report, headline))
    return Told(report, tuple(items), (statement,), (goes_back,))


def story(
    *told: Told,
    standing: StandingName = "not-established",
    odds: float = 5.0,
    entities: Sequence[Entity] = (),
    refusals: Sequence[Statement] = (),
    copies: Sequence[Copy] = (),
    conflicts: Sequence[Conflict] = (),
    others: Sequence[Article] = (),
) -> Dossier:
    """A dossier of one claim, "c-1", that all these reports carry; ``others`` are reports that do not."""
    items = tuple(item for one in told for item in one.evidence)
    made = structs.replace(claim("c-1", *items), links=linked(items, odds), standing=standing)
    return Dossier(
        made_by=MadeBy(twosource="test"),
        title="Test",
        articles=(*(one.article for one in told), *others),
        statements=tuple(statement for one in told for statement in one.statements),
        refusals=tuple(refusals),
        origins=tuple({origin.id: origin for one in told for origin in one.origins}.values()),
        claims=(made,),
        conflicts=tuple(conflicts),
        copies=tuple(copies),
        entities=tuple(entities),
    )


def ask(test: str, made: Dossier, which: Claim | None = None, **options: object) -> Ruling:
    """What a test says of the (first) claim."""
    kind = TESTS[test]
    return kind.ask(which or made.claims[0], Case(made), kind.options(**options))
