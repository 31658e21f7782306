"""The standing of a claim: the one place that counts outlets and origins and decides.

In: the evidence of a claim, and the :class:`Basis` of its story: articles, statements, origins, copies, entities,
all of which stand in a dossier, so that ``verify`` recomputes every standing from the file alone. Out: a
:class:`Judged`: the standing, the reason in one sentence about sources, and the passages that show it.

Rules, the first that holds:

``single``           one article states it.
``conflict``         the reports contradict each other on it (a conflict of kind "contradiction").
``corroborated``     two pieces of evidence are independent (the rules are in ``independence``).
``same-origin``      every report has it from one origin: a speaker, a document, an outlet, a text they share; or from
                     one side: a person and those who speak for him.
``not-established``  anything else: outlets in their own voice, or lineage that the text does not tell.

What this does not do: it says nothing about the world, weighs no outlet and no speaker, and never reads truth out
of a count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from msgspec import Struct

from twosource.independence import NAMED, Basis, are_tied, basis, hands, independent, outlet_key
from twosource.model import Article, Conflict, Evidence, Link, Origin, Passage, Span, StandingName
from twosource.text import overlap, quote, squash

__all__ = ["Basis", "Judged", "basis", "independent_origins", "judge", "outlets"]


SURE = 0.7
"""Log-odds from which two passages are alike enough to confirm one another, not only to stand together. Of the claims
called corroborated on the training stories and the example, the wrong ones rested on links of 0.0 to 0.5, the right
ones on 0.9 and more."""

Place = tuple[str, int, int, str, tuple[str, ...]]
Sure = frozenset[frozenset[Place]]


class Judged(Struct, frozen=True):
    """A standing, its reason, and the passages that show it."""

    standing: StandingName
    why: str
    grounds: tuple[Passage, ...]


def judge(
    evidence: Sequence[Evidence], basis: Basis, *, links: Iterable[Link], conflicts: Sequence[Conflict] = ()
) -> Judged:
    """The standing of the claim with this evidence; ``links`` say how alike its passages are (by their numbers in
    ``evidence``), ``conflicts`` were found on it.
    """
    sure = _sure(evidence, links)
    items = sorted(evidence, key=_place)
    if len({item.article for item in items}) < 2:  # noqa: PLR2004 - "several" starts at two
        return _single(items, basis)
    contradictions = [conflict for conflict in conflicts if conflict.kind == "contradiction"]
    if contradictions:
        return _conflict(min(contradictions, key=lambda conflict: conflict.id), basis)
    return _corroborated(items, basis, sure) or _same_origin(items, basis) or _not_established(items, basis)


def _sure(evidence: Sequence[Evidence], links: Iterable[Link]) -> Sure:
    return frozenset(
        frozenset((_place(evidence[link.first]), _place(evidence[link.second]))) for link in links if link.odds >= SURE
    )


def _place(item: Evidence) -> Place:
    return (item.article, item.start, item.end, item.statement or "", item.origins)


# --- counting ------------------------------------------------------------------------------------------------------


def outlets(articles: Iterable[Article]) -> tuple[str, ...]:
    """The different outlets, each by one of the names it is given under. Articles of unknown outlets add none."""
    named: dict[str, str] = {}
    for name in sorted(article.outlet for article in articles if article.outlet):
        if outlet_key(name):
            named.setdefault(outlet_key(name), squash(name))
    return tuple(sorted(named.values()))


def independent_origins(evidence: Sequence[Evidence], basis: Basis, *, links: Iterable[Link]) -> tuple[Origin, ...]:
    """Origins of which every two are independent in this evidence, as many as a greedy choice finds; none if no two
    are. Two passages count only where they are surely alike (``SURE``).

    When one named origin runs through all reports, what others add is comment or support of it; then only another
    outlet's own report counts beside it. When both reports state the claim in their own voice as well, they know it
    from somewhere else than the speakers, who only speak of it; then the two are no pair.
    """
    return _independent(sorted(evidence, key=_place), basis, _sure(evidence, links))


def _independent(items: Sequence[Evidence], basis: Basis, sure: Sure) -> tuple[Origin, ...]:
    common = _in_all_reports(items, basis)
    through = _through(items, basis)
    voiced = {item.article for item in items if item.statement is None and not _is_headline(item, basis)}
    pairs: set[tuple[str, str]] = set()
    for one, other in combinations(items, 2):
        if frozenset((_place(one), _place(other))) not in sure or {one.article, other.article} <= voiced:
            continue
        for a, b in product(one.origins, other.origins):
            pair = (min(a, b), max(a, b))
            if pair not in pairs and independent(one, a, other, b, basis) and _stands(pair, common, through, basis):
                pairs.add(pair)
    candidates = sorted({origin for pair in pairs for origin in pair})
    best: list[str] = []
    for first in sorted(pairs):
        group = list(first)
        for origin in candidates:
            if all((min(origin, member), max(origin, member)) in pairs for member in group):
                group.append(origin)
        best = max(best, sorted(group), key=len)
    return tuple(sorted((basis.origins[origin] for origin in best), key=lambda origin: (origin.name, origin.id)))


def _stands(pair: tuple[str, str], common: set[str], through: Mapping[str, set[str]], basis: Basis) -> bool:
    """Whether a pair of origins holds in view of all evidence of the claim."""
    a, b = pair
    if common and "outlet" not in {basis.origins[a].kind, basis.origins[b].kind}:
        return False
    return outlet_key(basis.origins[b].name) not in through.get(a, ()) and outlet_key(
        basis.origins[a].name
    ) not in through.get(b, ())


def _in_all_reports(evidence: Sequence[Evidence], basis: Basis) -> set[str]:
    """The named origins that every report of the evidence has it from."""
    reports: dict[str, set[str]] = {}
    for item in evidence:
        named = {o for o in item.origins if o in basis.origins and basis.origins[o].kind in NAMED}
        reports.setdefault(item.article, set()).update(named)
    return set.intersection(*reports.values()) if reports else set()


def _is_headline(item: Evidence, basis: Basis) -> bool:
    article = basis.articles.get(item.article)
    return article is not None and any(mark.kind == "headline" and overlap(item, mark) for mark in article.marks)


def _through(evidence: Sequence[Evidence], basis: Basis) -> dict[str, set[str]]:
    """For each origin the outlets and people through whom any report of the claim has it."""
    found: dict[str, set[str]] = {}
    for item in evidence:
        statement = basis.statements.get(item.statement or "")
        for origin in item.origins:
            if statement and origin in basis.origins:
                found.setdefault(origin, set()).update(hands(statement, basis.origins[origin]))
    return found


# --- deciding ------------------------------------------------------------------------------------------------------


def _single(evidence: Sequence[Evidence], basis: Basis) -> Judged:
    head = f"{_reports(evidence)} by {_names(evidence, basis)}"
    said = _sources(evidence, basis)
    why = f"{head}; origin: {said}." if said else f"{head}, in its own voice."
    return Judged("single", why, _cues(evidence, basis))


def _conflict(conflict: Conflict, basis: Basis) -> Judged:
    values = sorted(conflict.values)
    shown = "; ".join(f"“{squash(value.text)}” ({_outlet(value.article, basis)})" for value in values)
    grounds = tuple(Passage(article=v.article, start=v.start, end=v.end, text=v.text) for v in values)
    return Judged("conflict", f"The reports contradict each other ({conflict.slot}): {shown}.", grounds)


def _corroborated(evidence: Sequence[Evidence], basis: Basis, sure: Sure) -> Judged | None:
    origins = _independent(evidence, basis, sure)
    if not origins:
        return None
    told: list[str] = []
    shown: list[Evidence] = []
    for origin in origins:
        theirs = [item for item in evidence if origin.id in item.origins]
        told.append(f"{_sources(theirs, basis, only=origin.id)}, in {_names(theirs, basis)}")
        shown += theirs
    return Judged("corroborated", f"{len(origins)} independent origins: {'; '.join(told)}.", _cues(shown, basis))


def _same_origin(evidence: Sequence[Evidence], basis: Basis) -> Judged | None:
    head = f"{_reports(evidence)} by {_outlets(evidence, basis)}"
    groups = _texts(evidence, basis)
    if len(groups) == 1:
        wire = next((copy.wire for copy in basis.copies if copy.wire and set(copy.articles) & set(groups[0])), None)
        text = f"copies of one {wire} report" if wire else "sharing one text"
        return Judged("same-origin", f"{head}, all {text}.", _shared(evidence, basis))
    lineages = [_lineage([item for item in evidence if item.article in group], basis) for group in groups]
    common = sorted(set.intersection(*lineages))
    if common:
        theirs = [item for item in evidence if common[0] in _lineage([item], basis)]
        return Judged(
            "same-origin", f"{head}, all from one origin: {_sources(theirs, basis, voice=True)}.", _cues(theirs, basis)
        )
    side = _side(lineages, basis)
    if side:
        theirs = [item for item in evidence if set(item.origins) & side]
        return Judged("same-origin", f"{head}, all from one side: {_sources(theirs, basis)}.", _cues(theirs, basis))
    return None


def _not_established(evidence: Sequence[Evidence], basis: Basis) -> Judged:
    told: list[str] = []
    own: list[str] = []
    for article in sorted({item.article for item in evidence}, key=lambda a: (_outlet(a, basis), a)):
        said = _sources([item for item in evidence if item.article == article], basis)
        if said:
            told.append(f"{_outlet(article, basis)} has it from {said}")
        else:
            own.append(_outlet(article, basis))
    if own:
        told.append(f"{_and(own)} {'state it in their' if len(own) > 1 else 'states it in its'} own voice")
    verdict = (
        "the reports do not tell where they have it from" if len(told) == 1 and own else "not shown to be independent"
    )
    why = f"{'; '.join(told)}: {verdict}."
    return Judged("not-established", why[:1].upper() + why[1:], _cues(evidence, basis))


def _texts(evidence: Sequence[Evidence], basis: Basis) -> list[list[str]]:
    """The articles, those together that state the claim in one text: full copies, and partial copies whose evidence
    stands in the shared stretches.
    """
    articles = sorted({item.article for item in evidence})
    group = {article: article for article in articles}
    for copy in basis.copies:
        together = [
            a for a in copy.articles if a in group and (copy.extent == "full" or _within(a, evidence, copy.shared))
        ]
        for article in together[1:]:
            old, new = group[article], group[together[0]]
            group = {a: new if g == old else g for a, g in group.items()}
    return [[a for a in articles if group[a] == root] for root in sorted(set(group.values()))]


def _within(article: str, evidence: Sequence[Evidence], shared: Sequence[Passage]) -> bool:
    """Whether all evidence of an article touches what it shares."""
    spans = [passage.span for passage in shared if passage.article == article]
    return all(any(overlap(item, span) for span in spans) for item in evidence if item.article == article)


def _lineage(evidence: Sequence[Evidence], basis: Basis) -> set[str]:
    """All that the evidence goes back to: known origins, and the outlets through whose hands it came."""
    found: set[str] = set()
    for item in evidence:
        statement = basis.statements.get(item.statement or "")
        for origin in (basis.origins.get(origin) for origin in item.origins):
            if origin is None or origin.kind == "unknown":
                continue
            found.add(f"outlet {outlet_key(origin.name)}" if origin.kind == "outlet" else f"origin {origin.id}")
            if statement:
                found.update(f"outlet {hand}" for hand in hands(statement, origin))
    return found


def _side(lineages: Sequence[set[str]], basis: Basis) -> set[str]:
    """The origins of one side that every report goes back to: one origin and those tied to it. Empty if none."""
    speakers = [
        {token.removeprefix("origin ") for token in lineage if token.startswith("origin ")} for lineage in lineages
    ]
    for centre in sorted(set().union(*speakers)):
        side = {o for report in speakers for o in report if o == centre or are_tied(o, centre, basis)}
        if basis.origins[centre].kind in NAMED and all(report & side for report in speakers):
            return side
    return set()


# --- wording -------------------------------------------------------------------------------------------------------


def _reports(evidence: Sequence[Evidence]) -> str:
    count = len({item.article for item in evidence})
    return f"{count} report{'s' if count != 1 else ''}"


def _outlets(evidence: Sequence[Evidence], basis: Basis) -> str:
    articles = [basis.articles[a] for a in sorted({item.article for item in evidence}) if a in basis.articles]
    known = len(outlets(articles))
    unknown = sum(1 for article in articles if not article.outlet)
    told = f"{known} outlet{'s' if known != 1 else ''}"
    return told if not unknown else f"{told} and {unknown} unknown" if known else "unknown outlets"


def _outlet(article: str, basis: Basis) -> str:
    known = basis.articles.get(article)
    return squash(known.outlet) if known and known.outlet else "an unknown outlet"


def _names(evidence: Sequence[Evidence], basis: Basis) -> str:
    return _and(sorted({_outlet(item.article, basis) for item in evidence}))


def _and(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    return " and ".join([", ".join(distinct[:-1]), distinct[-1]] if len(distinct) > 1 else distinct)


def _sources(evidence: Sequence[Evidence], basis: Basis, *, only: str | None = None, voice: bool = False) -> str:
    """The origins of the evidence with their channels and relays; the outlets' own voices only if wanted."""
    found: dict[str, set[str]] = {}
    for item in evidence:
        statement = basis.statements.get(item.statement or "")
        for origin in (basis.origins.get(origin) for origin in item.origins):
            if origin is None or (only and origin.id != only) or not (statement or voice):
                continue
            details = found.setdefault(origin.name if origin.kind != "unknown" else "a source not named", set())
            if (
                statement
                and statement.channel_name
                and outlet_key(statement.channel_name) not in hands(statement, origin)
            ):
                details.add(statement.channel_name)
            if statement and origin.kind != "outlet":
                details.update(f"relayed by {name}" for name in statement.relayed_by)
    return _and(
        [f"{name} ({', '.join(sorted(details))})" if details else name for name, details in sorted(found.items())]
    )


# --- grounds -------------------------------------------------------------------------------------------------------


def _cues(evidence: Iterable[Evidence], basis: Basis) -> tuple[Passage, ...]:
    """The words that name the source and attribute, of every statement in the evidence."""
    found: set[Passage] = set()
    for item in evidence:
        statement, article = basis.statements.get(item.statement or ""), basis.articles.get(item.article)
        if statement and article:
            spans: tuple[Span | None, ...] = (statement.source, statement.cue)
            found.update(quote(article.id, article.text, span) for span in spans if span)
    return tuple(sorted(found))


def _shared(evidence: Sequence[Evidence], basis: Basis) -> tuple[Passage, ...]:
    """The shared stretches in which the evidence stands, and the credit of the agency whose text it is."""
    articles = sorted({item.article for item in evidence})
    found: set[Passage] = set()
    for copy in basis.copies:
        found.update(
            passage
            for passage in copy.shared
            if any(item.article == passage.article and overlap(item, passage) for item in evidence)
        )
    for article in (basis.articles[a] for a in articles if a in basis.articles):
        found.update(quote(article.id, article.text, mark) for mark in article.marks if mark.kind == "credit")
    return tuple(sorted(found))
