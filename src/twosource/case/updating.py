"""Bringing a case up to date: its pages are read, its reports grouped, its stories compared.

In: a case in which somebody has put pages or rulings, or that another version of the program, or a run that died, has
left. Out: everything that follows from these, and what was done. Each step takes up what is left to do for it, and
nothing else; where nothing has changed nothing is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from uuid import uuid4

from twosource import crew, desk, engines
from twosource.case import comparing, grouping, listing, reading, rulings, settings
from twosource.case.records import Added
from twosource.seams import Jobs
from twosource.store import Store
from twosource.store import schema as db

Told = Callable[[str, int, int], None]


def run(store: Store, owners: Mapping[str, str] | None, jobs: Jobs, at: str, told: Told) -> Added:
    """Do all that is left to do. ``owners``: whom outlets belong to from now on; ``at`` (ISO 8601, UTC) is now. Only
    inside ``store.alone()``.
    """
    _set(store, owners)
    with store.read() as connection:
        before = listing.unreadable(connection)
        known = settings.owners(store, connection)
        mark = listing.mark(connection)
    count = 0
    with crew.mappers(jobs) as each:
        while True:
            with store.read() as connection:
                held = rulings.in_force(connection)
            again = reading.run(store, held, each, at, told)
            count += again
            if not again:  # a page that is read in another way may bring back the words of a ruling
                break
        regrouped = grouping.run(store, held, at, told)
        compared = comparing.run(store, held, known, each, at, told)
    with store.read() as connection:
        problems = {told for page, told in listing.unreadable(connection).items() if before.get(page) != told}
        new = listing.fresh(connection, mark)
    return Added(read=count, regrouped=regrouped, compared=compared, problems=tuple(sorted(problems)), **new._asdict())


def _set(store: Store, owners: Mapping[str, str] | None) -> None:
    """Keep new owners; have every story looked at again if they, or the program, are not those of last time."""
    made_by, grouped_by = desk.loaded().made_by, engines.grouping().made_by
    with store.read() as connection:
        same = store.setting(connection, settings.COMPARED_BY) == made_by
        grouped = store.setting(connection, settings.GROUPED_BY) == grouped_by
        changed = owners is not None and settings.owners(store, connection) != owners
    if same and grouped and not changed:
        return
    with store.write() as connection:
        if store.setting(connection, settings.CASE) is None:
            store.set(connection, settings.CASE, str(uuid4()))
        if owners is not None:
            store.set(connection, settings.OWNERS, json.dumps(dict(sorted(owners.items()))))
        if not grouped:
            connection.execute(db.ties.delete())
            connection.execute(db.keys.delete())
            connection.execute(db.profiles.update().values(grouped=0))
        store.set(connection, settings.COMPARED_BY, made_by)
        store.set(connection, settings.GROUPED_BY, grouped_by)
        connection.execute(db.stories.update().values(key=None))
