"""What goes wrong with a case's database, in words for people."""

from __future__ import annotations

from twosource.errors import TwosourceError


class StoreError(TwosourceError):
    """The case could not be read or written; what was kept before stays kept."""
