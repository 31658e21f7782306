"""The case file: what a desk gathers on its stories over weeks, kept, compared and searchable.

:func:`open_case` opens one. A case is one file (:mod:`twosource.store`). Adding goes through four steps, each of which
takes up what the one before has left, in portions that are kept at once; so a run may end at any moment, and the next
one goes on where it ended:

    pages     what was added, as it was found                        (``case.pages``)
    reading   page -> article, reading, profile; in parallel         (``case.reading``, ``case.articles``)
    grouping  profile -> ties -> stories                             (``case.grouping``, ``case.stories``)
    comparing story -> dossier; what is new in it; in parallel       (``case.comparing``, ``case.changes``)

What people ruled (``case.log``, ``case.rulings``) is input to all of them. What a step makes depends on the pages and
the rulings alone, not on the order or the number of runs: articles added one by one give the dossiers of one run.
"""

from __future__ import annotations

from twosource.case.case import Case, open_case
from twosource.case.drafting import Wanted, Words
from twosource.case.records import Added, Asked, Change, Entry, Hit, Near, ReportLine, Source, StoryLine

__all__ = [
    "Added",
    "Asked",
    "Case",
    "Change",
    "Entry",
    "Hit",
    "Near",
    "ReportLine",
    "Source",
    "StoryLine",
    "Wanted",
    "Words",
    "open_case",
]
