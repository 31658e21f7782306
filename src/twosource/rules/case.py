"""A dossier as the rules look at it: every passage of a claim with its report, its statement and its source's words.

In: a dossier that holds (``verify``); a reference that resolves to nothing is passed over. Out: a :class:`Case`. What
this does not do: count or judge. How a claim stands, who is independent of whom and how many outlets there are say
``standing`` and ``independence``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from twosource import standing
from twosource.houses import outlet_key
from twosource.independence import meet, reports_differ, words_of
from twosource.likeness import telling
from twosource.model import Article, Claim, Conflict, Dossier, Entity, Evidence, Origin, Passage, Statement
from twosource.render import words
from twosource.text import overlap, quote

_HEADLINES = frozenset({"headline", "repeated-headline"})
FEWEST_SHARED, SHARED = 2, 0.5
"""Telling words, names aside, that passages which say the same have in common: so many, and such a share of the shorter
one. Chosen by reading what the rules found in 60 stories: below it stood passages that name the same people."""
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w’'-]*")
CLIPPED = 80
"""Characters of a source's words in a reason."""


class Piece(Struct, frozen=True):
    """One passage of a claim: ``number`` is its place in ``Claim.evidence``; ``source`` and ``cue`` are the words of
    its statement's source and cue, empty if it has none.
    """

    number: int
    evidence: Evidence
    article: Article
    headline: bool
    statement: Statement | None
    origin: Origin | None
    source: str
    cue: str

    @property
    def own_voice(self) -> bool:
        """Whether the report states it itself, in its body."""
        return self.statement is None and not self.headline

    @property
    def quoted(self) -> str:
        """The source's words as a reason shows them."""
        return f"“{words.clipped(self.source, CLIPPED)}”" if self.source else "nobody named"


class Case:
    """A dossier, indexed for the rules. Made once for all claims; everything is derived from the dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.articles = {article.id: article for article in dossier.articles}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.origins = {origin.id: origin for origin in dossier.origins}
        self._headlines = {a.id: [mark for mark in a.marks if mark.kind in _HEADLINES] for a in dossier.articles}
        self._pieces: dict[str, tuple[Piece, ...]] = {}

    @cached_property
    def basis(self) -> standing.Basis:
        made = self.dossier
        return standing.basis_of(made)

    @cached_property
    def houses(self) -> frozenset[str]:
        """The keys of all outlets that the reports are of, name as a source or have a remark from."""
        named = [article.outlet for article in self.dossier.articles]
        named += [origin.name for origin in self.dossier.origins if origin.kind == "outlet"]
        named += [said.channel_name for said in self.dossier.statements if said.channel == "other-outlet"]
        return frozenset(outlet_key(name) for name in named if name)

    @cached_property
    def conflicts(self) -> dict[str, list[Conflict]]:
        """Claim id -> the differences found on it."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.dossier.conflicts:
            found.setdefault(conflict.claim, []).append(conflict)
        return found

    @cached_property
    def mentions(self) -> dict[str, list[tuple[Passage, Entity]]]:
        """Article id -> who is mentioned there, in text order."""
        found: dict[str, list[tuple[Passage, Entity]]] = {}
        for entity in self.dossier.entities:
            for mention in entity.mentions:
                found.setdefault(mention.article, []).append((mention, entity))
        return {article: sorted(here, key=lambda m: (m[0], m[1].id)) for article, here in found.items()}

    def pieces(self, claim: Claim) -> tuple[Piece, ...]:
        """The passages of a claim, in the order of its evidence."""
        if claim.id not in self._pieces:
            every = (self._piece(number, item) for number, item in enumerate(claim.evidence))
            self._pieces[claim.id] = tuple(piece for piece in every if piece)
        return self._pieces[claim.id]

    def _piece(self, number: int, item: Evidence) -> Piece | None:
        article = self.articles.get(item.article)
        if article is None:
            return None
        said = self.statements.get(item.statement or "")
        return Piece(
            number,
            item,
            article,
            any(overlap(item, mark) for mark in self._headlines[article.id]),
            said,
            self.origins.get(said.origin) if said else None,
            article.text[said.source.start : said.source.end] if said and said.source else "",
            article.text[said.cue.start : said.cue.end] if said and said.cue else "",
        )

    def said(self, piece: Piece) -> str:
        """The words of a passage that are its speaker's; all of it in a report's own voice."""
        return words_of(piece.evidence, piece.statement, self.basis) if piece.statement else piece.evidence.text

    def alike(self, claim: Claim, one: Piece, other: Piece) -> bool:
        """Whether two passages of different reports, no copies of one another, surely say the same: the odds by which
        passages confirm one another, and most words of the shorter one that are no names. Two passages about the same
        people have their names in common, whatever they tell of them.
        """
        pair = {one.number, other.number}
        return (
            any({link.first, link.second} == pair and link.odds >= standing.SURE for link in claim.links)
            and reports_differ(one.article.id, other.article.id, self.basis)
            and meet(self.said(one), self.said(other), report=False)
            and _tell_the_same(self.said(one), self.said(other))
        )

    def outlets(self, pieces: Iterable[Piece]) -> str:
        """The outlets of passages, in one phrase."""
        articles = {piece.article.id: piece.article for piece in pieces}
        unknown = ["a report of an unknown outlet"] if any(not a.outlet for a in articles.values()) else []
        return words.line(words.listed([*standing.outlets(articles.values()), *unknown])) or "a report"

    def shown(self, pieces: Iterable[Piece]) -> tuple[Passage, ...]:
        """The passages that show whose words these are: source and cue; without them, the passage itself."""
        found: set[Passage] = set()
        for piece in pieces:
            spans = (piece.statement.source, piece.statement.cue) if piece.statement else (None, None)
            told = [quote(piece.article.id, piece.article.text, span) for span in spans if span]
            found.update(told or [self.passage(piece)])
        return tuple(sorted(found))

    def passage(self, piece: Piece) -> Passage:
        """The passage itself."""
        return quote(piece.article.id, piece.article.text, piece.evidence)


def _tell_the_same(a: str, b: str) -> bool:
    first, second = (telling(_CAPITALISED.sub("", words)) for words in (a, b))
    common, shorter = len(first & second), min(len(first), len(second))
    return common >= FEWEST_SHARED and common >= SHARED * shorter
