"""The network, where a user asks for it: ``Fetcher(Settings()).get(url) -> Got | NotModified | Problem``.

Nothing else in the package opens a connection. A report that cannot be had is a :class:`Problem` that says what, where
and what to do. What a page says is not looked at here: that is ``read``'s.
"""

from __future__ import annotations

from twosource.fetch.fetcher import Fetcher
from twosource.fetch.lists import urls
from twosource.fetch.records import Got, Known, NotModified, Settings

__all__ = ["Fetcher", "Got", "Known", "NotModified", "Settings", "urls"]
"""Records and the two verbs: get one address, read a list of addresses."""
