"""A dossier as tables: one definition for CSV and Parquet.

In: a dossier. Out: :data:`TABLES`, each with a name, typed columns and the rows that a dossier gives it. Every row
keeps the ids that join it to others, and the characters (``article``, ``start``, ``end``: half-open, code points of the
article's text) of the words that it quotes; ``reports`` holds the texts, so that the tables can be checked alone. A
number (``number``, ``first``, ``second``) counts from 1 what stands in a list of the dossier.

The tables are in third normal form as far as people can still read them: what has several values (the origins of a
passage, the spans of a statement, who relayed it) is a table of its own; only the words of a span are repeated.

What this does not do: write (``spreadsheet``, ``parquet``), or judge (``standing`` counts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from twosource import standing
from twosource.model import Article, Dossier, Passage, Span, Statement
from twosource.text import covers

Kind = Literal["text", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column: its name, the type of its cells (any may have no value), and what it holds."""

    name: str
    kind: Kind
    meaning: str


class Table(NamedTuple):
    """A table: its name, what a row is, its columns, and the rows of a dossier."""

    name: str
    row: str
    columns: tuple[Column, ...]
    rows: Callable[[Dossier], Iterator[Row]]


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _integer(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning)


def _part(name: str, meaning: str) -> tuple[Column, ...]:
    """The columns of a span of the report that the row names."""
    return (
        _integer(f"{name}_start", f"{meaning}: first character"),
        _integer(f"{name}_end", "character after the last one"),
        _text(f"{name}_text", "the words"),
    )


_ARTICLE = _text("article", "id of the report")
_WORDS = (
    _ARTICLE,
    _integer("start", "first character of the words in the report's text, from 0"),
    _integer("end", "character after the last one"),
    _text("text", "the words"),
)
_CLAIM = _text("claim", "id of the claim")
_STATEMENT = _text("statement", "id of the statement")
_NUMBER = _integer("number", "place in the list, from 1")


class _Texts:
    """The texts of a dossier's reports."""

    def __init__(self, dossier: Dossier) -> None:
        self._texts: Mapping[str, str] = {article.id: article.text for article in dossier.articles}

    def words(self, article: str, span: Span) -> Row:
        return (article, span.start, span.end, self._texts[article][span.start : span.end])

    def part(self, article: str, span: Span | None) -> Row:
        """Start, end and words; nothing for no span."""
        return self.words(article, span)[1:] if span else (None, None, None)


def _of(passage: Passage) -> Row:
    return (passage.article, passage.start, passage.end, passage.text)


# --- reports ---------------------------------------------------------------------------------------------------------


def _reports(dossier: Dossier) -> Iterator[Row]:
    for a in dossier.articles:
        dated = (a.dated.method, a.dated.certainty) if a.dated else (None, None)
        known = (a.id, a.file, a.url, a.outlet, a.owner, a.title, a.published, a.published_from, *dated)
        yield (*known, a.language, a.byline, a.credit, a.sha256, a.raw_sha256, len(a.text), a.text)


def _marks(dossier: Dossier) -> Iterator[Row]:
    for article in dossier.articles:
        for mark in article.marks:
            words = (article.id, mark.start, mark.end, article.text[mark.start : mark.end])
            yield (*words, mark.kind, _left_out(article, mark.span))


def _left_out(article: Article, span: Span) -> bool:
    return any(covers(outer, span) for outer in article.boilerplate)


def _times(dossier: Dossier) -> Iterator[Row]:
    texts = _Texts(dossier)
    for time in dossier.times:
        yield (*texts.words(time.article, time.span), time.value)


def _copies(dossier: Dossier) -> Iterator[Row]:
    for number, copy in enumerate(dossier.copies, start=1):
        for article in copy.articles:
            yield (number, article, copy.extent, copy.wire)


def _shared(dossier: Dossier) -> Iterator[Row]:
    for number, copy in enumerate(dossier.copies, start=1):
        for passage in copy.shared:
            yield (number, *_of(passage))


# --- who said it ------------------------------------------------------------------------------------------------------


def _said(dossier: Dossier) -> Iterator[tuple[Statement, bool]]:
    yield from ((statement, False) for statement in dossier.statements)
    yield from ((statement, True) for statement in dossier.refusals)


def _statements(dossier: Dossier) -> Iterator[Row]:
    texts = _Texts(dossier)
    for s, refusal in _said(dossier):
        how = (s.manner, s.anonymous, s.channel, s.channel_name, s.certainty, refusal)
        yield (
            s.id,
            s.article,
            s.speaker,
            s.origin,
            *how,
            *texts.part(s.article, s.source),
            *texts.part(s.article, s.cue),
        )


def _contents(dossier: Dossier) -> Iterator[Row]:
    texts = _Texts(dossier)
    for statement, _ in _said(dossier):
        for number, span in enumerate(statement.content, start=1):
            yield (statement.id, number, *texts.words(statement.article, span))


def _relays(dossier: Dossier) -> Iterator[Row]:
    for statement, _ in _said(dossier):
        for number, name in enumerate(statement.relayed_by, start=1):
            yield (statement.id, number, name)


def _origins(dossier: Dossier) -> Iterator[Row]:
    for origin in dossier.origins:
        yield (origin.id, origin.name, origin.kind, origin.entity)


def _entities(dossier: Dossier) -> Iterator[Row]:
    for entity in dossier.entities:
        yield (entity.id, entity.name, entity.kind)


def _mentions(dossier: Dossier) -> Iterator[Row]:
    for entity in dossier.entities:
        for passage in entity.mentions:
            yield (entity.id, entity.kind, *_of(passage))


# --- claims -----------------------------------------------------------------------------------------------------------


def _claims(dossier: Dossier) -> Iterator[Row]:
    basis = standing.basis_of(dossier)
    for claim in dossier.claims:
        articles = [basis.articles[a] for a in sorted({e.article for e in claim.evidence})]
        independent = standing.independent_origins(claim.evidence, basis, links=claim.links)
        counts = (len(articles), len(standing.outlets(articles)), len(independent))
        yield (claim.id, claim.standing, *counts, *_of(claim.wording), claim.why, claim.repeats)


def _evidence(dossier: Dossier) -> Iterator[Row]:
    for claim in dossier.claims:
        for number, e in enumerate(claim.evidence, start=1):
            yield (claim.id, number, e.article, e.start, e.end, e.text, e.statement)


def _evidence_origins(dossier: Dossier) -> Iterator[Row]:
    for claim in dossier.claims:
        for number, evidence in enumerate(claim.evidence, start=1):
            for origin in evidence.origins:
                yield (claim.id, number, origin)


def _links(dossier: Dossier) -> Iterator[Row]:
    for claim in dossier.claims:
        for link in claim.links:
            yield (claim.id, link.first + 1, link.second + 1, link.odds, link.read, link.relation)


def _grounds(dossier: Dossier) -> Iterator[Row]:
    for claim in dossier.claims:
        for number, passage in enumerate(claim.grounds, start=1):
            yield (claim.id, number, *_of(passage))


def _conflicts(dossier: Dossier) -> Iterator[Row]:
    for conflict in dossier.conflicts:
        for number, v in enumerate(conflict.values, start=1):
            known = (conflict.id, conflict.claim, conflict.slot, conflict.kind)
            yield (*known, number, v.article, v.start, v.end, v.text, v.value, conflict.why)


def _timeline(dossier: Dossier) -> Iterator[Row]:
    for moment in dossier.timeline:
        for claim in moment.claims:
            yield (moment.when, claim)


# --- the rest ---------------------------------------------------------------------------------------------------------


def _rulings(dossier: Dossier) -> Iterator[Row]:
    for number, ruling in enumerate(dossier.corrections, start=1):
        for passage in ruling.passages:
            yield (number, ruling.ruling, ruling.about, *_of(passage), ruling.by, ruling.at, ruling.note)


def _problems(dossier: Dossier) -> Iterator[Row]:
    for problem in dossier.problems:
        yield (problem.about, problem.stage, problem.message)


TABLES: tuple[Table, ...] = (
    Table(
        "reports",
        "a report",
        (
            _text("id", "id of the report"),
            _text("file", "the file it was read from"),
            _text("url", "its address"),
            _text("outlet", "who published it"),
            _text("owner", "whom the outlet belongs to"),
            _text("title", "its headline"),
            _text("published", "when it was published (ISO 8601)"),
            _text("published_from", "how that is known"),
            _text("dated_method", "by what method the page tells it"),
            _text("dated_certainty", "how surely"),
            _text("language", "ISO 639-1"),
            _text("byline", "its authors"),
            _text("credit", "the agency it credits"),
            _text("sha256", "SHA-256 of the text in UTF-8"),
            _text("raw_sha256", "SHA-256 of the bytes that were read"),
            _integer("characters", "code points of the text"),
            _text("text", "the text that all characters are counted in"),
        ),
        _reports,
    ),
    Table(
        "claims",
        "a claim",
        (
            _text("id", "id of the claim"),
            _text("standing", "how it stands"),
            _integer("reports", "reports that carry it"),
            _integer("outlets", "outlets that carry it"),
            _integer("independent", "origins of which every two are independent"),
            *_WORDS,
            _text("why", "the reason of its standing"),
            _text("repeats", "id of the claim that most of its passages stand in"),
        ),
        _claims,
    ),
    Table(
        "evidence",
        "a passage that states a claim",
        (
            _CLAIM,
            _NUMBER,
            *_WORDS,
            _text("statement", "id of the statement it belongs to; none: the outlet's own voice"),
        ),
        _evidence,
    ),
    Table(
        "evidence_origins",
        "an origin of a passage that states a claim",
        (_CLAIM, _integer("number", "the passage's number in evidence"), _text("origin", "id of the origin")),
        _evidence_origins,
    ),
    Table(
        "links",
        "two passages of a claim that were judged alike",
        (
            _CLAIM,
            _integer("first", "the one's number in evidence"),
            _integer("second", "the other's"),
            Column("odds", "number", "natural log of the odds that both carry the claim, by their features"),
            Column("read", "number", "the same by reading both together"),
            _text("relation", "how they stand to one another"),
        ),
        _links,
    ),
    Table("grounds", "a passage that shows why a claim stands so", (_CLAIM, _NUMBER, *_WORDS), _grounds),
    Table(
        "conflicts",
        "one report's value where reports differ",
        (
            _text("conflict", "id of the difference"),
            _CLAIM,
            _text("slot", "what differs"),
            _text("kind", "how"),
            _NUMBER,
            *_WORDS,
            _text("value", "what the words were read as"),
            _text("why", "the reason of the kind"),
        ),
        _conflicts,
    ),
    Table(
        "statements",
        "words given to somebody, or a refusal to say any",
        (
            _text("id", "id of the statement"),
            _ARTICLE,
            _text("speaker", "id of the entity that speaks"),
            _text("origin", "id of the origin"),
            _text("manner", "direct, indirect or mixed"),
            Column("anonymous", "boolean", "whether the source is not named"),
            _text("channel", "how it reached the reporter"),
            _text("channel_name", "the channel's name"),
            _text("certainty", "how certain it is put"),
            Column("refusal", "boolean", "whether somebody was asked and would not say"),
            *_part("source", "who is named as the source"),
            *_part("cue", "the words that give it to him"),
        ),
        _statements,
    ),
    Table("contents", "a stretch of the words of a statement", (_STATEMENT, _NUMBER, *_WORDS), _contents),
    Table(
        "relays",
        "who stands between a statement and its report",
        (_STATEMENT, _integer("number", "from 1, the nearest to the report first"), _text("name", "who relayed it")),
        _relays,
    ),
    Table(
        "origins",
        "where statements go back to",
        (
            _text("id", "id of the origin"),
            _text("name", "its name"),
            _text("kind", "what it is"),
            _text("entity", "id of the entity that it is"),
        ),
        _origins,
    ),
    Table(
        "entities",
        "a person, an organisation, a place",
        (_text("id", "id of the entity"), _text("name", "the fullest name used"), _text("kind", "what it is")),
        _entities,
    ),
    Table(
        "mentions",
        "a place where an entity is mentioned",
        (_text("entity", "id of the entity"), _text("kind", "what it is"), *_WORDS),
        _mentions,
    ),
    Table("times", "a date or time that a report names", (*_WORDS, _text("value", "ISO 8601, or a pattern")), _times),
    Table(
        "timeline",
        "a claim on the time line",
        (_text("when", "ISO 8601, or a pattern"), _CLAIM),
        _timeline,
    ),
    Table(
        "copies",
        "a report that shares text with others",
        (
            _integer("copy", "the number of the group, from 1"),
            _ARTICLE,
            _text("extent", "full or partial"),
            _text("wire", "the agency whose copy it is"),
        ),
        _copies,
    ),
    Table("shared", "a stretch of shared text", (_integer("copy", "the number of the group"), *_WORDS), _shared),
    Table(
        "marks",
        "a stretch of a report that is no running text",
        (
            *_WORDS,
            _text("kind", "what it is"),
            Column("left_out", "boolean", "whether it is no part of the report"),
        ),
        _marks,
    ),
    Table(
        "rulings",
        "a passage that a person ruled on",
        (
            _integer("ruling", "the number of the ruling, from 1"),
            _text("ruled", "what was ruled"),
            _text("about", "on what"),
            *_WORDS,
            _text("by", "by whom"),
            _text("at", "when"),
            _text("note", "why"),
        ),
        _rulings,
    ),
    Table(
        "problems",
        "something wrong with an input",
        (_text("about", "with what"), _text("stage", "where it was found"), _text("message", "what, and what to do")),
        _problems,
    ),
)
