"""The seams where another implementation may be put in: engines and the parallel ``map``.

An engine is a model or a set of rules that a stage asks for something it cannot compute from its input alone.
Stages take engines as arguments and never load one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from twosource.model import Article, Attribution, Sentence

A = TypeVar("A")
B = TypeVar("B")


class Tagger(Protocol):
    """Finds attribution relations. ``name`` changes whenever its answers may change."""

    @property
    def name(self) -> str: ...

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """All attributions of the running text (headline and boilerplate excluded), in text order."""
        ...


class Encoder(Protocol):
    """Embeds passages. ``name`` changes whenever its answers may change."""

    @property
    def name(self) -> str: ...

    @property
    def width(self) -> int: ...

    def encode(self, passages: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each passage, shape (len(passages), width). The rows depend on the passages
        given together, not on how many threads or processes there are.
        """
        ...


class PairScorer(Protocol):
    """Judges whether two passages say the same, from features of the pair."""

    @property
    def name(self) -> str: ...

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of "same" for each row of features, shape (n,)."""
        ...


class Engines(Protocol):
    """All engines of one run. ``made_by`` names them and their version in one string."""

    @property
    def made_by(self) -> str: ...

    @property
    def models(self) -> dict[str, str]:
        """File name -> SHA-256 of each model file in use."""
        ...

    @property
    def tagger(self) -> Tagger: ...

    @property
    def encoder(self) -> Encoder: ...

    @property
    def pairs(self) -> PairScorer: ...


class Map(Protocol):
    """Applies a function to every item and yields the results in the order of the items."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]: ...
