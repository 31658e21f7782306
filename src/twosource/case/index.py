"""The index by which a report finds those that it may be of one story with (``group.index``), kept in the case.

In: profiles. Out: ids of articles. A lookup costs what lies under a report's keys within their reach in time, however
many reports the case has. Keys are kept as hashes of 64 bits: two keys that share one bring together a pair that is
judged all the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, select

from twosource import group
from twosource.group.profiles import day
from twosource.store import schema as db
from twosource.store.database import parts, put

TABLE = db.keys
UNDATED = 0
"""The day of a report that is not dated; days count from the year 1."""


def profiles(connection: Connection, ids: Sequence[str]) -> dict[str, group.Profile]:
    """Profiles by the ids of their articles."""
    found: dict[str, group.Profile] = {}
    for part in parts(ids):
        query = select(db.profiles.c.article, db.profiles.c.record).where(db.profiles.c.article.in_(part))
        rows = connection.execute(query)
        found |= {id_: msgspec.msgpack.decode(record, type=group.Profile) for id_, record in rows}
    return found


def enter(connection: Connection, profiles: Iterable[group.Profile]) -> None:
    """Make reports findable."""
    rows = [
        {"key": key, "day": _day(profile), "article": profile.article}
        for profile in profiles
        for key in sorted(set(_keys(profile)))
    ]
    put(connection, TABLE, rows)


def leave(connection: Connection, article: str) -> None:
    """Make a report findable no more."""
    for profile in profiles(connection, [article]).values():
        for part in parts(sorted(set(_keys(profile)))):
            connection.execute(
                delete(TABLE).where(TABLE.c.key.in_(part), TABLE.c.day == _day(profile), TABLE.c.article == article)
            )


def near(connection: Connection, profile: group.Profile) -> set[str]:
    """The articles that a report may be of one story with."""
    reaches: dict[int | None, list[int]] = defaultdict(list)
    for key in group.keys(profile):
        reaches[group.reach(key)].append(_hashed(key))
    at, found = _day(profile), set[str]()
    for reach, keys in reaches.items():
        for part in parts(keys):
            under = select(TABLE.c.article).where(TABLE.c.key.in_(part)).distinct()
            if reach is None or at == UNDATED:
                found.update(connection.execute(under).scalars())
            else:
                found.update(connection.execute(under.where(TABLE.c.day.between(at - reach, at + reach))).scalars())
                found.update(connection.execute(under.where(TABLE.c.day == UNDATED)).scalars())
    return found - {profile.article}


def _keys(profile: group.Profile) -> Iterable[int]:
    return map(_hashed, group.keys(profile))


def _hashed(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _day(profile: group.Profile) -> int:
    known = day(profile.published)
    return known.toordinal() if known else UNDATED
