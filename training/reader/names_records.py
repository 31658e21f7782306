"""The records of training texts with marked names."""

from __future__ import annotations

from typing import Literal

import msgspec

CLASSES = ("Person", "Organization", "Location", "NORP", "Facility", "Product", "Money", "Date", "Misc")


class Named(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A name at ``start..end`` of a document's text, and its class."""

    start: int
    end: int
    label: str


class NamedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its names, disjoint and in text order; ``nested`` are names inside them. ``classes`` are those that
    the corpus annotates; ``split`` keeps an outlet's articles together.
    """

    id: str
    corpus: str
    outlet: str
    split: Literal["train", "dev"]
    text: str
    spans: tuple[Named, ...]
    nested: tuple[Named, ...] = ()
    classes: tuple[str, ...] = CLASSES
