"""What people mean by an id or a name: stories, articles, claims, statements, passages of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, or_, select

from twosource.case import articles, stories
from twosource.corrections import Asked
from twosource.errors import UsageError
from twosource.model import Article, Correction, Dossier, Passage, Problem, Span
from twosource.publication import order
from twosource.store import schema as db
from twosource.store.database import last
from twosource.text import places, quote


def article(connection: Connection, name: str) -> Article:
    """The article under an id, an address or a file name. Raises :class:`UsageError` if there is none, or several."""
    table = db.articles
    query = select(table.c.id).where(or_(table.c.id == name, and_(table.c.url == name, table.c.current == 1)))
    found = sorted(set(connection.execute(query).scalars()))
    if not found:
        query = select(db.pages.c.article).where(db.pages.c.file == name, db.pages.c.article.is_not(None))
        today = articles.current(connection, sorted(set(connection.execute(query).scalars())))
        found = sorted(set(today.values()))
    if len(found) != 1:
        many = f"several reports are ({', '.join(found)})" if found else "no report is"
        raise UsageError(f"{many} named {name!r:.120}: give the id, the address or the file name of one")
    return articles.load(connection, found)[found[0]]


def is_article(connection: Connection, name: str) -> bool:
    """Whether a report has this id, address or file name."""
    table, added = db.articles, db.pages
    known = select(table.c.id).where(or_(table.c.id == name, table.c.url == name)).limit(1)
    filed = select(added.c.id).where(added.c.file == name, added.c.article.is_not(None)).limit(1)
    return any(connection.execute(query).first() for query in (known, filed))


def reports_named(connection: Connection, asked: Iterable[Asked | Problem]) -> list[Article]:
    """The reports that lines of a file of rulings name."""
    names = {
        passage["report"]
        for line in asked
        if isinstance(line, Asked) and isinstance(line.told.get("passages"), list)
        for passage in line.told["passages"]
        if isinstance(passage, dict) and isinstance(passage.get("report"), str)
    }
    table = db.articles
    current = and_(table.c.current == 1, or_(table.c.id.in_(names), table.c.url.in_(names)))
    filed = select(db.pages.c.article).where(db.pages.c.file.in_(names), db.pages.c.article.is_not(None))
    found = set(connection.execute(select(table.c.id).where(current)).scalars())
    found |= set(articles.current(connection, sorted(set(connection.execute(filed).scalars()))).values())
    return list(articles.load(connection, found).values())


def story_of(connection: Connection, id_: str) -> str:
    """The story of today that an id means: of a story, a claim or an article."""
    known = connection.execute(select(db.claims.c.story).where(db.claims.c.id == id_)).scalar()
    if known:
        return stories.resolve(connection, known)
    if connection.execute(select(db.stories.c.id).where(db.stories.c.id == id_)).first():
        return stories.resolve(connection, id_)
    named = article(connection, id_)
    today = articles.current(connection, [named.id]).get(named.id)
    found = stories.of_article(connection, today or named.id)
    if found is None:
        raise UsageError(f"{id_} is in no story")
    return found


def is_of_story(connection: Connection, id_: str) -> bool:
    """Whether an id is one of a story, a claim or an article: entities and statements are known to dossiers alone."""
    tables = (db.claims, db.stories, db.articles)
    return any(connection.execute(select(table.c.id).where(table.c.id == id_)).first() for table in tables)


def claim_of_today(connection: Connection, id_: str) -> str:
    """The claim that took a claim up, or the claim itself."""
    found = last(connection, db.claims, id_)
    if found is None:
        raise UsageError(f"there is no claim {id_}: `show STORY` lists the claims of a story")
    return found


def check(connection: Connection, ruling: Correction) -> None:
    """Raise :class:`UsageError` if the passages of a ruling are not words of reports of the case."""
    known = articles.load(connection, (passage.article for passage in ruling.passages))
    for passage in ruling.passages:
        found = known.get(passage.article)
        if found is None:
            raise UsageError(f"no report has the id {passage.article}")
        if not passage.text.strip() or found.text[passage.start : passage.end] != passage.text:
            raise UsageError(f"“{passage.text:.80}” does not stand at {passage.start} in {found.file}")


def passage(connection: Connection, report: str, words: str, start: int | None = None) -> Passage:
    """The words in a report. Raises :class:`UsageError` where they stand nowhere, or often and ``start`` tells none."""
    found = article(connection, report)
    starts = places(found.text, words)
    if start in starts:
        starts = [at for at in starts if at == start]
    if len(starts) != 1:
        often = f"{len(starts)} times ({', '.join(map(str, starts[:5]))}): say where" if starts else "nowhere"
        raise UsageError(f"{words!r:.80} stands {often} in {found.file}")
    return quote(found.id, found.text, Span(starts[0], starts[0] + len(words)))


def passages_of(connection: Connection, ids: Sequence[str], made: Iterable[Dossier]) -> list[Passage]:
    """A passage for each id: of a claim its wording (of a second claim a passage in another report), of an entity its
    first mention, of a statement its first words, of an article or a story a headline.
    """
    found: list[Passage] = []
    held = list(made)
    for id_ in ids:
        options = [p for dossier in held for p in _options(dossier, id_)] or [headline(connection, id_)]
        taken = {passage.article for passage in found}
        found.append(next((p for p in options if p.article not in taken), options[0]))
    return found


def _options(dossier: Dossier, id_: str) -> list[Passage]:
    texts = {a.id: a.text for a in dossier.articles}
    for claim in dossier.claims:
        if claim.id == id_:
            return [claim.wording, *(quote(e.article, texts[e.article], e) for e in claim.evidence)]
    for entity in dossier.entities:
        if entity.id == id_:
            return list(entity.mentions)
    for said in dossier.statements:
        if said.id == id_:
            return [quote(said.article, texts[said.article], said.content[0])]
    return []


def headline(connection: Connection, id_: str) -> Passage:
    """The headline of an article, or of the first article of a story; its first line where none is marked."""
    if connection.execute(select(db.stories.c.id).where(db.stories.c.id == id_)).first():
        story = stories.resolve(connection, id_)
        ids = stories.members(connection, story)
        known = articles.load(connection, ids)
        one = min(known.values(), key=order)
    else:
        one = article(connection, id_)
    mark = next((mark.span for mark in one.marks if mark.kind == "headline"), None)
    if mark is None:
        start = len(one.text) - len(one.text.lstrip())
        end = one.text.find("\n", start)
        mark = Span(start, end if end > start else len(one.text))
    return quote(one.id, one.text, mark)
