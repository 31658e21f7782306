"""From stories to dossiers: what has changed is compared again, and nothing else.

In: a case whose stories are settled. Out: a dossier for every story of several reports; what is new in it is told
(:mod:`twosource.case.changes`), its claims are findable. The key of a dossier names all it was made of: the articles
with their marks, the readings, the rulings, the owners of outlets, the program with its models. A story whose key is
that of its dossier is not compared again.

A story of one report has nothing to compare: its dossier is made when somebody asks for it (:func:`made_now`), and so
is one that is not up to date, without being kept.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec
from msgspec import Struct, structs
from sqlalchemy import Connection, delete, select, update

from twosource import codec, compare, desk
from twosource.case import articles, changes, dossiers, judged, log, rulings, search, settings, stories
from twosource.case.records import Change
from twosource.case.sharing import at_once, shares
from twosource.corrections import marked
from twosource.model import Article, Correction, Dossier, Reading
from twosource.owners import owned
from twosource.seams import Map, Progress
from twosource.store import Store
from twosource.store import schema as db
from twosource.store.database import parts, put, replace
from twosource.text import make_id

TABLE = db.stories

LEAST = 2
"""Reports of a story that is compared without being asked for."""


HELD = 16
"""Stories in memory at a time."""


class Stuff(Struct, frozen=True):
    """What a dossier is made of, the key that names it, and what was judged when it was made last."""

    story: str
    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]
    rulings: tuple[Correction, ...]
    key: str
    judged: judged.Answers = {}


def stuff(connection: Connection, story: str, held: Sequence[Correction], owners: Mapping[str, str]) -> Stuff:
    """What the dossier of a story is made of today."""
    ours, here, key = _named(connection, story, held, owners)
    read = articles.readings(connection, [article.id for article in ours])
    record = connection.execute(select(db.dossiers.c.judged).where(db.dossiers.c.story == story)).scalar()
    return Stuff(story, ours, tuple(read[a.id] for a in ours), here, key, judged.load(record))


def _named(
    connection: Connection, story: str, held: Sequence[Correction], owners: Mapping[str, str]
) -> tuple[tuple[Article, ...], tuple[Correction, ...], str]:
    """The articles of a story, the rulings on it, and the key that names all that its dossier is made of."""
    ids = stories.members(connection, story)
    found, read_by = articles.load(connection, ids), articles.read_by(connection, ids)
    here = tuple(r for r in held if r.about != "story" and all(p.article in found for p in r.passages))
    ours = tuple(owned(marked(article, here), owners) for _, article in sorted(found.items()))
    told = [[a.id, a.file, a.published, a.owner, a.title, a.byline, a.credit, a.marks, read_by[a.id]] for a in ours]
    return ours, here, hashlib.sha256(msgspec.json.encode([desk.loaded().made_by, told, here])).hexdigest()


class Made(Struct, frozen=True):
    """A dossier that was made, and of what; without the texts and readings, which are kept already."""

    of: Stuff
    dossier: Dossier


def compared(one: Stuff) -> Made:
    """The dossier of a story. The unit of work of a process."""
    engines = desk.loaded()
    judge = judged.Remembering(engines.relations, engines.made_by, dict(one.judged))
    made = compare.story(one.articles, one.readings, structs.replace(engines, relations=judge), one.rulings)
    return Made(structs.replace(one, articles=(), readings=(), judged=judge.asked), codec.seal(made))


def stale(connection: Connection) -> list[str]:
    """The stories that may have to be compared again."""
    query = select(TABLE.c.id).where(TABLE.c.key.is_(None), TABLE.c.now.is_(None), TABLE.c.reports >= LEAST)
    return list(connection.execute(query.order_by(TABLE.c.born)).scalars())


def run(store: Store, each: Callable[[int], Map], at: str, told: Progress, only: Collection[str] | None = None) -> int:
    """Compare what is stale, keep the dossiers and tell what is new; how many were made. ``only``: the stories of these
    articles, at once, whoever else is at them.

    What was compared is kept if it is still what its story is made of; else it is compared again.
    """
    with store.read() as connection:
        small = _small(connection)
        todo = _open(connection, only)
    if small:
        with store.write() as connection:
            _retire(connection)
    count = done = 0
    while todo:
        portions = (
            shares(store, todo, HELD, lambda connection, ids: {*stale(connection)} & {*ids})
            if only is None
            else at_once(todo, HELD)
        )
        for ids in portions:
            with store.read() as connection:
                state = _State(connection)
                held = [stuff(connection, story, state.rulings, state.owners) for story in ids]
                known = _keys(connection, ids)
            same = [one for one in held if one.key == known.get(one.story)]
            changed = [one for one in held if one.key != known.get(one.story)]
            if same:
                with store.write() as connection:
                    for one in same:
                        if state.today(connection).has(connection, one):
                            _confirm(connection, one)
            done += len(same)
            for made in each(len(todo))(compared, changed) if changed else ():
                with store.write() as connection:
                    if state.today(connection).has(connection, made.of):
                        _keep(connection, made.of, made.dossier, at)
                        count += 1
                done += 1
                told("comparing", done, max(done, len(todo)))
        with store.read() as connection:
            todo = [] if only is None else _open(connection, only)
    return count


class _State:
    """The rulings that hold and whom outlets belong to, as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._lines = log.number(connection)
        self._owners = settings.owners_told(connection)
        self.rulings = rulings.in_force(connection)
        self.owners = settings.owners(connection)

    def today(self, connection: Connection) -> _State:
        """The same if nobody has ruled since; where a report was edited, its stories have other articles."""
        same = (self._lines, self._owners) == (log.number(connection), settings.owners_told(connection))
        return self if same else _State(connection)

    def has(self, connection: Connection, one: Stuff) -> bool:
        """Whether a story is still what it was."""
        return _named(connection, one.story, self.rulings, self.owners)[2] == one.key


def _open(connection: Connection, only: Collection[str] | None) -> list[str]:
    """The stories that may have to be compared again."""
    todo = stale(connection)
    if only is None:
        return todo
    of = {story for part in parts(sorted(only)) for story in stories.of_articles(connection, part)}
    return [story for story in todo if story in of]


def _keys(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Of what the dossiers of these stories were made."""
    query = select(db.dossiers.c.story, db.dossiers.c.key).where(db.dossiers.c.story.in_(ids))
    return {row.story: row.key for row in connection.execute(query)}


def _confirm(connection: Connection, one: Stuff) -> None:
    """The dossier of a story is of today."""
    connection.execute(update(TABLE).where(TABLE.c.id == one.story).values(key=one.key))
    kept = dossiers.load(connection, one.story)
    if kept is not None:  # its reports may have come into the index anew
        search.name_speakers(connection, kept)


def _keep(connection: Connection, one: Stuff, dossier: Dossier, at: str) -> None:
    before = dossiers.load(connection, one.story)
    news, taken = _news(one.story, before, dossier, at)
    standings = Counter(claim.standing for claim in dossier.claims)
    row = {
        "story": one.story,
        "key": one.key,
        "made": at,
        "standings": json.dumps(dict(sorted(standings.items()))),
        "record": zlib.compress(codec.encode(dossier)),
        "judged": judged.save(one.judged),
    }
    replace(connection, db.dossiers, [row])
    connection.execute(update(TABLE).where(TABLE.c.id == one.story).values(key=one.key, title=dossier.title))
    _keep_claims(connection, one.story, dossier, taken | _taken_in(connection, one.story, dossier, at))
    stories.tell(connection, _no_versions(connection, news))
    search.index_claims(connection, one.story, dossier)


def _news(story: str, before: Dossier | None, after: Dossier, at: str) -> tuple[list[Change], dict[str, str]]:
    if before is None:
        told = Change(
            id=make_id("ch", "new-story", story),
            at=at,
            kind="new-story",
            story=story,
            text=after.title,
            after=str(len(after.articles)),
        )
        return [told], {}
    return changes.between(story, before, after, at)


def _small(connection: Connection) -> list[str]:
    """Stories that have a dossier and have shrunk to one report."""
    query = (
        select(TABLE.c.id)
        .join(db.dossiers, db.dossiers.c.story == TABLE.c.id)
        .where(TABLE.c.now.is_(None), TABLE.c.reports < LEAST)
    )
    return list(connection.execute(query).scalars())


def _retire(connection: Connection) -> None:
    """Stories that have shrunk to one report have nothing that is compared any more."""
    for part in parts(_small(connection)):
        connection.execute(delete(db.dossiers).where(db.dossiers.c.story.in_(part)))
        search.forget(connection, stories=part)


def _taken_in(connection: Connection, story: str, dossier: Dossier, at: str) -> dict[str, str]:
    """For the claims of stories that became part of this one, the claims that took them up."""
    table = db.dossiers
    taken: dict[str, str] = {}
    query = select(table.c.story).join(TABLE, TABLE.c.id == table.c.story).where(TABLE.c.now == story)
    for former in list(connection.execute(query.order_by(TABLE.c.born)).scalars()):
        before = dossiers.load(connection, former)
        if before is not None:
            taken |= changes.between(story, before, dossier, at)[1]
        connection.execute(delete(table).where(table.c.story == former))
    return taken


def _no_versions(connection: Connection, news: Sequence[Change]) -> list[Change]:
    """Without new reports that are a new version of one: that was told already."""
    table = db.articles
    new = [change.about for change in news if change.kind == "new-report"]
    earlier = table.alias()
    query = (
        select(table.c.id)
        .join(earlier, earlier.c.report == table.c.report)
        .where(table.c.id.in_(new), earlier.c.id != table.c.id, earlier.c.now.is_(None))
    )
    versions = set(connection.execute(query).scalars())
    return [change for change in news if change.kind != "new-report" or change.about not in versions]


def _keep_claims(connection: Connection, story: str, dossier: Dossier, taken: Mapping[str, str]) -> None:
    table = db.claims
    shared = [claim.id for claim in dossier.claims]
    put(connection, table, [{"id": id_, "story": story, "now": None} for id_ in shared])
    for part in parts(shared):
        connection.execute(update(table).where(table.c.id.in_(part)).values(story=story, now=None))
    for claim, by in sorted(taken.items()):
        connection.execute(update(table).where(table.c.id == claim).values(now=by))


def made_now(connection: Connection, story: str, held: Sequence[Correction], owners: Mapping[str, str]) -> Dossier:
    """The dossier of a story as it stands, made now."""
    return compared(stuff(connection, story, held, owners)).dossier
