"""Rules about who speaks: what one report hedges or attributes and another states as a fact of its own.

Each test is ``(claim, case, options) -> Ruling``. They compare passages of different reports that surely say the same
(``Case.alike``); where passages are only similar, nothing is asked.
"""

from __future__ import annotations

import re

from twosource.independence import SAME_WORDS, reports_differ, runs
from twosource.likeness import telling
from twosource.lineage import echoed, place
from twosource.model import Claim, Origin
from twosource.render import words
from twosource.rules.case import Case, Piece
from twosource.rules.records import NoOptions, Ruling, fails, passes, skips
from twosource.rules.unnamed import insider
from twosource.text import overlap
from twosource.ties import name_words

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
"""Words around which nobody thinks that they are the report's: a speech printed as it was held."""
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
PRINTED = 0.6
"""Share of a passage's words that stand in runs of the other's words: six in a row are also the title of a bill."""

FAR = 700
"""Characters before a passage in which a colon at the end of a paragraph brings in a quotation of several sentences."""
_INTRODUCED = re.compile(r":[ \t]*\n|\b[Ff]rom (?:the )?[A-Z][\w’' ]{2,40}:")
_REPORTS = re.compile(r"\b(?:reports?|reported|writes?|wrote|documents?|documented)\b", re.IGNORECASE)

DOUBTED, DOUBTED_WORDS = 0.6, 2
"""Share of the words of what is doubted that a passage has which states it, and how many at least: in 318 round-ups six
of twelve that had fewer stated something beside it ("is running" for "has apparently thrown his support")."""

NEAR = 400
"""Characters around a passage in which a report names whose words it prints: the sentence before and the one after."""

_WORD = re.compile(r"\w+")
_REPORTEDLY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|rumou?r(?:ed|s)?|unconfirmed|unverified|apparently)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[,;:.—–]\s|\s(?:when|after|as|while|because|since|but|and)\s")
_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purportedly|supposedly|rumou?r\w*|apparently|appears?|seems?|may|might|could|"
    r"would|possibl[ey]|perhaps|likely|probably|suspect\w*|accus\w+|according to|reports?|reported|said|says?|claim\w*|"
    r"believed|thought|unclear|unconfirmed|whether)\b|\?",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"[:?“\"‘]|['’] |\b(?:say|says|said|report\w*|officials?|sources?|alleg\w*|accus\w*|claims?|may|might|could|"
    r"according|told|tells?|calls?|thinks?|believes?|considers?|weighs?|likely|set to|plans?|expected|rumou?r\w*)\b",
    re.IGNORECASE,
)


def hedged_as_fact(claim: Claim, case: Case, _options: NoOptions) -> Ruling:
    """What one report gives as unconfirmed, another does not state as a fact.

    Unconfirmed: "reportedly", "allegedly", or the report says that it could not verify the words. Fails if a report
    of another outlet states the same in its own voice without any such word. Not asked: what somebody only believes
    or expects ("economists believe" does not doubt), and claims that nobody hedges.
    """
    pieces = case.pieces(claim)
    hedged = [piece for piece in pieces if _hedged(piece)]
    if not hedged:
        return skips("no report gives it as unconfirmed")
    flat = [piece for piece in pieces if piece.own_voice and not _HEDGES.search(piece.evidence.text)]
    pairs = [
        (doubt, fact)
        for doubt in hedged
        for fact in flat
        if case.alike(claim, doubt, fact) and _states(fact, _doubted(doubt, case))
    ]
    if not pairs:
        return passes(f"{case.outlets(hedged)} gives it as unconfirmed, and no other report surely states it as a fact")
    return fails(
        f"{case.outlets(fact for _, fact in pairs)} states in its own voice "
        f"what {case.outlets(doubt for doubt, _ in pairs)} gives as unconfirmed",
        tuple(dict.fromkeys(case.passage(piece) for pair in pairs for piece in pair)),
    )


def _doubted(piece: Piece, case: Case) -> frozenset[str]:
    """The telling words of what is given as unconfirmed: those behind "reportedly" in its clause, or a statement's."""
    text = piece.evidence.text
    hedge = _REPORTEDLY.search(text)
    if hedge is None:
        return frozenset(telling(case.said(piece)))
    behind = text[hedge.end() :]
    end = _CLAUSE_ENDS.search(behind)
    return frozenset(telling(behind[: end.start()] if end else behind))


def _states(piece: Piece, doubted: frozenset[str]) -> bool:
    """Whether a passage states what is doubted, and not only what stands beside it."""
    common = len(telling(piece.evidence.text) & doubted)
    return common >= DOUBTED_WORDS and common >= DOUBTED * len(doubted)


def _hedged(piece: Piece) -> bool:
    """Whether a report gives a passage as unconfirmed."""
    if piece.headline:
        return False
    said = piece.statement
    if said is None:
        return bool(_REPORTEDLY.search(piece.evidence.text))
    return said.certainty == "unverified" or (said.certainty == "hedged" and bool(_REPORTEDLY.search(piece.cue)))


# --- dropped ---------------------------------------------------------------------------------------------------------


def dropped_attribution(claim: Claim, case: Case, _options: NoOptions) -> Ruling:
    """What one report gives to a named source, another does not print as its own in the same words.

    The same words: most of the passage, in runs of six that two people do not hit upon by chance. Fails for a report
    of another outlet that prints them in its own voice, without quotation marks, and does not name that source near
    by, nor brings words in with a colon. Not asked about copies of one text, words of documents (they are printed at
    length), of reporters (whose own paper prints them) or of nobody named, and a speech printed in the first person.
    """
    pieces = case.pieces(claim)
    named = [piece for piece in pieces if piece.origin and piece.origin.kind in {"person", "organisation"}]
    if not named:
        return skips("no report gives it to a named source")
    if not any(piece.own_voice for piece in pieces):
        return skips("no report states it in its own voice")
    echoes = echoed([piece.evidence for piece in pieces], case.basis)
    dropped = []
    for piece in pieces:
        origins = echoes.get(place(piece.evidence), set()) if piece.own_voice else set()
        dropped += [
            (piece, first)
            for first in named
            if first.origin and first.origin.id in origins and _bare(piece, first, case)
        ]
    if not dropped:
        return passes(f"{case.outlets(named)} names who says it, and no other report prints these words as its own")
    first = dropped[0][1]
    return fails(
        f"{case.outlets(piece for piece, _ in dropped)} prints in its own voice the words that "
        f"{case.outlets([first])} gives to {words.line(first.origin.name if first.origin else '')}",
        tuple(dict.fromkeys([*(case.passage(piece) for piece, _ in dropped), *case.shown([first])])),
    )


def _bare(piece: Piece, first: Piece, case: Case) -> bool:
    """Whether a report prints the words without a sign that they are somebody's."""
    text, at = piece.article.text, piece.evidence
    around = text[max(0, at.start - NEAR) : at.end + NEAR]
    told = any(
        overlap(at, span)
        for said in case.dossier.statements
        if said.article == piece.article.id
        for span in (*said.content, *(part for part in (said.source, said.cue) if part))
    )
    return (
        reports_differ(piece.article.id, first.article.id, case.basis)
        and not told
        and not _FIRST_PERSON.search(at.text + _QUOTATION.sub("", around))
        and not re.search(r"[“”\"]", text[max(0, at.start - 1) : at.end + 1])
        and _printed(piece.evidence.text, case.said(first)) >= PRINTED
        and first.origin is not None
        and not (first.origin.kind == "person" and _REPORTS.search(first.cue))
        and not _INTRODUCED.search(text[max(0, at.start - FAR) : at.start])
        and not _is_named(first.origin, piece, around, case)
    )


def _printed(passage: str, said: str) -> float:
    """The share of a passage's words that stand in runs which it has in common with what was said."""
    words_there = [word.casefold() for word in _WORD.findall(passage)]
    common = runs(passage) & runs(said)
    covered = {
        at + step
        for at in range(len(words_there) - SAME_WORDS + 1)
        if tuple(words_there[at : at + SAME_WORDS]) in common
        for step in range(SAME_WORDS)
    }
    return len(covered) / len(words_there) if words_there else 0.0


def _is_named(origin: Origin, piece: Piece, around: str, case: Case) -> bool:
    """Whether the source is named around a passage, or is the outlet's own house."""
    if name_words(origin.name) & (name_words(around) | name_words(piece.article.outlet or "")):
        return True
    return any(
        entity.id == origin.entity
        and mention.end > piece.evidence.start - NEAR
        and mention.start < piece.evidence.end + NEAR
        for mention, entity in case.mentions.get(piece.article.id, ())
    )


# --- headlines -------------------------------------------------------------------------------------------------------


def headline_as_fact(claim: Claim, case: Case, _options: NoOptions) -> Ruling:
    """A headline does not state as a fact what its own report has from an unnamed source alone.

    Fails if a headline states the claim with no word that it is somebody's ("Sources:", "reportedly", "may",
    quotation marks), and all that its report gives for the claim is given to unnamed sources. Not asked: headlines of
    what a report states in its own voice or has from somebody named as well.
    """
    pieces = case.pieces(claim)
    found = []
    for headline in (piece for piece in pieces if piece.headline):
        body = [piece for piece in pieces if piece.article.id == headline.article.id and not piece.headline]
        if body and all(insider(piece) for piece in body):
            found.append((headline, body))
    if not found:
        return skips("no headline states what its report has from unnamed sources alone")
    flat = [(headline, body) for headline, body in found if not _ATTRIBUTED.search(headline.evidence.text)]
    if not flat:
        return passes(f"the headline in {case.outlets(h for h, _ in found)} says that it is somebody's word")
    return fails(
        f"the headline in {case.outlets(h for h, _ in flat)} states as a fact what the report has from "
        f"{words.listed(list(dict.fromkeys(piece.quoted for _, body in flat for piece in body)))} alone",
        tuple(dict.fromkeys(p for h, body in flat for p in (case.passage(h), *case.shown(body)))),
    )
