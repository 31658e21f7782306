"""From paths to articles: ``discover(paths) -> Found`` and ``page(page) -> Article | Problem``.

``discover`` finds the reports and names them, ``page`` reads one of them alone, so that it can run in any process.
What cannot be read is a :class:`Problem` that says what, where and what to do.
"""

from __future__ import annotations

from twosource.read.find import MAX_REPORTS, NoReportError, discover
from twosource.read.lines import stream
from twosource.read.load import held, page
from twosource.read.originals import originals
from twosource.read.records import Found, Hints, Known, Page, PageKind

__all__ = [
    "MAX_REPORTS",
    "Found",
    "Hints",
    "Known",
    "NoReportError",
    "Page",
    "PageKind",
    "discover",
    "held",
    "originals",
    "page",
    "stream",
]
