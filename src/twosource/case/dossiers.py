"""The dossiers that a case keeps, as they were made last."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, select

from twosource import codec
from twosource.model import Dossier
from twosource.store import schema as db


def load(connection: Connection, story: str) -> Dossier | None:
    """The dossier of a story that was kept last."""
    record = connection.execute(select(db.dossiers.c.record).where(db.dossiers.c.story == story)).scalar()
    return codec.decode(zlib.decompress(record)) if record else None


def up_to_date(connection: Connection, story: str) -> Dossier | None:
    """The dossier that is kept, if nothing that it was made of has changed since."""
    query = select(db.dossiers.c.key, db.stories.c.key).join(db.stories).where(db.dossiers.c.story == story)
    made, today = connection.execute(query).first() or ("", None)
    return load(connection, story) if made == today else None
