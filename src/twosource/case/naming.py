"""What people mean by an id or a name: stories, reports, claims, statements, passages of reports.

In: what somebody wrote. Out: the record of today that it means, or a :class:`UsageError` that says what was looked for
and where ids are listed. An id tells by its beginning what it is of (:func:`kind_of`). A report also goes by its
address, by the name of its file, and by the path of the file that it was read from. A name that several reports have is
refused with their ids: none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

from sqlalchemy import Connection, and_, or_, select

from twosource.case import articles, stories
from twosource.errors import UsageError
from twosource.model import Article, Correction, Passage, Span
from twosource.publication import order
from twosource.store import schema as db
from twosource.store.database import last
from twosource.store.texts import ends
from twosource.text import places, quote

Kind = Literal["story", "report", "claim", "statement", "entity", "origin", "difference", "change"]

_KINDS: dict[str, Kind] = {
    "story": "story",
    "a": "report",
    "c": "claim",
    "s": "statement",
    "e": "entity",
    "origin": "origin",
    "conflict": "difference",
    "ch": "change",
}
_ID = re.compile(rf"({'|'.join(_KINDS)})-\w+")
_WHERE: dict[Kind, str] = {
    "story": "`stories` lists them, with their ids",
    "report": "`search WORDS --kind article` finds them, with their ids",
    "claim": "`search WORDS --kind claim` finds those of several reports, `show STORY --json` lists all of a story",
    "statement": "`search WORDS --kind statement` finds them, with their ids",
    "entity": "`show STORY --json` lists those of a story",
    "origin": "`show STORY --json` lists those of a story",
    "difference": "`show STORY --json` lists those of a story",
    "change": "`show --json` lists them",
}
_LISTED = 10
"""Reports of one name that are listed."""


def kind_of(name: str) -> Kind | None:
    """What an id is of, by its form; None for what has the form of no id."""
    found = _ID.fullmatch(name)
    return _KINDS[found[1]] if found else None


def with_article(kind: str) -> str:
    """``a claim``, ``an origin``."""
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def unknown(name: str) -> UsageError:
    """That nothing in the case goes by a name."""
    kind = kind_of(name)
    if kind:
        return UsageError(f"there is no {kind} {name} in the case: {_WHERE[kind]}")
    return UsageError(
        f"no report is named {name!r:.120}: give its id, its address or the name of its file; `search WORDS` and "
        "`stories` list what there is, with ids"
    )


def other_kind(name: str, wanted: str) -> UsageError:
    """That an id is of something else than what was asked for."""
    kind = kind_of(name) or "report"
    return UsageError(f"{name} is {with_article(kind)}, not {with_article(wanted)}")


# --- reports --------------------------------------------------------------------------------------------------------


def article(connection: Connection, name: str) -> Article:
    """The article under an id, an address, a file name or the path of a file. Raises :class:`UsageError` if there is
    none, or several.
    """
    found = _articles(connection, name)
    if len(found) == 1:
        return articles.load(connection, found)[found[0]]
    if found:
        raise UsageError(_several(connection, name, found))
    kind = kind_of(name)
    if kind and kind != "report" and exists(connection, name):
        raise other_kind(name, "report")
    alike = _filed(connection, Path(name).name) if _is_file(name) else []
    if alike:
        raise UsageError(
            f"no report was read from the file {name}: `add` it, or give an id; of that name are "
            f"{', '.join(alike[:_LISTED])}"
        )
    raise unknown(name)


def is_article(connection: Connection, name: str) -> bool:
    """Whether a report, or several, have this id, address or file name."""
    return bool(_articles(connection, name))


def _articles(connection: Connection, name: str) -> list[str]:
    table = db.articles
    query = select(table.c.id).where(or_(table.c.id == name, and_(table.c.url == name, table.c.current == 1)))
    return sorted(set(connection.execute(query).scalars())) or _filed(connection, name)


def _filed(connection: Connection, name: str) -> list[str]:
    """The articles of today whose files have a name, or that were read from the file at a path."""
    given = PurePosixPath(Path(name).as_posix())
    if not given.name:
        return []
    table = db.pages
    within = and_(ends(table.c.file, f"/{given}"), table.c.file.not_like("%://%"))
    named = or_(table.c.file == str(given), within)
    if len(given.parts) == 1:
        return _today(connection, named) or _at_path(connection, name)
    return _at_path(connection, name) or _today(connection, named)


def _at_path(connection: Connection, name: str) -> list[str]:
    """The article of today that was read from the file at a path."""
    return _today(connection, db.pages.c.place == articles.place_of(Path(name))) if _is_file(name) else []


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # no path at all: too long, a zero byte
        return False


def _today(connection: Connection, condition: object) -> list[str]:
    query = select(db.pages.c.article).where(condition, db.pages.c.article.is_not(None))  # type: ignore[arg-type]
    today = articles.current(connection, sorted(set(connection.execute(query).scalars())))
    return sorted(set(today.values()))


def _several(connection: Connection, name: str, ids: Sequence[str]) -> str:
    known = articles.load(connection, ids[:_LISTED])
    lines = [f"  {a.id}  {a.outlet or 'no outlet'}, {a.published or 'no date'}, {a.file}" for a in known.values()]
    more = [f"  and {len(ids) - _LISTED:,} more"] if len(ids) > _LISTED else []
    return "\n".join([f"{name!r:.120} names {len(ids):,} reports: give the id of one of them", *sorted(lines), *more])


# --- stories --------------------------------------------------------------------------------------------------------


def story_of(connection: Connection, id_: str) -> str:
    """The story of today that an id means: of a story, a claim, a statement or an article."""
    known = connection.execute(select(db.claims.c.story).where(db.claims.c.id == id_)).scalar()
    if known or kind_of(id_) == "story":
        return stories.resolve(connection, known or id_)
    said = statement(connection, id_) if kind_of(id_) == "statement" else None
    if said is None and kind_of(id_) not in {None, "report"}:
        raise unknown(id_)
    named = said or article(connection, id_).id
    today = articles.current(connection, [named]).get(named)
    found = stories.of_article(connection, today or named)
    if found is None:
        raise UsageError(f"{id_} is in no story")
    return found


def claim_of_today(connection: Connection, id_: str) -> str:
    """The claim that took a claim up, or the claim itself."""
    found = last(connection, db.claims, id_)
    if found is None:
        kind = kind_of(id_)
        raise other_kind(id_, "claim") if kind and kind != "claim" else unknown(id_)
    return found


def exists(connection: Connection, id_: str) -> bool:
    """Whether the case knows an id by its tables; of entities, origins and differences only dossiers know."""
    kind = kind_of(id_)
    table = {"story": db.stories, "report": db.articles, "claim": db.claims, "change": db.changes}.get(kind or "")
    if table is not None:
        return connection.execute(select(table.c.id).where(table.c.id == id_)).first() is not None
    return kind != "statement" or statement(connection, id_) is not None


def statement(connection: Connection, id_: str) -> str | None:
    """The article of a statement."""
    table = db.findable
    query = select(table.c.article).where(table.c.kind == "statement", table.c.ref == id_).limit(1)
    found: str | None = connection.execute(query).scalar()
    return found


# --- passages -------------------------------------------------------------------------------------------------------


def check(connection: Connection, ruling: Correction) -> None:
    """Raise :class:`UsageError` if the passages of a ruling are not words of reports of the case."""
    known = articles.load(connection, (passage.article for passage in ruling.passages))
    for passage in ruling.passages:
        found = known.get(passage.article)
        if found is None:
            raise UsageError(f"no report has the id {passage.article}")
        if not passage.text.strip() or found.text[passage.start : passage.end] != passage.text:
            raise UsageError(f"“{passage.text:.80}” does not stand at {passage.start} in {found.file}")


def passage(
    connection: Connection, report: str, words: str, start: int | None = None, end: int | None = None
) -> Passage:
    """The words in a report; without words its characters from ``start`` to ``end``. Raises :class:`UsageError` where
    the words stand nowhere, or often and ``start`` tells none, and for characters that the report does not have.
    """
    found = article(connection, report)
    if not words and start is not None and end is not None:
        if not (0 <= start < end <= len(found.text) and found.text[start:end].strip()):
            told = f"characters {start} to {end} are no words of the report"
            raise UsageError(told, where=found.file, to_do=f"it has {len(found.text)} (on a page: load it again)")
        return quote(found.id, found.text, Span(start, end))
    starts = places(found.text, words)
    if start in starts:
        starts = [at for at in starts if at == start]
    if len(starts) != 1:
        often = f"{len(starts)} times ({', '.join(map(str, starts[:5]))})" if starts else "nowhere"
        to_do = "say where it starts" if starts else "give words as they stand there"
        raise UsageError(f"{words!r:.80} stands {often} in {found.file}", to_do=to_do)
    return quote(found.id, found.text, Span(starts[0], starts[0] + len(words)))


def headline(connection: Connection, id_: str) -> Passage:
    """The headline of an article, or of the first article of a story; its first line where none is marked."""
    if kind_of(id_) == "story":
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
