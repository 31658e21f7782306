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

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from msgspec import Struct

from twosource.houses import outlet_key
from twosource.independence import (
    NAMED,
    Basis,
    basis,
    basis_of,
    first_hand,
    hands,
    heard_apart,
    independent,
    with_conflicts,
)
from twosource.lineage import Place, echoed, lineage, one_side, place, texts
from twosource.model import Article, Conflict, Evidence, Link, Origin, Passage, Span, StandingName
from twosource.text import overlap, quote, squash

__all__ = [
    "ORDER",
    "Basis",
    "Judged",
    "basis",
    "basis_of",
    "carried_by",
    "heard",
    "independent_origins",
    "judge",
    "outlets",
    "with_conflicts",
]


ORDER: tuple[StandingName, ...] = ("conflict", "corroborated", "same-origin", "not-established", "single")
"""The order in which claims are shown: what is contradicted and what is confirmed first."""

SURE, SURE_OF_REPORT = 1.7, 1.0
"""Log-odds from which two passages are alike enough to confirm one another, not only to stand together. Chosen on the
planted distortions and the stories (1.5 confirms hardly more of what is true, and the first remarks that only touch on
one thing) after some 60 pairs that were called independent in 16 events of ``news_cluster`` had been read; to be looked
at again whenever a judge of pairs is trained anew. Of another outlet's report on a person beside what that person says
of himself, less is asked: the rules of ``independence`` have made sure that both tell of his doing.
"""

UNDECIDED = -0.2
"""Log-odds of reading below which it speaks against two passages."""

SHOWN = 4
"""Names in one phrase of a reason: more are counted, so that a claim of thirty reports can be read."""

CLIPPED = 80
"""Characters of a report's words in a reason."""

_WWW = re.compile(r"^(?:https?://)?www\.", re.IGNORECASE)

NEAR = 0.7
"""... and from which a passage is near enough to another not to stand at the edge of its claim ..."""

READ_NEAR = 0.7
"""... and the log-odds of reading from which it is."""

DIFFERENT = frozenset({"differs", "contradicts"})
"""Relations of passages that do not confirm one another, however alike they are."""

Odds = dict[frozenset[Place], float]


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
    odds = _odds(evidence, links)
    items = sorted(evidence, key=place)
    if _is_single(items):
        return _single(items, basis)
    contradictions = [conflict for conflict in conflicts if conflict.kind == "contradiction"]
    if contradictions:
        return _conflict(min(contradictions, key=lambda conflict: conflict.id), basis)
    return _corroborated(items, basis, odds) or _same_origin(items, basis) or _not_established(items, basis)


def stood(
    evidence: Sequence[Evidence], basis: Basis, *, links: Iterable[Link], conflicts: Sequence[Conflict] = ()
) -> tuple[StandingName, tuple[Origin, ...]]:
    """The standing that :func:`judge` gives, without its reason, and the :func:`independent_origins`: for the many
    steps of a claim's past, of which nobody reads a reason.
    """
    items = sorted(evidence, key=place)
    if _is_single(items):
        return "single", ()
    origins = tuple(_independent(items, basis, _odds(evidence, links)))
    if any(conflict.kind == "contradiction" for conflict in conflicts):
        return "conflict", origins
    if origins:
        return "corroborated", origins
    return "same-origin" if _one_origin(items, basis) else "not-established", ()


def _is_single(items: Iterable[Evidence]) -> bool:
    return len({item.article for item in items}) < 2  # noqa: PLR2004 - "several" starts at two


def _odds(evidence: Sequence[Evidence], links: Iterable[Link]) -> Odds:
    """How alike the passages are: by their features, where reading both together does not speak against it (then they
    are near at best); two that read alike are near, whatever their features.
    """
    found: Odds = {}
    for link in links:
        alike = link.odds if _borne_out(link) else min(link.odds, NEAR)
        near = NEAR if link.read is not None and link.read >= READ_NEAR else alike
        found[frozenset((place(evidence[link.first]), place(evidence[link.second])))] = max(alike, near)
    return found


def _borne_out(link: Link) -> bool:
    return link.relation not in DIFFERENT and (link.read is None or link.read >= UNDECIDED)


# --- counting ------------------------------------------------------------------------------------------------------


def outlets(articles: Iterable[Article]) -> tuple[str, ...]:
    """The different outlets, each by one of the names it is given under. Articles of unknown outlets add none."""
    named: dict[str, str] = {}
    for name in sorted(article.outlet for article in articles if article.outlet):
        if outlet_key(name):
            named.setdefault(outlet_key(name), _shown(name))
    return tuple(sorted(named.values()))


def carried_by(articles: Iterable[Article]) -> tuple[int, int]:
    """How widely something is carried: by how many outlets (each article of an unknown one for itself), and reports."""
    every = tuple(articles)
    unknown = sum(not outlet_key(article.outlet or "") for article in every)
    return len(outlets(every)) + unknown, len(every)


def independent_origins(evidence: Sequence[Evidence], basis: Basis, *, links: Iterable[Link]) -> tuple[Origin, ...]:
    """Origins of which every two are independent in this evidence, as many as a greedy choice finds; none if no two
    are. Two passages count only where they are surely alike (``SURE``), and neither stands at the edge of the claim.

    When one named origin runs through all reports, what others add is comment or support of it; then only another
    outlet's own report counts beside it. When both reports state the claim in their own voice as well, they know it
    from somewhere else than the speakers, who only speak of it; then the two are no pair.
    """
    return tuple(_independent(sorted(evidence, key=place), basis, _odds(evidence, links)))


def heard(evidence: Sequence[Evidence], basis: Basis) -> tuple[Evidence, ...]:
    """Passages of which every two were heard first hand and apart (``heard_apart``), as a greedy choice finds them: one
    for each outlet that heard a source of its own.
    """
    found: list[Evidence] = []
    for item in sorted(evidence, key=place):
        said = basis.statements.get(item.statement or "")
        if said and first_hand(said, basis) and all(heard_apart(item, other, basis) for other in found):
            found.append(item)
    return tuple(found)


def _independent(items: Sequence[Evidence], basis: Basis, odds: Odds) -> dict[Origin, tuple[Evidence, ...]]:
    """The origins that are independent, each with the passages that show it, in the order of their names."""
    common = _in_all_reports(items, basis)
    through = _through(items, basis)
    voiced = {item.article for item in items if item.statement is None and not _is_headline(item, basis)}
    pairs: dict[tuple[str, str], set[Evidence]] = {}
    central = [item for item in items if item.statement and _is_central(item, items, odds)]
    for one, other in combinations(central, 2):
        if {one.article, other.article} <= voiced:
            continue
        alike = odds.get(frozenset((place(one), place(other))), 0.0)
        for a, b in product(one.origins, other.origins):
            pair = (min(a, b), max(a, b))
            report = "outlet" in {basis.origins[o].kind for o in pair if o in basis.origins}
            if alike < (SURE_OF_REPORT if report else SURE):
                continue
            if independent(one, a, other, b, basis) and _stands(pair, common, through, basis):
                pairs.setdefault(pair, set()).update((one, other))
    candidates = sorted({origin for pair in pairs for origin in pair})
    best: list[str] = []
    for first in sorted(pairs):
        group = list(first)
        for origin in candidates:
            if all((min(origin, member), max(origin, member)) in pairs for member in group):
                group.append(origin)
        best = max(best, sorted(group), key=len)
    shown = {item for pair, both in pairs.items() if set(pair) <= set(best) for item in both}
    return {
        origin: tuple(sorted((item for item in shown if origin.id in item.origins), key=place))
        for origin in sorted((basis.origins[id_] for id_ in best), key=lambda origin: (origin.name, origin.id))
    }


def _is_central(item: Evidence, items: Sequence[Evidence], odds: Odds) -> bool:
    """Whether a passage is near some passage of most other reports: on the edge of a claim stands what
    is only about the same matter.
    """
    others = {other.article for other in items} - {item.article}
    near = {other.article for other in items if odds.get(frozenset((place(item), place(other))), 0.0) >= NEAR}
    return 2 * len(near & others) > len(others)


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
    why = f"{head}; origin: {said}" if said else f"{head}, in its own voice"
    return Judged("single", _ended(why), _cues(evidence, basis))


def _conflict(conflict: Conflict, basis: Basis) -> Judged:
    values = sorted(conflict.values)
    told = dict.fromkeys(f"“{_clipped(value.text)}” ({_outlet(value.article, basis)})" for value in values)
    more = [f"{len(told) - SHOWN} more"] if len(told) > SHOWN else []
    shown = "; ".join([*list(told)[:SHOWN], *more])
    grounds = tuple(Passage(article=v.article, start=v.start, end=v.end, text=v.text) for v in values)
    return Judged("conflict", f"The reports contradict each other ({conflict.slot}): {shown}.", grounds)


def _corroborated(evidence: Sequence[Evidence], basis: Basis, odds: Odds) -> Judged | None:
    origins = _independent(evidence, basis, odds)
    if not origins:
        return None
    told: list[str] = []
    shown: list[Evidence] = []
    for origin, theirs in origins.items():
        told.append(f"{_sources(theirs, basis, only=origin.id)}, in {_names(theirs, basis)}")
        shown += theirs
    why = _ended(f"{len(origins)} independent origins: {'; '.join(told)}")
    return Judged("corroborated", why, _cues(shown, basis))


class _OneOrigin(Struct, frozen=True):
    """What all reports have it from: a text they share, else a token of ``lineage``, else origins of one side."""

    text: tuple[str, ...] = ()
    token: str = ""
    side: frozenset[str] = frozenset()


def _one_origin(evidence: Sequence[Evidence], basis: Basis) -> _OneOrigin | None:
    groups = texts(evidence, basis)
    if len(groups) == 1:
        return _OneOrigin(text=tuple(groups[0]))
    echoes = echoed(evidence, basis)
    lineages = [lineage([item for item in evidence if item.article in group], basis, echoes) for group in groups]
    common = sorted(set.intersection(*lineages), key=lambda token: (token.startswith("outlet "), token))
    if common:
        return _OneOrigin(token=common[0])
    side = one_side(lineages, basis)
    return _OneOrigin(side=frozenset(side)) if side else None


def _same_origin(evidence: Sequence[Evidence], basis: Basis) -> Judged | None:
    one = _one_origin(evidence, basis)
    if one is None:
        return None
    head = f"{_reports(evidence)} by {_outlets(evidence, basis)}"
    if one.text:
        wire = next((copy.wire for copy in basis.copies if copy.wire and set(copy.articles) & set(one.text)), None)
        text = f"copies of one {wire} report" if wire else "sharing one text"
        return Judged("same-origin", f"{head}, all {text}.", _shared(evidence, basis))
    if one.token:
        theirs = [item for item in evidence if one.token in lineage([item], basis, {})]
        said = _one(one.token, theirs, basis)
        return Judged("same-origin", _ended(f"{head}, all from one origin: {said}"), _cues(theirs, basis))
    theirs = [item for item in evidence if set(item.origins) & one.side]
    cited = {origin for item in theirs for origin in item.origins} & one.side
    word = "side" if len(cited or one.side) > 1 else "origin"
    said = _sources(theirs, basis) or _and([_shown(basis.origins[origin].name) for origin in sorted(one.side)])
    return Judged("same-origin", _ended(f"{head}, all from one {word}: {said}"), _cues(theirs, basis))


def _not_established(evidence: Sequence[Evidence], basis: Basis) -> Judged:
    told: dict[tuple[str, ...], list[Evidence]] = {}
    for article in sorted({item.article for item in evidence}, key=lambda a: (_outlet(a, basis), a)):
        theirs = [item for item in evidence if item.article == article]
        said = {name for item in theirs if item.statement in basis.statements for name in _origins(item, basis)}
        told.setdefault(tuple(sorted(said)), []).extend(theirs)
    own = _listed(told.pop((), []), basis)
    parts = []
    for theirs in told.values():
        names = _listed(theirs, basis)
        parts.append(f"{_and(names)} {'have' if len(names) > 1 else 'has'} it from {_sources(theirs, basis)}")
    if len(parts) > SHOWN:
        rest = len({name for theirs in list(told.values())[SHOWN - 1 :] for name in _listed(theirs, basis)})
        parts = [*parts[: SHOWN - 1], f"{rest} more outlet{'s have' if rest > 1 else ' has'} it from other sources"]
    if own:
        parts.append(f"{_and(own)} {'state it in their' if len(own) > 1 else 'states it in its'} own voice")
    house = _of_one_house(_articles(evidence, basis))
    verdict = ("not shown to be independent" if told else "the reports do not tell where they have it from") + house
    return Judged("not-established", _sentence(f"{'; '.join(parts)}: {verdict}."), _cues(evidence, basis))


# --- wording -------------------------------------------------------------------------------------------------------


def _reports(evidence: Sequence[Evidence]) -> str:
    count = len({item.article for item in evidence})
    return f"{count} report{'s' if count != 1 else ''}"


def _outlets(evidence: Sequence[Evidence], basis: Basis) -> str:
    articles = _articles(evidence, basis)
    known = len(outlets(articles))
    unknown = sum(1 for article in articles if not article.outlet)
    told = f"{known} outlet{'s' if known != 1 else ''}{_of_one_house(articles)}"
    return told if not unknown else f"{told} and {unknown} unknown" if known else "unknown outlets"


def _articles(evidence: Sequence[Evidence], basis: Basis) -> list[Article]:
    """The articles that the evidence stands in, each once."""
    return [basis.articles[a] for a in sorted({item.article for item in evidence}) if a in basis.articles]


def _of_one_house(articles: Sequence[Article]) -> str:
    """How many of the outlets have one owner, in brackets; nothing if no two have."""
    owners: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for article in articles:
        if article.outlet and article.owner:
            owners.setdefault(article.owner.casefold(), set()).add(outlet_key(article.outlet))
            names[article.owner.casefold()] = article.owner
    shared = [f"{len(keys)} owned by {_shown(names[one])}" for one, keys in sorted(owners.items()) if len(keys) > 1]
    return f" ({', '.join(shared)})" if shared else ""


def _outlet(article: str, basis: Basis) -> str:
    known = basis.articles.get(article)
    return _shown(known.outlet) if known and known.outlet and outlet_key(known.outlet) else "an unknown outlet"


def _shown(name: str) -> str:
    """A name as it is shown: a host without "www."."""
    return _WWW.sub("", squash(name))


def _ended(words: str) -> str:
    """With a full stop, and not two ("Corvo Steel Inc.")."""
    return f"{words.rstrip('.')}."


def _clipped(words: str) -> str:
    """Words of a report, the first of them if they are many."""
    squashed = squash(words)
    return squashed if len(squashed) <= CLIPPED else squashed[:CLIPPED].rsplit(" ", 1)[0] + " …"


def _sentence(words: str) -> str:
    """With a capital, unless it begins with a host ("quaynews.example has it from ...")."""
    return words if "." in words.split(" ", 1)[0].rstrip(".,;:") else words[:1].upper() + words[1:]


def _names(evidence: Sequence[Evidence], basis: Basis) -> str:
    return _and(_listed(evidence, basis))


def _listed(evidence: Sequence[Evidence], basis: Basis) -> list[str]:
    """The outlets of the evidence, each once."""
    return sorted({_outlet(item.article, basis) for item in evidence})


def _origins(item: Evidence, basis: Basis) -> list[str]:
    """What the origins of a passage are called in a reason."""
    known = (basis.origins[origin] for origin in item.origins if origin in basis.origins)
    return [_shown(origin.name) if origin.kind != "unknown" else "a source not named" for origin in known]


def _and(names: Sequence[str]) -> str:
    """The names in one phrase, each once; of many only the first."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) > SHOWN:
        distinct = [*distinct[: SHOWN - 1], f"{len(distinct) - SHOWN + 1} more"]
    return " and ".join([", ".join(distinct[:-1]), distinct[-1]] if len(distinct) > 1 else distinct)


def _one(token: str, evidence: Sequence[Evidence], basis: Basis) -> str:
    """The one origin of all reports, a token of ``lineage``, with its channels and relays."""
    sort, _, known = token.partition(" ")
    if sort == "origin":
        return _sources(evidence, basis, only=known) or _shown(basis.origins[known].name)
    relays = (name for item in evidence for name in _relays(item, basis))
    names = [*(origin.name for origin in basis.origins.values() if origin.kind == "outlet"), *sorted(relays)]
    return next((_shown(name) for name in names if outlet_key(name) == known), known)


def _relays(item: Evidence, basis: Basis) -> tuple[str, ...]:
    statement = basis.statements.get(item.statement or "")
    return statement.relayed_by if statement else ()


def _sources(evidence: Sequence[Evidence], basis: Basis, *, only: str | None = None) -> str:
    """The origins of the statements in the evidence with their channels and relays; empty for own voices."""
    channels: dict[str, set[str]] = {}
    relays: dict[str, set[str]] = {}
    for item in evidence:
        statement = basis.statements.get(item.statement or "")
        for origin in (basis.origins.get(origin) for origin in item.origins):
            if origin is None or statement is None or (only and origin.id != only):
                continue
            name = _shown(origin.name) if origin.kind != "unknown" else "a source not named"
            through = map(_shown, statement.relayed_by) if origin.kind != "outlet" else ()
            relays.setdefault(name, set()).update(through)
            channel = {statement.channel_name} if statement.channel_name else set()
            known = hands(statement, origin) | {word.casefold() for word in name.split()}
            channels.setdefault(name, set()).update(c for c in channel if not {outlet_key(c), c.casefold()} & known)
    return _and([f"{name}{_ways(channels[name], relays[name])}" for name in sorted(channels)])


def _ways(channels: set[str], relays: set[str]) -> str:
    """How a source's words came to the reports, in brackets."""
    ways = [*sorted(channels), *([f"relayed by {_and(sorted(relays))}"] if relays else [])]
    return f" ({', '.join(ways)})" if ways else ""


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
