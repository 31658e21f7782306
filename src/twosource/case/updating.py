"""Bringing a case up to date: its pages are read, its reports grouped, its stories compared.

In: a case in which somebody has put pages or rulings, or that another version of the program, or a run that died, has
left. Out: everything that follows from these, and what was done. Each step takes up what is left to do for it, and
nothing else; where nothing has changed nothing is done.

Several may be at it at the same time: whatever is kept is kept in a turn of its own, in which it is looked at again.
What follows from a ruling (:func:`ruled`) is done at once, beside whoever does long work; so a ruling waits for a turn
and for nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection

from twosource import crew, desk, engines
from twosource.case import articles, comparing, grouping, listing, reading, settings, stories
from twosource.case.records import Added
from twosource.model import Problem
from twosource.seams import Jobs, Map, Progress
from twosource.store import Store
from twosource.store import schema as db


def run(store: Store, owners: Mapping[str, str] | None, jobs: Jobs, at: str, told: Progress) -> Added:
    """Do all that is left to do. ``owners``: whom outlets belong to from now on; ``at`` (ISO 8601, UTC) is now."""
    _set(store, owners)
    before = _before(store)
    with store.working(wait=False) as free:
        if free:
            return _all(store, before, jobs, at, told)
    told("waiting for another run", 0, 1)
    with store.working():
        return _all(store, before, jobs, at, told)


def ruled(store: Store, on: Collection[str], jobs: Jobs, at: str, told: Progress) -> None:
    """Do what follows from rulings on these articles; and if nobody else works, all else that is left to do."""
    with store.read() as connection:
        near = stories.beside(connection, on)
    with crew.mappers(jobs) as each:
        with store.read() as connection:
            until = reading.last(connection)
        _steps(store, each, at, told, until, near)
    with store.working(wait=False) as free:
        if free:
            _set(store, None)
            _all(store, _before(store), jobs, at, told)


class _Before(NamedTuple):
    """How a case was: its unreadable pages, how far its articles and its pages went."""

    unreadable: Mapping[str, Problem]
    mark: int
    until: int


def _before(store: Store) -> _Before:
    with store.read() as connection:
        return _Before(listing.unreadable(connection), listing.mark(connection), reading.last(connection))


def _all(store: Store, before: _Before, jobs: Jobs, at: str, told: Progress) -> Added:
    with crew.mappers(jobs) as each:
        read, regrouped, compared = _steps(store, each, at, told, before.until, None)
    with store.read() as connection:
        unreadable = listing.unreadable(connection)
        problems = {told for page, told in unreadable.items() if before.unreadable.get(page) != told}
        new = listing.fresh(connection, before.mark)
    return Added(read=read, regrouped=regrouped, compared=compared, problems=tuple(sorted(problems)), **new._asdict())


def _steps(
    store: Store,
    each: Callable[[int], Map],
    at: str,
    told: Progress,
    until: int,
    only: Collection[str] | None,
) -> tuple[int, int, int]:
    """How many pages were read, components put together anew, dossiers made."""
    count = 0
    while again := reading.run(store, each, at, told, until=until, only=only):
        count += again  # a page that is read in another way may bring back the words of a ruling
    if only is not None:
        with store.read() as connection:
            only = _today(connection, only)
    regrouped = grouping.run(store, at, told, only)
    return count, regrouped, comparing.run(store, each, at, told, only)


def _today(connection: Connection, ids: Collection[str]) -> set[str]:
    """These articles, and those that stand for them by now."""
    return {*ids, *articles.current(connection, sorted(ids)).values()}


def _set(store: Store, owners: Mapping[str, str] | None) -> None:
    """Keep new owners; have every story looked at again if they, or the program, are not those of last time."""
    with store.read() as connection:
        if not _changed(store, connection, owners):
            return
    with store.write() as connection:
        grouped_by = engines.grouping().made_by
        if not _changed(store, connection, owners):  # somebody else was faster
            return
        if store.setting(connection, settings.CASE) is None:
            store.set(connection, settings.CASE, str(uuid4()))
        if owners is not None:
            store.set(connection, settings.OWNERS, json.dumps(dict(sorted(owners.items()))))
        if store.setting(connection, settings.GROUPED_BY) != grouped_by:
            connection.execute(db.ties.delete())
            connection.execute(db.keys.delete())
            connection.execute(db.profiles.update().values(grouped=0))
        store.set(connection, settings.COMPARED_BY, desk.loaded().made_by)
        store.set(connection, settings.GROUPED_BY, grouped_by)
        connection.execute(db.stories.update().values(key=None))


def _changed(store: Store, connection: Connection, owners: Mapping[str, str] | None) -> bool:
    """Whether what holds for the whole case is not what it was."""
    return (
        store.setting(connection, settings.COMPARED_BY) != desk.loaded().made_by
        or store.setting(connection, settings.GROUPED_BY) != engines.grouping().made_by
        or (owners is not None and settings.owners(connection) != owners)
    )
