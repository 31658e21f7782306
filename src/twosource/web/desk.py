"""What a served desk has open: a case, or one dossier; and what was made for showing it.

In: a path. Out: :class:`Desk`, which all handlers are given. What of a dossier is shown (``render.hypertext.content``)
is kept for the last few, by the dossier's seal: a page that is opened again, or by somebody else, is not made anew.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup
from msgspec import structs

from twosource import codec, verification
from twosource.case import Asked, Case, Entry, StoryLine, open_case
from twosource.case.telling import Line
from twosource.errors import UsageError
from twosource.model import Article, Dossier
from twosource.render import growth
from twosource.render.hypertext import content, environment
from twosource.render.view import View
from twosource.rules import load as load_rules
from twosource.web.settings import Settings
from twosource.web.work import Work

Made = TypeVar("Made")

_ID = re.compile(r", a-[0-9a-f]{16}(?=\))")

KEPT = 16
"""Dossiers of which it is kept what is shown: those of a handful of people."""
KEPT_PAPERS = 4
"""PDFs that are kept."""
WARMED = 25
"""Stories whose charts are drawn before the first page is asked for."""
KEPT_LINES = 4096
"""Stories of which the small chart in the list is kept."""


class Kept:
    """What was made last, by its key; the least recently used goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], Made]) -> Made:
        """What is kept under the key, made if there is nothing."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                found: Made = self._made[key]
                return found
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

    def has(self, key: object) -> bool:
        """Whether something is kept under the key."""
        with self._lock:
            return key in self._made


class Desk:
    """What is open, under one of two names: ``case``, or ``only`` (a dossier by itself, which nobody can rule on)."""

    def __init__(self, name: str, settings: Settings, *, case: Case | None = None, only: Dossier | None = None) -> None:
        self.name = name  # that of the file, or of the database
        self.settings = settings
        self.only = only
        self.rules = load_rules(settings.rules)
        self.work = Work()
        self._papers = Kept(KEPT_PAPERS)
        self._case = case
        self._shown = Kept(KEPT)
        self._lines = Kept(KEPT_LINES)

    @property
    def case(self) -> Case:
        """The case. Raises :class:`UsageError` where only a dossier is open."""
        if self._case is None:
            raise UsageError(f"{self.name} is one dossier, no case: it can be read, and nothing else")
        return self._case

    @property
    def has_case(self) -> bool:
        return self._case is not None

    def dossier(self, story: str) -> Dossier:
        """The dossier of a story."""
        return self.only if self.only is not None else self.case.dossier(story)

    def article(self, id_: str) -> Article:
        """A report by its id."""
        if self.only is None:
            return self.case.article(id_)
        found = next((article for article in self.only.articles if article.id == id_), None)
        if found is None:
            raise UsageError(f"there is no report {id_} in {self.name}")
        return found

    def content(self, dossier: Dossier) -> dict[str, Any]:
        """What ``dossier.html.j2`` shows of a dossier."""
        return self._shown.get(_key(dossier), lambda: content(View(dossier)))

    def view(self, story: str) -> View:
        """The dossier of a story, counted and ordered for showing."""
        shown: View = self.content(self.dossier(story))["view"]
        return shown

    def paper(self, dossier: Dossier, lay_out: Callable[[Dossier], bytes]) -> bytes:
        """The PDF of a dossier, laid out if nobody asked for it before."""
        return self._papers.get(_key(dossier), lambda: lay_out(dossier))

    def has_paper(self, dossier: Dossier) -> bool:
        """Whether the PDF of a dossier is at hand."""
        return self._papers.has(_key(dossier))

    def told(self, entries: Sequence[Entry] | None = None) -> list[Line]:
        """Lines of the log in words, without the ids of reports: who reads a page knows a report by outlet and day."""
        return [structs.replace(line, text=_ID.sub("", line.text)) for line in self.case.told(entries)]

    def line(self, of: StoryLine) -> Markup:
        """The small chart of a story in a list, made again when the story is another."""
        state = (of.id, of.reports, of.last, *sorted(of.standings.items()))
        return self._lines.get(state, lambda: growth.story(self.dossier(of.id)))

    def warm(self) -> None:
        """Do once what the first page would have to wait for: compile templates, have the database look at its file."""
        if self._case is None:
            self.content(self.dossier(""))
            names = ["dossier.html.j2"]
        else:
            asked = Asked(least=2)
            self.case.number_of_stories(asked)
            names = ["stories.html.j2", "dossier.html.j2", "search.html.j2"]
            for line in self.case.stories(asked, limit=WARMED):
                self.line(line)
            self.case.search(speaker="the", limit=1)  # goes through all that is said
        for name in names:
            environment("twosource.web").get_template(name)

    def close(self) -> None:
        """Finish the work, and let go of the file."""
        self.work.end()
        if self._case is not None:
            self._case.close()


def open_desk(path: Path | str, settings: Settings) -> Desk:
    """Open a case or a dossier. Raises :class:`UsageError` for what is neither, and for a dossier that does not
    verify.
    """
    if isinstance(path, Path) and path.is_file() and path.suffix.lower() == ".json":
        raw = verification.read(path)
        problems = verification.check(raw)
        if problems:
            first = f"{problems[0].about}: {problems[0].message}"
            raise UsageError(f"{path} does not verify, so it is not shown: {first} (see `twosource verify`)")
        return Desk(path.name, settings, only=codec.decode(raw))
    case = open_case(path, create=False)
    return Desk(case.name, settings, case=case)


def _key(dossier: Dossier) -> tuple[Any, ...]:
    return tuple(sorted((name, hash(hashes)) for name, hashes in dossier.seal.items()))
