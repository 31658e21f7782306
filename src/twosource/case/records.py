"""What a case tells of itself: records that are no part of a dossier."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.chain import Entry
from twosource.model import Problem, StandingName
from twosource.render.atom import ChangeKind

__all__ = [
    "Added",
    "Asked",
    "Change",
    "Entry",
    "FoundKind",
    "Hit",
    "Near",
    "Order",
    "ReportLine",
    "Source",
    "StoryLine",
]

FoundKind = Literal["article", "statement", "claim"]
Order = Literal["latest", "largest"]


class Added(Struct, frozen=True, kw_only=True):
    """What one run did: pages that were new, pages that the case had already (or whose report it had), articles read
    (again), stories that were put together anew and those that were compared anew, and what was wrong with the input.
    ``reports`` and ``versions``: what came with the new pages, reports or versions of reports; ``alone``: new reports
    of an event that no other report is about so far. Of folders that are followed: ``gone``, files that are there no
    more (their reports stay), and ``waiting``, those that are still being written.
    """

    pages: int = 0
    known: int = 0
    reports: int = 0
    versions: int = 0
    alone: int = 0
    read: int = 0
    regrouped: int = 0
    compared: int = 0
    gone: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class StoryLine(Struct, frozen=True, kw_only=True):
    """A story in a list: its id, its title (a headline of one of its reports), how many reports of how many outlets it
    has, between which dates, and how many of its claims stand how (empty until it was compared).
    """

    id: str
    title: str
    reports: int
    outlets: int
    first: str | None = None
    last: str | None = None
    standings: dict[str, int] = {}


class Near(Struct, frozen=True, kw_only=True):
    """A story that may be one with another one, and whose reports it has. ``why``: what speaks for it most, of two
    reports.
    """

    story: StoryLine
    outlets: tuple[str, ...] = ()
    why: str


class ReportLine(Struct, frozen=True, kw_only=True):
    """A report in a list: the current version, the story that it is in first of all, and whether it is ``alone`` there
    (no other report is about its event so far).
    """

    id: str
    title: str
    file: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    story: str | None = None
    alone: bool = False


class Asked(Struct, frozen=True, kw_only=True):
    """Which stories are asked for: those with at least so many reports (``least``), with ``words`` in a report, a
    statement or a claim, with a claim of a ``standing``, with a report by an ``outlet`` (a part of its name), and with
    reports since and until a day. ``order``: those with the latest report first, or those with the most reports.
    """

    least: int = 1
    words: str | None = None
    standing: StandingName | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    order: Order = "latest"


class Change(Struct, frozen=True, kw_only=True):
    """Something that changed in the case. ``about`` is the id of the claim, conflict or article; ``text`` is words of a
    report (a headline, the wording of a claim); ``before`` and ``after`` are standings, values or counts.
    """

    id: str
    at: str
    kind: ChangeKind
    story: str | None = None
    about: str | None = None
    text: str = ""
    before: str = ""
    after: str = ""


class Source(Struct, frozen=True, kw_only=True):
    """Something that is followed: a folder, a feed or a page; when it was looked at last, and what was wrong then."""

    kind: Literal["folder", "feed", "page"]
    address: str
    checked: str | None = None
    problem: str | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """Something found: an article, a statement or a claim, with the words around what was looked for (those that match
    between ``[`` and ``]``), and where it stands.
    """

    kind: FoundKind
    ref: str
    article: str | None = None
    story: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    channel: str | None = None
    standing: str | None = None
    day: str | None = None
    start: int | None = None
    end: int | None = None
    snippet: str = ""
