"""The training sets as pieces and labels: PolNeAR, the annotated stories, names.

Each function gives :class:`Labelled` documents. The texts lie outside the project and stay there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import labels
import numpy as np
import polnear
from msgspec import Struct
from numpy.typing import NDArray
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import gold
from passages import annotated

from twosource.engines.reader import pieces, running
from twosource.engines.reader.pieces import Pieces
from twosource.model import Article, Attribution

ROLES = ("source", "cue", "content")
Bounds = tuple[int, int]


class Joined(Struct, frozen=True):
    """One attribution as words: first and last word + 1 of each of its spans."""

    source: tuple[Bounds, ...]
    cue: tuple[Bounds, ...]
    content: tuple[Bounds, ...]


class Labelled(Struct, frozen=True):
    """A document with a label a word, and the attributions they are of."""

    name: str
    text: str
    pieces: Pieces
    tags: NDArray[np.int64]
    joined: tuple[Joined, ...] = ()


def tokenizer() -> Tokenizer:
    """The tokenizer that ships."""
    return Tokenizer.from_file(str(Path(__file__).parents[2] / "models" / "reader-tokenizer.json"))


def labelled(name: str, text: str, cut: Pieces, relations: Sequence[dict[str, Iterable[Bounds]]]) -> Labelled:
    """A document of some attributions."""
    spots = [(a, b, ROLES.index(role)) for one in relations for role in ROLES for a, b in one[role]]
    tags = labels.written(cut.words, spots)
    joined = tuple(Joined(**{role: tuple(_words(cut, one[role])) for role in ROLES}) for one in relations)
    return Labelled(name, text, cut, tags, joined)


def _words(cut: Pieces, spans: Iterable[Bounds]) -> Iterator[Bounds]:
    for start, end in spans:
        low, high = np.searchsorted(cut.words[:, 0], [start, end]).tolist()
        if low < high:
            yield low, high


def from_polnear(folder: Path, split: str, cutter: Tokenizer) -> list[Labelled]:
    """PolNeAR, headline included, as its annotators saw it."""
    made = []
    for one in polnear.documents(folder, split, everybody=split == "train"):
        cut = pieces.cut(one.text, [(0, len(one.text))], cutter)
        relations = [{r: [(s.start, s.end) for s in getattr(a, r)] for r in ROLES} for a in one.attributions]
        made.append(labelled(one.name, one.text, cut, relations))
    return made


def from_stories(folder: Path, cutter: Tokenizer) -> list[Labelled]:
    """The annotated stories: running text as the product reads it; words of headlines carry no label."""
    made = []
    for path in sorted(folder.glob("*/gold.json")):
        statements = json.loads(path.read_text(encoding="utf-8"))["statements"]
        for number, article in gold.reports(path.parent).items():
            said = [s for s in statements if s["article"] == number]
            made.append(_story(f"{path.parent.name}/{number}", article, said, cutter))
    return made


NAMES = ("Person", "Organization", "Location", "NORP", "Facility", "Product", "Money", "Date", "Misc")


def from_names(path: Path, split: str, cutter: Tokenizer) -> list[Labelled]:
    """A set of names (see ``names.py``) that is annotated in full."""
    made = []
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["split"] == split:
            cut = pieces.cut(one["text"], [(0, len(one["text"]))], cutter)
            tags = labels.written(cut.words, [(a, b, NAMES.index(kind)) for a, b, kind in one["spans"]])
            made.append(Labelled(one["id"], one["text"], cut, tags))
    return made


def _story(name: str, article: Article, said: list[dict], cutter: Tokenizer) -> Labelled:
    text = article.text
    cut = pieces.cut(text, running(article), cutter)
    found = [one for one in (annotated(text, statement) for statement in said) if one.content]
    made = labelled(name, text, cut, [_bounds(one) for one in found])
    for mark in article.marks:
        if mark.kind == "headline":
            low, high = np.searchsorted(cut.words[:, 0], [mark.start, mark.end])
            made.tags[low:high] = labels.IGNORED
    return made


def _bounds(one: Attribution) -> dict[str, list[Bounds]]:
    spans = {"source": [one.source], "cue": [one.cue], "content": one.content}
    return {role: [(span.start, span.end) for span in found if span] for role, found in spans.items()}
