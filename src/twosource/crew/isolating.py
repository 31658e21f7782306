"""A map over workers that may die: ``each(team, function, items)`` yields the results in the order of the items.

In: a :class:`Team` that starts workers and hands them parts of the items. Out: every result, in order, whatever becomes
of a worker. Items go out in parts of :data:`CHUNK`; a worker has one part in hand and one waiting, and no more than
:data:`AHEAD` parts for each worker are beyond the result that is waited for, so that neither the items nor the results
are ever in memory as a whole.

A worker that dies (killed, out of memory, crashed) costs what it had in hand: that is done again, each item by itself.
An item that ends its worker by itself is tried a last time while nothing else is done (too little memory for several
is not its fault). If that fails as well, or if the item takes longer than the limit, what ``instead`` makes of it
stands in its place; without ``instead`` it is a :class:`~twosource.errors.WorkerError`. So a bad item costs itself.

What a function raises is raised here, in its place in the order. Where workers run is not known here
(:mod:`twosource.crew.processes`, :mod:`twosource.crew.cluster`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from msgspec import Struct

from twosource.errors import WorkerError

CHUNK = 4
"""Items handed to a worker at a time: small enough to keep two workers level, large enough to hide the queue."""
IN_HAND = 2
"""Parts that a worker has: one that it does, one that waits, so that it never waits itself."""
AHEAD = 12
"""Parts for each worker that may be done before the one whose result is next."""
STILLBORN = 3
"""Workers that may end before they were ready, one after the other, until none is started any more."""
LAST = 2
"""The number of the last try of an item: the first in a part, the second by itself, this one with nothing beside it."""
SLICE = 0.5
"""Seconds for which is waited at a time, so that Ctrl-C is heard."""

LIMIT = 600.0
"""Seconds that one item may take: several times what a slow machine needs for the longest report (2 MB).
The first of a worker takes as much longer as loading the models does.
"""
PATIENCE = 120.0
"""Seconds until the first worker has to be there."""

GONE = (
    "a worker process was ended before it was done: often too little memory is free, of which fewer need less "
    '(--jobs 1); in a script of your own, call twosource below `if __name__ == "__main__":`'
)
ENDED = "it ended the worker process three times, at last with nothing else at work"
SLOW = "it takes longer than {:,.0f} seconds"

Instead = Callable[[Any, str], Any]
"""What stands for an item that could not be done: given the item and why."""


class GoneError(Exception):
    """A worker died before it gave its results."""


class Raised(Struct, frozen=True):
    """What a function raised, in the place of results."""

    error: Exception


class Worker(Protocol):
    """A process somewhere that does what it is given, in the order in which it is given."""

    def ready(self) -> Any:  # noqa: ANN401 - a future, a reference
        """A ticket whose result comes as soon as it can work."""
        ...

    def give(self, function: Callable[[Any], Any], items: Sequence[Any], /) -> Any:  # noqa: ANN401 - as above
        """A ticket for the results of these items."""
        ...

    def end(self) -> None:
        """End it now, whatever it does."""
        ...


class Team(Protocol):
    """Where workers come from. ``size`` are wanted."""

    @property
    def size(self) -> int: ...

    def hire(self) -> Worker:
        """Start a worker, without waiting for it."""
        ...

    def wait(self, tickets: Sequence[Any], seconds: float, /) -> Sequence[Any]:
        """Those of the tickets that are done, as soon as there is one; none after so many seconds."""
        ...

    def result(self, ticket: Any, /) -> Any:  # noqa: ANN401 - whatever was asked for
        """The result of a ticket that is done. Raises :class:`GoneError` if its worker is gone."""
        ...

    def check(self, told: Any, /) -> None:  # noqa: ANN401 - what workers of this team tell
        """Look at what a worker tells when it is ready. Raises if it is not to be worked with."""
        ...


def work(function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any] | Raised:
    """The results of a part, in a worker."""
    try:
        return [function(item) for item in items]
    except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
        return Raised(error)


class _Part:
    """Items that are done together: the number of the first, and how often they have been tried."""

    def __init__(self, run: _Run, first: int, items: list[Any], tries: int = 0) -> None:
        self.run, self.first, self.items, self.tries = run, first, items, tries


class _Run:
    """One call of the map: what is left to do and what is done."""

    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any], instead: Instead | None) -> None:
        self.function, self.instead = function, instead
        self._items = iter(items)
        self._given = 0
        self._more = True
        self.again: deque[_Part] = deque()
        self.results: dict[int, Any] = {}
        self.next = 0
        self.over = False

    def part(self, most: int) -> _Part | None:
        """The next part to be done, if the results so far allow it."""
        if self.again:
            return self.again.popleft()
        if not self._more or self._given - self.next > most:
            return None
        items = list(islice(self._items, CHUNK))
        self._more = len(items) == CHUNK
        if not items:
            return None
        part = _Part(self, self._given, items)
        self._given += len(items)
        return part

    @property
    def quiet(self) -> bool:
        """Whether a last try waits for all others to be done."""
        return bool(self.again) and self.again[0].tries == LAST

    @property
    def done(self) -> bool:
        return not self._more and self.next == self._given

    def take(self, part: _Part, found: list[Any] | Raised) -> None:
        """Keep the results of a part."""
        if isinstance(found, Raised):
            self.results[part.first] = found
        else:
            self.results.update(enumerate(found, part.first))

    def lost(self, part: _Part, limit: float | None) -> None:
        """A worker died over a part, or was ended as it took longer than the limit (None: it died)."""
        alone = len(part.items) == 1
        if not alone:
            self.again.extend(_Part(self, part.first + n, [item], 1) for n, item in enumerate(part.items))
        elif limit is None and part.tries < LAST:
            self.again.append(_Part(self, part.first, part.items, part.tries + 1))
            self.again = deque(sorted(self.again, key=lambda one: one.tries))
        else:
            why = ENDED if limit is None else SLOW.format(limit)
            instead = self.instead
            self.results[part.first] = Raised(WorkerError(GONE)) if instead is None else instead(part.items[0], why)


class _Hand:
    """A worker with what it has in hand, the first first: tickets, parts, and since when it does the first."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.starting: Any | None = worker.ready()
        self.has: deque[tuple[Any, _Part]] = deque()
        self.hired = time.monotonic()
        self.since = 0.0


class Crew:
    """The workers of a team, for as many maps as wanted; new ones take the places of those that died. To be closed."""

    def __init__(self, team: Team, *, limit: float = LIMIT) -> None:
        self._team = team
        self._limit = limit
        self._hands: list[_Hand] = []
        self._stillborn = 0

    def close(self) -> None:
        """End all workers."""
        for hand in self._hands:
            hand.worker.end()
        self._hands.clear()

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], /, *, instead: Instead | None = None
    ) -> Iterator[Any]:
        """The results in the order of the items (the seam ``seams.Map``)."""
        run = _Run(function, items, instead)
        try:
            while not run.done:
                self._give(run)
                if run.next not in run.results and not run.done:
                    self._step()
                while run.next in run.results:
                    found = run.results.pop(run.next)
                    if isinstance(found, Raised):
                        raise found.error
                    run.next += 1
                    yield found
        finally:
            run.over = True

    def _give(self, run: _Run) -> None:
        """Hand out what there is to do, as long as there is a worker for it."""
        most = AHEAD * CHUNK * self._team.size
        for turn in range(IN_HAND):
            for hand in list(self._hands):
                if hand.starting is not None or len(hand.has) > turn:
                    continue
                if any(one.has and (run.quiet or one.has[0][1].tries == LAST) for one in self._hands):
                    return
                part = run.part(most)
                if part is None:
                    return
                self._put(hand, part)
        while len(self._hands) < self._team.size:
            self._hands.append(_Hand(self._team.hire()))

    def _put(self, hand: _Hand, part: _Part) -> None:
        try:
            ticket = hand.worker.give(part.run.function, part.items)
        except GoneError:  # it died over what it had before, or over nothing
            part.run.again.appendleft(part)
            self._end(hand, None)
            return
        if not hand.has:
            hand.since = time.monotonic()
        hand.has.append((ticket, part))

    def _step(self) -> None:
        """Wait until something has happened, and note it."""
        waiting = {}
        for hand in self._hands:
            for ticket in [hand.starting] if hand.starting is not None else [ticket for ticket, _ in hand.has]:
                waiting[ticket] = hand
        done = self._team.wait(list(waiting), SLICE)
        if all(hand.starting is not None and time.monotonic() - hand.hired > PATIENCE for hand in self._hands):
            raise WorkerError(f"no worker was ready to work within {PATIENCE:,.0f} seconds: is a processor free?")
        for hand in {id(waiting[ticket]): waiting[ticket] for ticket in done}.values():
            self._note(hand, set(done))
        for hand in list(self._hands):
            slow = hand.has and time.monotonic() - hand.since > self._limit
            if slow and hand.has[0][1].run.instead is not None:
                self._end(hand, self._limit)

    def _note(self, hand: _Hand, done: set[Any]) -> None:
        try:
            if hand.starting is not None:
                self._team.check(self._team.result(hand.starting))
                hand.starting = None
                self._stillborn = 0
                return
            while hand.has and hand.has[0][0] in done:
                ticket, part = hand.has[0]
                found = self._team.result(ticket)
                hand.has.popleft()
                hand.since = time.monotonic()
                if not part.run.over:
                    part.run.take(part, found)
        except GoneError as error:
            self._end(hand, None)
            if hand.starting is not None:
                self._stillborn += 1
                if self._stillborn >= STILLBORN:
                    raise WorkerError(GONE) from error

    def _end(self, hand: _Hand, limit: float | None) -> None:
        """A worker is gone, or has to go: what it did is tried in another way, what waited for it as it is."""
        self._hands.remove(hand)
        hand.worker.end()
        for number, (_, part) in enumerate(hand.has):
            if part.run.over:
                continue
            if number:
                part.run.again.appendleft(part)
            else:
                part.run.lost(part, limit)
