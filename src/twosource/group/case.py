"""Grouping as reports come in: only what a new report can change is judged and grouped again.

In: the ids of reports that are new (or whose ruling is new; of one that is gone, those of its partners), and lookups of
what a store keeps: ties, bonds, profiles. Out: the bonds that became others (:func:`renewed`), and the stories of the
reports that these can touch (:func:`touched`); every other story stays as it is. What comes out together is what
grouping all reports at once gives, in whichever order and portions they came.

Why: a report changes the bonds of itself and of its partners and no others (``group.context``). Stories are made in
each component for itself (``group.linkage``); so those stay that are of a component whose reports and bonds stay. A
bond between two components that joins them neither now nor before is of neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from twosource.group.context import Bond, TiesOf, bonds
from twosource.group.linkage import JOIN
from twosource.group.membership import Story, stories
from twosource.group.profiles import Profile
from twosource.group.rulings import Ruling
from twosource.seams import Judge

BondsOf = Callable[[str], Iterable[Bond]]
"""All bonds of an article that are kept, by its id; in any order."""


class Change(Struct, frozen=True, kw_only=True):
    """A bond as it is now, and its odds before (None: there was none)."""

    bond: Bond
    before: int | None = None


def renewed(new: Iterable[str], ties_of: TiesOf, bonds_of: BondsOf, judge: Judge) -> list[Change]:
    """The bonds that new reports make or change, to be kept instead of those kept before.

    ``ties_of`` must know the new ties, from both ends.
    """
    articles = set(new)
    articles |= {end for article in articles for tie in ties_of(article) for end in (tie.first, tie.second)}
    kept = {(b.tie.first, b.tie.second): b.odds for article in articles for b in bonds_of(article)}
    made = ((bond, kept.get((bond.tie.first, bond.tie.second))) for bond in bonds(articles, ties_of, judge))
    return [Change(bond=bond, before=before) for bond, before in made if bond.odds != before]


def touched(
    new: Iterable[str],
    changes: Sequence[Change],
    bonds_of: BondsOf,
    profile_of: Callable[[str], Profile],
    rulings: Sequence[Ruling] = (),
) -> tuple[Story, ...]:
    """The stories that new reports can have changed, as they are now; they replace all that hold one of their reports.

    ``changes``: what :func:`renewed` gave for them; ``bonds_of`` must know these already. ``rulings``: all of them.
    """
    connected = _Components(bonds_of, rulings)
    again = {article for one in new for article in connected.to(one)}
    for article in _ends(changes, connected):
        again |= connected.to(article)
    found = {(bond.tie.first, bond.tie.second): bond for article in again for bond in bonds_of(article)}
    return stories([profile_of(article) for article in sorted(again)], list(found.values()), rulings)


def _ends(changes: Iterable[Change], connected: _Components) -> Iterator[str]:
    """The reports whose component is another one, or holds a bond that is another one."""
    for change in changes:
        first, second = change.bond.tie.first, change.bond.tie.second
        if change.before is not None and change.before >= JOIN > change.bond.odds:
            yield from (first, second)
        elif second in connected.to(first):
            yield first


class _Components:
    """What bonds that join, and rulings, connect; each component is walked through once."""

    def __init__(self, bonds_of: BondsOf, rulings: Iterable[Ruling]) -> None:
        self._bonds_of = bonds_of
        self._known: dict[str, frozenset[str]] = {}
        self._ruled: dict[str, set[str]] = {}
        for ruling in rulings:
            for one, other in (ruling.articles, ruling.articles[::-1]):
                self._ruled.setdefault(one, set()).add(other)

    def to(self, article: str) -> frozenset[str]:
        """The component of a report."""
        if article not in self._known:
            reached, waiting = {article}, [article]
            while waiting:
                partners = self._partners(waiting.pop()) - reached
                reached |= partners
                waiting += partners
            component = frozenset(reached)
            self._known |= dict.fromkeys(component, component)
        return self._known[article]

    def _partners(self, article: str) -> set[str]:
        strong = (bond.tie for bond in self._bonds_of(article) if bond.odds >= JOIN)
        return {end for tie in strong for end in (tie.first, tie.second)} | self._ruled.get(article, set())
