"""The seams where another implementation may be put in: engines and the parallel ``map``.

An engine is a model or a set of rules that a stage asks for something it cannot compute from its input alone.
Stages take engines as arguments and never load one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, Protocol, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.model import Article, Attribution, Sentence
from twosource.text import Ranged

A = TypeVar("A")
B = TypeVar("B")


class Tagger(Protocol):
    """Finds attribution relations. ``name`` changes whenever its answers may change."""

    @property
    def name(self) -> str: ...

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """All attributions of the running text (headline and boilerplate excluded), in text order."""
        ...


class Marked(Protocol):
    """A name as the reader marks it: characters ``start..end``, a class of its own scheme, a score from 0 to 1."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def score(self) -> float: ...


class Seen(Tagger, Protocol):
    """What a reader saw in one article. It is the article's :class:`Tagger`."""

    @property
    def names(self) -> Sequence[Marked]:
        """All names, in text order, disjoint."""
        ...

    def drawn(self, pronoun: Ranged, mentions: Sequence[Ranged], /) -> NDArray[np.float32]:
        """Log-probabilities that a pronoun stands for each of some mentions, and last for none of them,
        shape (len(mentions) + 1,).
        """
        ...

    @property
    def width(self) -> int:
        """How long an embedding is."""
        ...

    def encode(self, passages: Sequence[Ranged], /) -> NDArray[np.float32]:
        """An embedding of each passage in its place: rows of unit length (or of zeros, where nothing was read), shape
        (len(passages), width).
        """
        ...


class Reader(Protocol):
    """Reads an article once, for all stages. ``name`` changes whenever its answers may change."""

    @property
    def name(self) -> str: ...

    def see(self, article: Article) -> Seen:
        """One pass over the running text and the headline."""
        ...


class Judge(Protocol):
    """Judges by features alone. ``name`` changes whenever the features change."""

    @property
    def name(self) -> str: ...

    def odds(self, rows: NDArray[np.float32], /) -> NDArray[np.float32]:
        """Log-odds for each row of features, shape (n,). What they are the odds of, the field of :class:`Engines`
        tells.
        """
        ...


class Relater(Protocol):
    """Reads two passages together. ``name`` changes whenever its answers may change."""

    @property
    def name(self) -> str: ...

    def relations(self, pairs: Sequence[tuple[str, str]], /) -> NDArray[np.float32]:
        """Log-probabilities of the relations of each pair, whichever stands first, shape (n, len(model.RELATIONS))."""
        ...


class Engines(Protocol):
    """All engines of one run. ``made_by`` names them and their version in one string, ``read_by`` those alone that
    read an article: readings last until it changes.
    """

    @property
    def made_by(self) -> str: ...

    @property
    def read_by(self) -> str: ...

    @property
    def models(self) -> dict[str, str]:
        """File name -> SHA-256 of each model file in use."""
        ...

    @property
    def reader(self) -> Reader: ...

    @property
    def references(self) -> Judge:
        """Whom a pronoun stands for; a row is a pronoun with one candidate. The chances of its candidates are their
        odds, and 0 for nobody, through the softmax.
        """
        ...

    @property
    def pairs(self) -> Judge:
        """Whether two passages carry the same claim; a row is a pair."""
        ...

    @property
    def relations(self) -> Relater:
        """How two passages stand to one another."""
        ...


class Grouping(Protocol):
    """The two judges of whether reports tell of one event (``group``); a row is a pair of reports."""

    @property
    def ties(self) -> Judge:
        """By the two reports alone."""
        ...

    @property
    def bonds(self) -> Judge:
        """Beside the other ties of the two."""
        ...


Progress = Callable[[str, int, int], None]
"""Is told what is being done, how many are done and how many there are."""


def silent(what: str, done: int, of: int) -> None:
    """Nobody is told."""


EngineName = Literal["serial", "processes", "ray"]


class Workers(Struct, frozen=True, kw_only=True):
    """Who does the work: this process, processes of this machine, or a Ray cluster (at ``address``; without one a
    cluster of our own). ``jobs``: how many (None: as many as there are processors); ``limit``: seconds that one report
    may take to be read (None: many).
    """

    engine: EngineName = "processes"
    jobs: int | None = None
    address: str | None = None
    limit: float | None = None


Jobs = Workers | int | None
"""Who does the work; a number is so many processes, None as many as the work is worth."""


class Map(Protocol):
    """Applies a function to every item and yields the results in the order of the items. ``instead`` gives the result
    of an item over which workers die, or that takes too long: it is given the item and why. Without it, that is a
    :class:`~twosource.errors.WorkerError`.
    """

    def __call__(
        self, function: Callable[[A], B], items: Iterable[A], /, *, instead: Callable[[A, str], B] | None = None
    ) -> Iterator[B]: ...
