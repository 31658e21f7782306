"""Where a case is kept: one SQLite file, written in transactions through SQLAlchemy Core.

``database`` opens the file, ``schema`` has its tables, ``migrations`` brings older files up to date; ``fulltext``
searches. What the tables mean together is the case's business (:mod:`twosource.case`).
"""

from __future__ import annotations

from twosource.store.database import Store, StoreError

__all__ = ["Store", "StoreError"]
