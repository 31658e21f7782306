"""Exceptions: only for wrong use and for what stops the whole run. A bad input is a ``Problem``, not an exception."""

from __future__ import annotations


class TwosourceError(Exception):
    """Something the user can do something about; its message says what, where and what to do."""


class UsageError(TwosourceError):
    """The call itself is wrong: a path that does not exist, a date that is none, a format that is not known. ``where``
    it is wrong and what is ``to_do``, if they are told apart from ``what`` is wrong, end up in the message as well.
    """

    def __init__(self, what: str, *, where: str = "", to_do: str = "") -> None:
        super().__init__(": ".join(part for part in (where, what, to_do) if part))
        self.what, self.where, self.to_do = what, where, to_do


class OutputError(TwosourceError):
    """A result could not be written."""


class WorkerError(TwosourceError):
    """A process that did a part of the work is gone."""
