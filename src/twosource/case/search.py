"""Searching a case: reports, what was said by whom, and claims, by words and by where they stand.

In: words (all must occur; ``"..."`` a phrase; ``word*`` a beginning; ``-word`` not), and filters. Out: :class:`Hit`
records, the best first (BM25, the same in every database: ``store.words``; words are stemmed, accents and case do not
matter, nor whether a word is spelled the British or the American way, ``case.spelling``); where there are none, why
(:func:`nothing`).

The index has a row for every current report, every statement in one, and every claim that more than one report has:
what a single report states is found as the report's text. It is renewed in the transaction that changes what it shows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, insert, or_, select

from twosource.case.records import FoundKind, Hit
from twosource.case.spelling import roots, variants
from twosource.errors import UsageError
from twosource.model import Article, Channel, Dossier, Reading, StandingName
from twosource.store import schema as db
from twosource.store.database import parts
from twosource.store.texts import has
from twosource.store.words import Asked, Entry, Phrase, Spelled, snippets
from twosource.store.words import of as _index
from twosource.text import squash

TABLE = db.findable
FILTERS = ("kind", "speaker", "outlet", "channel", "standing", "story", "since", "until")
"""By what hits can be narrowed: ``speaker`` and ``outlet`` by a part of the name, ``since`` and ``until`` by day."""

VALUES: dict[str, tuple[str, ...]] = {
    "kind": get_args(FoundKind),
    "channel": get_args(Channel),
    "standing": get_args(StandingName),
}
"""Filters that take one of a few values."""
_CALLED = {"kind": "what is found (--kind)", "channel": "--channel", "standing": "--standing"}
_HAVE = {"speaker": "statement", "channel": "statement", "standing": "claim"}
"""Filters by what only one kind of hit has."""
_NOBODY = {
    "outlet": "no report of the case is of an outlet named",
    "speaker": "no statement in the case is by anybody named",
    "channel": "no statement in the case has the channel",
    "standing": "no claim that several reports make has the standing",
}
_NAMED = 8
"""Values that are listed."""
_SPELLINGS = 8
"""Spellings of one phrase."""

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_TOKEN = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"\w+")
_MOST = 10**9
"""More than any index has."""
_SHOWN = 240
"""Characters shown where no words were looked for."""

_MAIN = (
    select(db.members.c.story).where(db.members.c.article == TABLE.c.article, db.members.c.main == 1).limit(1)
).scalar_subquery()
_COLUMNS = [
    func.coalesce(TABLE.c.story, _MAIN).label(name) if name == "story" else TABLE.c[name]
    for name in Hit.__struct_fields__
    if name != "snippet"
]


def index(connection: Connection, reports: Sequence[tuple[Article, Reading]]) -> None:
    """Make reports and their statements findable."""
    forget(connection, articles=[article.id for article, _ in reports])
    _put(connection, [row for report in reports for row in _rows(*report)])


def _rows(article: Article, reading: Reading) -> Iterator[tuple[dict[str, Any], str, str]]:
    """A report and its statements, each with the words and the names that it is found by."""
    day = (article.published or "")[:10] or None
    shared = {"article": article.id, "outlet": article.outlet, "day": day}
    yield {"kind": "article", "ref": article.id, **shared}, _shown(article), article.outlet or ""
    for said in reading.statements:
        words = " … ".join(squash(article.text[part.start : part.end]) for part in said.content)
        who = squash(article.text[said.source.start : said.source.end]) if said.source else ""
        first, last = min(p.start for p in said.content), max(p.end for p in said.content)
        where = {"speaker": who or None, "channel": said.channel, "start": first, "end": last}
        yield {"kind": "statement", "ref": said.id, **shared, **where}, words, who


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
        _index(connection).rename(connection, {n: db.plain(name) for n, name in changed})


def forget(connection: Connection, *, articles: Sequence[str] = (), stories: Sequence[str] = ()) -> None:
    """Take reports with their statements, or the claims of stories, out of the index."""
    column, are = (TABLE.c.article, TABLE.c.kind != "claim") if articles else (TABLE.c.story, TABLE.c.kind == "claim")
    for part in parts(sorted({*articles, *stories})):
        gone = list(connection.execute(select(TABLE.c.n).where(column.in_(part), are).order_by(TABLE.c.n)).scalars())
        for some in parts(gone):
            _index(connection).leave(connection, some)
            connection.execute(delete(TABLE).where(TABLE.c.n.in_(some)))


def _put(connection: Connection, rows: Sequence[tuple[Mapping[str, Any], str, str]]) -> None:
    if not rows:
        return
    first = (connection.execute(select(func.max(TABLE.c.n))).scalar() or 0) + 1
    blank = dict.fromkeys((column.name for column in TABLE.c), None)
    connection.execute(insert(TABLE), [{**blank, **row, "n": n} for n, (row, _, _) in enumerate(rows, start=first)])
    said = [Entry(n, db.plain(said), db.plain(who)) for n, (_, said, who) in enumerate(rows, start=first)]
    _index(connection).enter(connection, said)


def find(connection: Connection, words: str, *, first: int = 0, limit: int = 20, **filters: str | None) -> list[Hit]:
    """The best hits, without the ``first`` ones; of equal ones the latest first, then by their ids. ``filters``: any of
    :data:`FILTERS`.
    """
    conditions = list(_conditions({name: value for name, value in filters.items() if value is not None}))
    if limit < 1:
        raise UsageError(f"the limit is at least 1, not {limit}")
    asked = query(words)
    if asked is None and not conditions:
        raise UsageError("nothing to search for: give words, or a filter such as --speaker")
    chosen = select(TABLE.c.n, *_COLUMNS).where(*conditions)
    latest = TABLE.c.day.desc().nulls_last()
    if asked is None:
        order = (latest, TABLE.c.article, TABLE.c.start.asc().nulls_first(), TABLE.c.ref, TABLE.c.n)
        rows = connection.execute(chosen.order_by(*order).limit(limit).offset(first)).all()
    else:
        found = _index(connection).ranked(connection, asked)
        ranked = chosen.add_columns(found.c.rank, found.c.shown).join(found, found.c.n == TABLE.c.n)
        best = _index(connection).best(connection, ranked, found.c.rank, min(first + limit, _MOST))
        rows = _ordered(best)[first : first + limit]
    shown = _snippets(connection, asked, rows)
    names = [column.name for column in _COLUMNS]
    return [Hit(**{name: getattr(row, name) for name in names}, snippet=squash(shown[row.n])) for row in rows]


def _ordered(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The best first, of equal ones the latest, then by their ids."""
    latest = sorted(sorted(rows, key=lambda row: (row.ref, row.n)), key=lambda row: row.day or "", reverse=True)
    return sorted(latest, key=lambda row: row.rank)


def _snippets(connection: Connection, asked: Asked | None, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """The words around what was found; where no words were looked for, the beginning."""
    if asked is not None and all(row.shown is not None for row in rows):
        return {row.n: row.shown for row in rows}
    entries = [one for part in parts([row.n for row in rows]) for one in _index(connection).entries(connection, part)]
    return {one.n: one.said[:_SHOWN] for one in entries} if asked is None else snippets(asked, entries)


def stories_with(connection: Connection, words: str) -> Select[tuple[str]]:
    """The ids of the stories that have these words in a report, a statement or a claim. Raises
    :class:`~twosource.errors.UsageError` if there is no word in them.
    """
    asked = query(words)
    if asked is None:
        raise UsageError(f"there is no word in {words!r:.40} to look for")
    found = _index(connection).ranked(connection, asked)
    return select(func.coalesce(TABLE.c.story, _MAIN)).join(found, found.c.n == TABLE.c.n).distinct()


def query(words: str) -> Asked | None:
    """What was asked for; None if it holds no word."""
    asked = list(_asked(words))
    wanted = tuple(_spelled(parts, begins=star) for minus, parts, star in asked if not minus)
    if not wanted:
        return None
    unwanted = tuple(_spelled(parts, roots, begins=star) for minus, parts, star in asked if minus)
    had = tuple(some for minus, parts, _ in asked if not minus for some in map(roots, parts) if some)
    return Asked(wanted, unwanted, had)


def _asked(words: str) -> Iterator[tuple[bool, list[str], bool]]:
    """Words and phrases, each with whether it is unwanted and whether it is a beginning ("*")."""
    for minus, phrase, word in _TOKEN.findall(words):
        parts = _WORD.findall(phrase or word)
        if parts:
            yield bool(minus), parts, word.endswith("*")


def _spelled(parts: Sequence[str], but: Callable[[str], object] = lambda _: None, *, begins: bool) -> Spelled:
    """A word or a phrase in all its spellings; those are left as they are of which ``but`` says so."""
    spelled = itertools.product(*([part, *(() if but(part) else variants(part))] for part in parts))
    return tuple(Phrase(" ".join(words), begins) for words in itertools.islice(spelled, _SPELLINGS))


def _conditions(filters: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
    for name, value in filters.items():
        if name in VALUES and value not in VALUES[name]:
            raise UsageError(f"{_CALLED[name]} is any of {', '.join(VALUES[name])}, not {value!r:.40}")
        if name in {"since", "until"}:
            day(value, name)
        if name in {"speaker", "outlet"}:
            yield has(TABLE.c[name], value)
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


def day(value: str, name: str) -> str:
    """A day, a month or a year as it was given (``name`` is what it was given as). Raises
    :class:`~twosource.errors.UsageError` for anything else.
    """
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if _DAY.fullmatch(value) else "")
    except ValueError:
        raise UsageError(
            f"--{name} takes a day, a month or a year (2025-04-03, 2025-04, 2025), written so, not {value!r:.40}"
        ) from None
    return value


# --- why nothing was found ------------------------------------------------------------------------------------------


def nothing(connection: Connection, words: str, **filters: str | None) -> list[str]:
    """Why there are no hits, a line each: filters by what nothing in the case has, filters that exclude one another,
    words that nothing has; if it is none of these, that nothing has all of them together.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    found = [*_unknown_values(connection, given), *_excluded(given)]
    if query(words) is None:
        return found or ["nothing in the case has all of this together: leave out a filter"]
    alone = bool(find(connection, words, limit=1))
    if not alone:
        found.append(f"nothing in the case has the words {words}")
    elif not found:
        found.append(f"there are hits for {words}, but none with these filters: leave out a filter")
    return found


def _unknown_values(connection: Connection, given: Mapping[str, str]) -> Iterator[str]:
    for name in ("outlet", "speaker", "channel", "standing"):
        if name in given and not _any(connection, {name: given[name]}):
            known = _known(connection, name)
            listed = ", ".join(known[:_NAMED]) + (f" and {len(known) - _NAMED:,} more" if known[_NAMED:] else "")
            yield f"{_NOBODY[name]} {given[name]!r:.80}" + (f": there are {listed}" if known else "")
    for name, which in (("since", func.max), ("until", func.min)):
        if name in given and not _any(connection, {name: given[name]}):
            day = connection.execute(select(which(TABLE.c.day))).scalar()
            what = "the latest" if name == "since" else "the first"
            yield f"--{name} {given[name]}: {what} report is of {day}" if day else "no report of the case is dated"


def _any(connection: Connection, given: Mapping[str, str]) -> bool:
    return connection.execute(select(TABLE.c.n).where(*_conditions(given)).limit(1)).first() is not None


def _known(connection: Connection, name: str) -> list[str]:
    """The values of a column, those that are most often first."""
    at = TABLE.c[name]
    query = select(at).where(at.is_not(None)).group_by(at).order_by(func.count().desc(), at)
    return list(connection.execute(query).scalars())


def _excluded(given: Mapping[str, str]) -> Iterator[str]:
    """Filters that no hit passes together."""
    for name, kinds in _HAVE.items():
        if name in given and given.get("kind", kinds) != kinds:
            yield f"only {kinds}s have a {name}: leave out --{name} or --kind {given['kind']}"
    others = [name for name in ("speaker", "channel") if name in given]
    if others and "standing" in given:
        yield f"only statements have a {others[0]}, only claims a standing: leave out one of the two"
    if given.get("since", "") > given.get("until", "9999"):
        yield f"--since {given['since']} is after --until {given['until']}"
