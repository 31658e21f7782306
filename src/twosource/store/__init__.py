"""Where a case is kept: one SQLite file, or a PostgreSQL database; written in transactions through SQLAlchemy Core.

``database`` has the :class:`Store`; what only one of the two has is in ``sqlite`` and ``postgres`` (opening, turns,
what goes wrong), ``words_sqlite`` and ``words_postgres`` (full-text search). ``schema`` has the tables, ``migrations``
brings older ones up to date. What the tables mean together is the case's business (:mod:`twosource.case`).
"""

from __future__ import annotations

from twosource.store.database import Store
from twosource.store.errors import StoreError

__all__ = ["Store", "StoreError"]
