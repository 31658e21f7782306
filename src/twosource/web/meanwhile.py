"""What changed in a story while somebody looked at a page of it: a ruling is on what its page showed.

In: a story. Out: :class:`Seen`, which the form of a page carries: the dossier that it shows, and how long the log and
the list of changes were. When the form comes back, :func:`is_old` tells whether the story has changed since. Ids of
claims, people and origins then mean other passages than the page showed, or nothing; and somebody may have ruled the
contrary. Nothing is written then: :func:`page_of` shows what changed, and what would be ruled today, in words, to be
decided once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from litestar import Response
from msgspec import Struct

from twosource.case import Entry
from twosource.case import changes as changed
from twosource.case.records import Change
from twosource.errors import UsageError
from twosource.model import Correction, Dossier
from twosource.text import make_id
from twosource.web.desk import Desk
from twosource.web.pages import page

OLD = "the story has changed since the page was loaded: nothing was ruled. Go back, and rule on it as it is now"
_MOST = 40
"""Changes, and lines of the log, that are told."""


class OldPageError(UsageError):
    """A form of a page that shows a story as it is no more."""


class Seen(Struct, frozen=True):
    """What was there when a page was made: the story's dossier, the lines of the log, the number of the last change."""

    dossier: str
    lines: int
    change: int

    def __str__(self) -> str:
        return f"{self.dossier}.{self.lines}.{self.change}"


def seen(desk: Desk, dossier: Dossier) -> Seen:
    """What a page that is made now shows."""
    return Seen(_state(dossier), len(desk.case.log()), desk.case.latest_change())


def told(written: str) -> Seen:
    """What a form says; of one that says nothing, the beginning."""
    state, lines, change = (*written.split("."), "", "")[:3]
    return Seen(state, _number(lines), _number(change))


def is_old(known: Seen, dossier: Dossier) -> bool:
    """Whether the dossier of today is another than the one that a page showed."""
    return known.dossier != _state(dossier)


def ruled_since(desk: Desk, lines: int, dossier: Dossier) -> list[Entry]:
    """What was ruled on the reports of a story, or taken back of that, after so many lines of the log."""
    log = desk.case.log()
    by_number = {entry.n: entry for entry in log}
    here = {article.id for article in dossier.articles}
    return [entry for entry in log if entry.n > lines and _is_on(entry, here, by_number)]


def page_of(
    desk: Desk,
    story: str,
    known: Seen,
    asked: Sequence[Correction],
    gone: str,
    sent: Sequence[tuple[str, str]],
    back: str,
) -> Response[Any]:
    """What changed, and what would be ruled today (``asked``, or why it cannot be: ``gone``). ``sent``: the fields of
    the form, to be sent once more if they are meant all the same.
    """
    dossier = desk.dossier(story)
    rulings = ruled_since(desk, known.lines, dossier)[-_MOST:]
    drafts = [Entry(n=0, at="", by=one.by, previous="", correction=one) for one in asked]
    return page(
        desk,
        "meanwhile.html.j2",
        here="dossier",
        status=409,
        title=dossier.title,
        rulings=desk.told(rulings)[::-1],
        changes=list(_changes(desk, story, known))[::-1],
        asked=[line.text for line in desk.told(drafts)],
        gone=gone,
        sent=[*sent, ("seen", str(seen(desk, dossier)))],
        note=dict(sent).get("note", ""),
        back=back,
    )


def _changes(desk: Desk, story: str, known: Seen) -> Iterator[tuple[Change, str]]:
    for _, change in desk.case.changes(since=known.change, last=_MOST, story=story):
        yield change, changed.told(change)


def _is_on(entry: Entry, here: set[str], by_number: dict[int, Entry]) -> bool:
    ruling, undoes = entry.correction, entry.undoes
    while ruling is None and undoes is not None:  # to take back the taking back of a line is to rule on what it says
        ruling, undoes = by_number[undoes].correction, by_number[undoes].undoes
    return ruling is not None and any(passage.article in here for passage in ruling.passages)


def _state(dossier: Dossier) -> str:
    return make_id("seen", sorted(dossier.seal.items()))


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else 0
