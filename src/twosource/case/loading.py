"""What was read in bulk comes into a case, without being read again.

In: a folder of shards (:mod:`twosource.bulk`). Out: its pages in the case, as if they had been added, with the
articles, readings and profiles that were made of them; what is grouped and compared then is the same as if the case had
read them itself. What today's readers would read in another way, and what rulings are on, is left to be read
(:mod:`twosource.case.reading`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from sqlalchemy import select

from twosource import bulk, group
from twosource.bulk.rows import Row, problem
from twosource.case import pages, reading, rulings
from twosource.model import Article, Correction, Problem, Reading
from twosource.seams import Progress
from twosource.store import Store
from twosource.store import schema as db
from twosource.store.database import parts


def run(store: Store, folder: Path, at: str, told: Progress) -> pages.Kept:
    """Keep what lies in the folder; ``at`` (ISO 8601, UTC) is now. Raises :class:`~twosource.errors.UsageError` for
    what is no such folder, or one that is not done.
    """
    every = bulk.shards(folder)
    new = known = 0
    problems: list[Problem] = []
    for number, shard in enumerate(every, start=1):
        filled = list(shard.pages())
        kept = pages.keep(store, [one.page for one in filled], seen=at)
        new, known = new + kept.new, known + kept.known
        problems += kept.problems
        today = shard.mark().made_by == reading.made_by((), None)
        _keep(store, [_done(pages.id_of(one.page), one.row) for one in filled] if today else [], at)
        told("loading", number, len(every))
    return pages.Kept(new, known, tuple(problems))


def _done(id_: str, row: Row) -> reading.Done:
    """What reading a page gave."""
    if row.article is None or row.reading is None or row.profile is None:
        return reading.Done(id=id_, problem=problem(row))
    return reading.Done(
        id=id_,
        article=msgspec.json.decode(row.article, type=Article),
        reading=msgspec.msgpack.decode(row.reading, type=Reading),
        profile=msgspec.msgpack.decode(row.profile, type=group.Profile),
    )


def _keep(store: Store, found: Sequence[reading.Done], at: str) -> None:
    """Keep what is not read yet, as today's rulings would have it."""
    with store.write() as connection:
        held = rulings.in_force(connection)
        unread: set[str] = set()
        for part in parts([one.id for one in found]):
            query = select(db.pages.c.id).where(db.pages.c.id.in_(part), db.pages.c.made_by.is_(None))
            unread.update(connection.execute(query).scalars())
        reading.keep(connection, [one for one in found if one.id in unread and not _ruled(one, held)], held, at)


def _ruled(one: reading.Done, held: Sequence[Correction]) -> bool:
    """Whether rulings change how an article is read."""
    article = one.article.id if one.article else None
    return reading.made_by(held, article) != reading.made_by((), article)
