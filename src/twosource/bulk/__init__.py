"""Bulk: an archive of pages read by all workers there are, into a folder of shards that can be queried and loaded.

:func:`run` reads, :func:`shards` gives what lies in the folder. The input is cut into shards of so many pages
(:mod:`twosource.bulk.cutting`), each named by the hash of what it is made of; a shard that is done has a mark
(:mod:`twosource.bulk.folder`), written last. So a run that ends in the middle is gone on with, input that has not
changed costs nothing, and what has changed is all that is read again. How a page is read and what is kept of it:
:mod:`twosource.bulk.rows`; as which tables: :mod:`twosource.bulk.tables`.
"""

from __future__ import annotations

from twosource.bulk.folder import Kept, shards
from twosource.bulk.inputs import SIZE
from twosource.bulk.running import Bulk, run

__all__ = ["SIZE", "Bulk", "Kept", "run", "shards"]
