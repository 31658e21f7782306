"""Searching a case: reports, what was said by whom, and claims, by words and by where they stand.

In: words (all must occur; ``"..."`` a phrase; ``word*`` a beginning; ``-word`` not), and filters. Out: :class:`Hit`
records, the best first (BM25, SQLite's FTS5; words are stemmed, accents and case do not matter).

The index has a row for every current report, every statement in one, and every claim that more than one report has:
what a single report states is found as the report's text. It is renewed in the transaction that changes what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    text,
)

from twosource.case.records import FoundKind, Hit
from twosource.errors import UsageError
from twosource.model import Article, Dossier, Reading
from twosource.store import schema as db
from twosource.store.database import parts
from twosource.text import squash

TABLE = db.findable
FILTERS = ("kind", "speaker", "outlet", "channel", "standing", "story", "since", "until")
"""By what hits can be narrowed: ``speaker`` and ``outlet`` by a part of the name, ``since`` and ``until`` by day."""

_TOKEN = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"\w+")
_AROUND = 24
"""Words of a snippet."""
_SHOWN = 240
"""Characters shown where no words were looked for."""

WORDS = table("words", column("rowid"), column("said"), column("who"), column("rank"))
"""The full-text index: a table that the database counts the rows of and ranks by itself."""

_MAIN = (
    select(db.members.c.story).where(db.members.c.article == TABLE.c.article, db.members.c.main == 1).limit(1)
).scalar_subquery()
_COLUMNS = [
    func.coalesce(TABLE.c.story, _MAIN).label(name) if name == "story" else TABLE.c[name]
    for name in Hit.__struct_fields__
    if name != "snippet"
]


def index(connection: Connection, article: Article, reading: Reading) -> None:
    """Make a report and its statements findable."""
    forget(connection, articles=[article.id])
    day = (article.published or "")[:10] or None
    shared = {"article": article.id, "outlet": article.outlet, "day": day}
    rows: list[tuple[dict[str, Any], str, str]] = [
        ({"kind": "article", "ref": article.id, **shared}, _shown(article), article.outlet or "")
    ]
    for said in reading.statements:
        words = " … ".join(squash(article.text[part.start : part.end]) for part in said.content)
        who = squash(article.text[said.source.start : said.source.end]) if said.source else ""
        first, last = min(p.start for p in said.content), max(p.end for p in said.content)
        where = {"speaker": who or None, "channel": said.channel, "start": first, "end": last}
        rows.append(({"kind": "statement", "ref": said.id, **shared, **where}, words, who))
    _put(connection, rows)


def _shown(article: Article) -> str:
    """The report's title, if it is not its first line, and its text."""
    title = squash(article.title or "")
    return (
        article.text
        if not title or squash(article.text[: len(title) + 80]).startswith(title)
        else (f"{title}\n\n{article.text}")
    )


def index_claims(connection: Connection, story: str, dossier: Dossier) -> None:
    """Make the shared claims of a story findable, and its statements by the full names of those who made them."""
    forget(connection, stories=[story])
    outlets = {article.id: article.outlet for article in dossier.articles}
    days = {article.id: (article.published or "")[:10] or None for article in dossier.articles}
    rows: list[tuple[dict[str, Any], str, str]] = []
    for claim in dossier.claims:
        if len({item.article for item in claim.evidence}) > 1:
            at = claim.wording
            row = {
                "kind": "claim",
                "ref": claim.id,
                "article": at.article,
                "story": story,
                "outlet": outlets[at.article],
                "standing": claim.standing,
                "day": days[at.article],
                "start": at.start,
                "end": at.end,
            }
            rows.append((row, squash(at.text), ""))
    _put(connection, rows)
    name_speakers(connection, dossier)


def name_speakers(connection: Connection, dossier: Dossier) -> None:
    """Whom the comparison found to have spoken, in place of the words of the source."""
    names = {entity.id: entity.name for entity in dossier.entities}
    known = [(s.id, names[s.speaker]) for s in dossier.statements if s.speaker in names]
    numbers: dict[str, tuple[int, str | None]] = {}
    for part in parts([ref for ref, _ in known]):
        query = select(TABLE.c.n, TABLE.c.ref, TABLE.c.speaker)
        rows = connection.execute(query.where(TABLE.c.kind == "statement", TABLE.c.ref.in_(part)))
        numbers |= {ref: (n, speaker) for n, ref, speaker in rows}
    changed = [(numbers[ref][0], name) for ref, name in known if ref in numbers and numbers[ref][1] != name]
    if changed:
        values = [{"n_": n, "name": name} for n, name in changed]
        connection.execute(TABLE.update().where(TABLE.c.n == bindparam("n_")).values(speaker=bindparam("name")), values)
        connection.execute(text("UPDATE words SET who = :name WHERE rowid = :n_"), values)


def forget(connection: Connection, *, articles: Sequence[str] = (), stories: Sequence[str] = ()) -> None:
    """Take reports with their statements, or the claims of stories, out of the index."""
    if articles:
        where = TABLE.c.article.in_(articles) & (TABLE.c.kind != "claim")
    else:
        where = TABLE.c.story.in_(stories) & (TABLE.c.kind == "claim")
    gone = [{"n_": n} for n in connection.execute(select(TABLE.c.n).where(where)).scalars()]
    if gone:
        connection.execute(text("DELETE FROM words WHERE rowid = :n_"), gone)
        connection.execute(delete(TABLE).where(where))


def _put(connection: Connection, rows: Iterable[tuple[Mapping[str, Any], str, str]]) -> None:
    for row, said, who in rows:
        n = connection.execute(insert(TABLE).values(**row)).inserted_primary_key
        assert n is not None  # noqa: S101 - the table counts its rows
        connection.execute(
            text("INSERT INTO words (rowid, said, who) VALUES (:n, :said, :who)"),
            {"n": n[0], "said": _plain(said), "who": _plain(who)},
        )


def _plain(words: str) -> str:
    """Words that a database can hold: half a surrogate pair is no character."""
    return words.encode("utf-8", "replace").decode("utf-8")


def find(connection: Connection, words: str, *, limit: int = 20, **filters: str | None) -> list[Hit]:
    """The best hits. ``filters``: any of :data:`FILTERS`."""
    conditions = list(_conditions({name: value for name, value in filters.items() if value is not None}))
    match = query(words)
    if match is None and not conditions:
        raise UsageError("nothing to search for: give words, or a filter such as --speaker")
    chosen = select(*_COLUMNS).where(*conditions)
    if match is None:
        shown = func.substr(WORDS.c.said, 1, _SHOWN)
        chosen = chosen.join(WORDS, WORDS.c.rowid == TABLE.c.n).order_by(TABLE.c.day.desc(), TABLE.c.n)
    else:
        shown = func.snippet(literal_column("words"), 0, "[", "]", "…", _AROUND)
        matching = literal_column("words").op("MATCH", is_comparison=True)(match)
        chosen = chosen.select_from(WORDS.join(TABLE, TABLE.c.n == WORDS.c.rowid)).where(matching)
        chosen = chosen.order_by(WORDS.c.rank)  # the index gives them in this order: no more are looked at than shown
    rows = connection.execute(chosen.add_columns(shown.label("snippet")).limit(limit)).mappings()
    return [Hit(**{**row, "snippet": squash(row["snippet"])}) for row in rows]


def query(words: str) -> str | None:
    """What was asked for in FTS5's language, so that no sign in it can be an error; None if it holds no word."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TOKEN.findall(words):
        parts = _WORD.findall(phrase or word)
        if not parts:
            continue
        term = '"' + " ".join(parts) + '"' + ("*" if word.endswith("*") else "")
        (unwanted if minus else wanted).append(term)
    if not wanted:
        return None
    return " ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)


def _conditions(filters: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
    for name, value in filters.items():
        if name == "kind" and value not in get_args(FoundKind):
            raise UsageError(f"what is found is any of {', '.join(get_args(FoundKind))}, not {value!r:.40}")
        if name in {"speaker", "outlet"}:
            yield TABLE.c[name].contains(value, autoescape=True)
        elif name == "since":
            yield TABLE.c.day >= value
        elif name == "until":
            yield func.substr(TABLE.c.day, 1, len(value)) <= value
        elif name == "story":
            within = select(db.members.c.article).where(db.members.c.story == value)
            yield or_(TABLE.c.story == value, TABLE.c.article.in_(within))
        elif name in FILTERS:
            yield TABLE.c[name] == value
        else:
            raise UsageError(f"there is no filter {name}: there are {', '.join(FILTERS)}")
