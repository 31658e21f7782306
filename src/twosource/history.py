"""Since when a claim is known: who had it first, how its outlets and origins grew, and what was left out on the way.

In: a claim, and the :class:`~twosource.standing.Basis` of its story; or a whole dossier (:func:`of`). Out: a
:class:`Since`. It is a function of what stands in a dossier and is stored nowhere: whoever has the file can compute it
again. Outlets and origins are counted by ``standing`` alone, which also says how the claim stood at each step.

The order of two reports is what their dates show (``publication``), and no more. So a claim may have several first
appearances, of which none is known to be the first; and a step tells what *for sure* was out by its time: a report of
which only the day is known is counted from the end of that day. A report without a date takes no part in either.

The number of independent origins can fall: a later report may show that one origin has it from another, or that the
claim is about something else than two early passages. Each step is what could be said at its time of the reports that
were out by then, in the knowledge of today: who speaks for whom and what is a copy is read from the whole story.

What this does not do: the first report of a dossier is the first that was collected, not the first in the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC

from msgspec import Struct, structs

from twosource import standing
from twosource.dropped import Dropped, dropped
from twosource.model import Claim, Conflict, Dossier, Evidence, Link, Origin, Passage, StandingName
from twosource.publication import Window, before, out_by, window
from twosource.standing import Basis
from twosource.text import overlap

__all__ = ["Appearance", "Dropped", "Since", "Step", "of", "since"]


_UNCONFIRMED: dict[StandingName | None, tuple[StandingName, tuple[Origin, ...]]] = {
    "single": ("single", ()), "same-origin": ("same-origin", ()), "not-established": ("not-established", ())
}  # fmt: skip
"""How claims stand that have no two independent origins, with these: nothing is to be judged again."""


class Appearance(Struct, frozen=True, kw_only=True, order=True):
    """A report's first passage of a claim (a headline only if there is no other), the date of the report as found, and
    the origins (ids) that the report has the claim from in any passage.
    """

    article: str
    published: str | None
    passage: Passage
    origins: tuple[str, ...]


class Step(Struct, frozen=True, kw_only=True):
    """What was out for sure ``by`` a time: a date as found, or a moment in UTC where dates with and without an offset
    meet. ``articles`` came out since the step before; ``outlets`` are all that had the claim by then, ``origins`` (ids)
    those of which every two are independent, ``standing`` is how the claim stood.
    """

    by: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    standing: StandingName


class Since(Struct, frozen=True, kw_only=True):
    """The past of a claim. ``first``: the appearances that no other is known to precede (none if no report is dated);
    ``undated``: those whose order is not known; ``steps`` in time; ``dropped``: what later reports left out.
    """

    claim: str
    first: tuple[Appearance, ...] = ()
    undated: tuple[Appearance, ...] = ()
    steps: tuple[Step, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def of(dossier: Dossier) -> dict[str, Since]:
    """The past of every claim of a dossier, by the claim's id."""
    basis = standing.basis_of(dossier)
    on: dict[str, list[Conflict]] = {}
    for conflict in dossier.conflicts:
        on.setdefault(conflict.claim, []).append(conflict)
    return {
        claim.id: since(claim, basis, conflicts=on.get(claim.id, ()), today=claim.standing) for claim in dossier.claims
    }


def since(
    claim: Claim, basis: Basis, *, conflicts: Sequence[Conflict] = (), today: StandingName | None = None
) -> Since:
    """The past of one claim; ``conflicts`` were found on it. ``today``: how it was judged to stand with all of its
    evidence, if it was (it is not judged again then where it has no two origins).
    """
    articles = sorted({item.article for item in claim.evidence} & basis.articles.keys())
    windows = {article: window(basis.articles[article].published) for article in articles}
    dated = {article: known for article, known in windows.items() if known}
    first = [article for article in dated if not any(before(other, dated[article]) for other in dated.values())]
    return Since(
        claim=claim.id,
        first=tuple(_appearance(article, claim.evidence, basis) for article in first),
        undated=tuple(_appearance(article, claim.evidence, basis) for article in articles if not windows[article]),
        steps=tuple(_steps(claim, dated, basis, conflicts, today)),
        dropped=dropped(claim.evidence, basis, links=claim.links),
    )


def _appearance(article: str, evidence: Iterable[Evidence], basis: Basis) -> Appearance:
    known = basis.articles[article]
    theirs = sorted(item for item in evidence if item.article == article)
    marks = [mark for mark in known.marks if mark.kind == "headline"]
    chosen = next((item for item in theirs if not any(overlap(item, mark) for mark in marks)), theirs[0])
    return Appearance(
        article=article,
        published=known.published,
        passage=Passage(article=article, start=chosen.start, end=chosen.end, text=chosen.text),
        origins=tuple(sorted({origin for item in theirs for origin in item.origins})),
    )


def _steps(
    claim: Claim, dated: dict[str, Window], basis: Basis, conflicts: Sequence[Conflict], today: StandingName | None
) -> Iterable[Step]:
    # a value that differs may stand in a report that is no evidence of the claim
    beside = {
        value.article for conflict in conflicts for value in conflict.values
    } & basis.articles.keys() - dated.keys()
    known = {article: window(basis.articles[article].published) for article in sorted(beside)}
    every = dated | {article: found for article, found in known.items() if found}
    moments = dict(zip(every, out_by(list(every.values())), strict=True))
    one_clock = len({found.zoned for found in every.values()}) == 1
    for moment in sorted({moments[article] for article in dated}):
        new = tuple(article for article in dated if moments[article] == moment)
        out = {article for article in every if moments[article] <= moment}
        whole = every.keys() <= out and len(dated) == len({item.article for item in claim.evidence})
        evidence, links = (claim.evidence, claim.links) if whole else _until(claim, out)
        stands, counted = (
            _UNCONFIRMED[today]
            if whole and today in _UNCONFIRMED
            else standing.stood(evidence, basis, links=links, conflicts=_known(conflicts, out))
        )
        by = basis.articles[new[0]].published if one_clock else moment.replace(tzinfo=UTC).isoformat("T", "minutes")
        yield Step(
            by=by or "",
            articles=new,
            outlets=standing.outlets(basis.articles[article] for article in sorted(out & dated.keys())),
            origins=tuple(origin.id for origin in counted),
            standing=stands,
        )


def _until(claim: Claim, out: set[str]) -> tuple[list[Evidence], list[Link]]:
    """The evidence in these articles, and the links between it under their new numbers."""
    kept = [i for i, item in enumerate(claim.evidence) if item.article in out]
    number = {old: new for new, old in enumerate(kept)}
    links = [
        Link(number[link.first], number[link.second], link.odds)
        for link in claim.links
        if link.first in number and link.second in number
    ]
    return [claim.evidence[i] for i in kept], links


def _known(conflicts: Iterable[Conflict], out: set[str]) -> list[Conflict]:
    """The conflicts that these articles have among themselves: at least two of their values differ."""
    found = []
    for conflict in conflicts:
        values = tuple(value for value in conflict.values if value.article in out)
        if len({value.value for value in values}) > 1:
            found.append(structs.replace(conflict, values=values))
    return found
