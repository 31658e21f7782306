"""Where the evidence of a claim goes back to: what ``standing`` asks before it says that all reports have one origin.

In: the evidence of a claim and the :class:`Basis` of its story. Out: which reports state it in one text
(:func:`texts`), and for some of the evidence the origins and outlets it goes back to (:func:`lineage`): those of its
statements, the outlets and people who relayed them, and, where a report states the claim in its own voice,

- whoever another report gives the same words to (six in a row in quotation marks, nine outside): it repeats them
  (:func:`echoed`);
- whoever the passage itself names as speaking ("Reed slammed the plan").

These readings say that reports have one source; they never make two independent (``independence`` decides that).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.houses import outlet_key
from twosource.independence import NAMED, Basis, are_tied, hands, runs, words_of
from twosource.model import Evidence, Passage
from twosource.text import covers, overlap

Place = tuple[str, int, int, str, tuple[str, ...]]

REACH = 120
"""Characters behind a name in which its verb stands: an apposition ("Jo Reed, who chairs the board,") and an adverb."""

PLAIN = 9
"""So many words in a row outside quotation marks are repeated from somebody. Fewer come of what there is to tell: two
reports on one charge share "with 269 counts of wire fraud and money laundering".
"""

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_TELLS = re.compile(
    r"(?:,[^,;.:“”\"]{1,80},)?\s*(?:(?:has|have|had|also|later|then|again|publicly|repeatedly|reportedly|now|once|first|"
    r"\w+ly)\s+){0,3}(?:said|says|told|tells|announce[sd]|wr(?:o|i)te(?:s)?|tweet(?:s|ed)|post(?:s|ed)|call(?:s|ed)|"
    r"accuse[sd]|criticis\w+|criticiz\w+|slam(?:s|med)|blast(?:s|ed)|blame[sd]|praise[sd]|den(?:ies|ied)|warn(?:s|ed)|"
    r"confirm(?:s|ed)|acknowledge[sd]|admit(?:s|ted)|signal(?:s|led|ed)|celebrate[sd]|welcome[sd]|vow(?:s|ed)|"
    r"promise[sd]|urge[sd]|demand(?:s|ed)|threaten(?:s|ed)|reject(?:s|ed)|dismiss(?:es|ed)|condemn(?:s|ed)|"
    r"complain(?:s|ed)|insist(?:s|ed)|argue[sd]|reveal(?:s|ed)|hail(?:s|ed)|apologi[sz]e[sd]|testif(?:ies|ied)|"
    r"shar(?:es|ed)|releas(?:es|ed)|issu(?:es|ed)|publish(?:es|ed)|disclos(?:es|ed)|"
    r"declin(?:es|ed)|refus(?:es|ed)|plead(?:s|ed)|suggest(?:s|ed)|claim(?:s|ed)|note[sd]|explain(?:s|ed)|describe[sd]|recall(?:s|ed)|pledge[sd]|quipped|joked)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according to|says|said)\s+(?:the\s+)?$", re.IGNORECASE)


def place(item: Evidence) -> Place:
    """By what a passage is told from the others of its claim, and their order."""
    return (item.article, item.start, item.end, item.statement or "", item.origins)


def texts(evidence: Sequence[Evidence], basis: Basis) -> list[list[str]]:
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


def echoed(evidence: Sequence[Evidence], basis: Basis) -> dict[Place, set[str]]:
    """For each passage that names nobody the origins whose words, as another report of the claim gives them, it
    repeats: whoever prints them has them from there.
    """
    said: dict[tuple[str, ...], set[str]] = {}
    for item in evidence:
        statement = basis.statements.get(item.statement or "")
        named = {o for o in item.origins if o in basis.origins and basis.origins[o].kind in NAMED}
        if statement and named:
            words = words_of(item, statement, basis)
            for run in runs(words) | runs(words, PLAIN):
                said.setdefault(run, set()).update(named)
    return {
        place(item): set().union(*(said.get(run, ()) for run in _telling(item.text)))
        for item in evidence
        if all(o in basis.origins and basis.origins[o].kind in {"outlet", "unknown"} for o in item.origins)
    }


def _telling(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of words that show whose words a passage has."""
    return runs(text, PLAIN).union(*(runs(quoted[1]) for quoted in _QUOTED.finditer(text)))


def lineage(evidence: Sequence[Evidence], basis: Basis, echoes: Mapping[Place, set[str]]) -> set[str]:
    """All that the evidence goes back to: "origin ID" for sources that are known, "outlet KEY" for outlets, also those
    through whose hands it came.
    """
    found: set[str] = set()
    for item in evidence:
        statement = basis.statements.get(item.statement or "")
        told = echoes.get(place(item), set()) | (_speaking(item, basis) if statement is None else set())
        found.update(f"origin {origin}" for origin in told)
        for origin in (basis.origins.get(origin) for origin in item.origins):
            if origin is None:
                continue
            if origin.kind != "unknown":
                found.add(f"outlet {outlet_key(origin.name)}" if origin.kind == "outlet" else f"origin {origin.id}")
            if statement:
                found.update(f"outlet {hand}" for hand in hands(statement, origin))
    return found


def _speaking(item: Evidence, basis: Basis) -> set[str]:
    """The origins that a passage in the report's own voice names as speaking."""
    article = basis.articles.get(item.article)
    if article is None:
        return set()
    text = article.text
    found = set()
    for mention, origin in basis.named.get(item.article, ()):
        if covers(item, mention) and (
            _TELLS.match(text, mention.end, min(item.end, mention.end + REACH))
            or _ACCORDING.search(text, max(item.start, mention.start - REACH), mention.start)
        ):
            found.add(origin)
    return found


def one_side(lineages: Sequence[set[str]], basis: Basis) -> set[str]:
    """The origins of one side that every report goes back to, every two of them tied. Empty if none."""
    speakers = [
        {token.removeprefix("origin ") for token in tokens if token.startswith("origin ")} for tokens in lineages
    ]
    everybody = sorted(set().union(*speakers))
    for centre in everybody:
        side = {centre}
        for origin in everybody:
            if all(are_tied(origin, member, basis) for member in side - {origin}):
                side.add(origin)
        if basis.origins[centre].kind in NAMED and all(report & side for report in speakers):
            return side
    return set()
