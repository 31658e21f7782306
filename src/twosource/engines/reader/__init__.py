"""The trained reader: one pass of one network over an article, and all that stages ask of it afterwards.

:meth:`Reader.see` reads the running text of an article (boilerplate left out, the headline read) and returns
:class:`Seen`: names, attributions, how strongly a pronoun is drawn to each of several mentions, and an embedding of
any passage. What it holds is scores; which of them are believed is decided by the stages that ask.

The parts, in the order of the flow: ``pieces`` (text to word pieces and features), ``windows``, ``network`` (ONNX
Runtime), ``decode`` (scores to spans), ``links`` (spans to attributions). How the network was trained, and how well
it does: ``training/reader``, ``models/reader.md``.
"""

from __future__ import annotations

import math
import threading
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct, structs

from twosource.engines.reader import decode, links, pieces
from twosource.engines.reader.links import Tagged, antecedents
from twosource.engines.reader.network import MODEL, Floats, Network, Rows
from twosource.engines.reader.pieces import Pieces
from twosource.engines.trees import Trees
from twosource.model import Article, Attribution, Sentence
from twosource.seams import Judge
from twosource.text import Ranged

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["MODEL", "TOKENIZER", "Name", "Reader", "Seen"]

TOKENIZER = "reader-tokenizer.json"
LABELS = ("Person", "Organization", "Location", "NORP", "Facility", "Product", "Money", "Date", "Misc")
"""The classes of names, in the order of the network's labels."""
ROLES: tuple[links.Role, ...] = ("source", "cue", "content")
STORY, POLNEAR = "story", "polnear"
"""Two conventions of what an attribution is: that of twosource's own annotated stories, which the product follows, and
that of PolNeAR, which public figures are about (it counts wishes and beliefs too)."""


BELIEVED = {STORY: {"least": 0.25, "likely": 0.7}}
"""Which spans are believed, where not :data:`decode.LEAST` decides alone: a statement counts as found when half of its
content is, so a span whose ends are unsure is worth more than where ends must be exact (found by the F1 of statements
in ``stories/dev``)."""

_THAT = len("that ")
"""PolNeAR counts the conjunction to the content, twosource's guidelines do not."""


class Name(Struct, frozen=True, kw_only=True, order=True):
    """Characters ``start..end`` marked as a name of one of :data:`LABELS`; ``score`` between 0 and 1."""

    start: int
    end: int
    label: str
    score: float


class Seen:
    """What the reader saw in one article."""

    def __init__(self, text: str, cut: Pieces, rows: Rows, reader: Reader) -> None:
        self._text, self._pieces, self._rows, self._reader = text, cut, rows, reader
        self._starts: list[int] = cut.words[:, 0].tolist()
        self._shape = reader.network.shape
        self._asking: dict[Tagged, Floats] = {}

    @property
    def name(self) -> str:
        """The reader's name."""
        return self._reader.name

    @property
    def width(self) -> int:
        """How long an embedding is."""
        return self._reader.width

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """All names, in text order, disjoint. The same words are of one class throughout an article: the one for which
        most was seen (F1 of names of outlets not trained on +.006).
        """
        found = self._spots("names")
        seen: dict[str, Counter[int]] = defaultdict(Counter)
        for a, b, kind, score in found:
            seen[self._text[a:b]][kind] += round(score * 1000)
        most = {words: min(counts, key=lambda kind: (-counts[kind], kind)) for words, counts in seen.items()}
        return tuple(Name(start=a, end=b, label=LABELS[most[self._text[a:b]]], score=score) for a, b, _, score in found)

    def spans(self, convention: str = STORY) -> tuple[Tagged, ...]:
        """All sources, cues and contents, in text order, disjoint."""
        found = self._spots(convention)
        cut = _THAT if convention == STORY else 0
        return tuple(
            Tagged(start=a + (cut if self._opens(a, b, kind) else 0), end=b, role=ROLES[kind], score=score)
            for a, b, kind, score in found
        )

    def _opens(self, start: int, end: int, kind: int) -> bool:
        """Whether a content begins with the conjunction "that"."""
        return ROLES[kind] == "content" and end - start > _THAT and self._text.startswith("that ", start)

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """All attributions of the running text (headline and boilerplate excluded), in text order."""
        running = [sentence for sentence in sentences if not sentence.headline]
        starts = [sentence.start for sentence in running]

        def inside(span: Tagged) -> Tagged | None:
            """The span, without a dateline or credit before its sentence; None if it lies in no sentence."""
            at = bisect_right(starts, span.start) - 1
            if at >= 0 and span.start < running[at].end:
                return span
            behind = at + 1 < len(starts) and starts[at + 1] < span.end
            return structs.replace(span, start=starts[at + 1]) if behind else None

        spans = [cut for span in self.spans(self._reader.convention) if (cut := inside(span))]
        story = self._reader.convention == STORY  # PolNeAR has no remarks inside remarks
        made = links.join(article.text, running, spans, judge=self._reader.judge, pull=self.pull, inside=story)
        return antecedents.named(article.text, running, made) if story else made

    def pull(self, cue: Tagged, other: Tagged) -> float:
        """How strongly a source or content asks for a cue."""
        if cue.role != "cue" or other.role == "cue":
            return 0.0
        if other not in self._asking:
            asks = self._rows.pulls[:, slice(*self._shape.pulls[f"{other.role}.asks"])]
            first, last = self._ends(other)
            # both ends ask: the bias of the layer is in each of them, and the network was trained with it once
            self._asking[other] = asks[first] + asks[last] - self._shape.biases[f"{other.role}.asks"]
        asking = self._asking[other]
        answers = self._rows.pulls[self._ends(cue)[0], slice(*self._shape.pulls[f"{other.role}.answers"])]
        return float(asking @ answers) / math.sqrt(len(asking))

    def drawn(self, pronoun: Ranged, mentions: Sequence[Ranged]) -> Floats:
        """How strongly a pronoun is drawn to each of some mentions, and last to none of them: log-probabilities,
        shape (len(mentions) + 1,).
        """
        asks, answers = (self._rows.pulls[:, slice(*self._shape.pulls[f"pronoun.{s}"])] for s in ("asks", "answers"))
        scores = np.full(len(mentions) + 1, self._shape.nobody, dtype=np.float32)
        if len(self._starts):
            asking = asks[self._ends(pronoun)[0]]
            for number, mention in enumerate(mentions):
                first, last = self._ends(mention)
                answering = answers[first] + answers[last] - self._shape.biases["pronoun.answers"]
                scores[number] = float(asking @ answering) / float(np.sqrt(asks.shape[1]))
        top = scores.max()
        return np.asarray(scores - top - np.log(np.exp(scores - top).sum()), dtype=np.float32)

    def encode(self, passages: Sequence[Ranged]) -> Floats:
        """An embedding of each passage: rows of unit length, shape (len(passages), width)."""
        out = np.zeros((len(passages), self._reader.width), dtype=np.float32)
        ends = np.append(self._pieces.first, len(self._pieces.ids))
        for number, passage in enumerate(passages):
            low, high = bisect_left(self._starts, passage.start), bisect_left(self._starts, passage.end)
            if low < high:
                mean = self._rows.embedding[ends[low] : ends[high]].mean(axis=0)
                out[number] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return out

    def _spots(self, head: str) -> list[tuple[int, int, int, float]]:
        """Characters, class and score of each span a head finds."""
        emit = self._rows.labels[:, slice(*self._shape.labels[head])]
        words = self._pieces.words
        return [
            (int(words[s.first, 0]), int(words[s.end - 1, 1]), s.kind, s.score)
            for s in decode.spots(emit, self._shape.moves[head], self._pieces.word_lines, **BELIEVED.get(head, {}))
        ]

    def _ends(self, span: Ranged) -> tuple[int, int]:
        """The numbers of a span's first and last word; its nearest word if it has none."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        low = min(low, len(self._starts) - 1)
        return low, max(low, high - 1)


class Reader:
    """The reader of a folder of models. The network is opened at the first use."""

    name = "reader-1"
    width = 384
    convention = STORY

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self.network = Network(folder)
        self.judge: Judge = Trees(folder / links.MODEL, "links-1")

    def __reduce__(self) -> tuple[type[Reader], tuple[Path]]:
        return Reader, (self._folder,)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 - time that importing the package should not cost

        return Tokenizer.from_file(str(self._folder / TOKENIZER))

    def see(self, article: Article) -> Seen:
        """Read an article."""
        with self._lock:
            cut = pieces.cut(article.text, running(article), self._tokenizer)
            return Seen(article.text, cut, self.network.rows(cut), self)

    def following(self, convention: str) -> Reader:
        """The same reader, with attributions by another convention."""
        other = Reader(self._folder)
        other.convention = convention
        return other

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """All attributions of the running text: a pass for this alone."""
        return self.see(article).attributions(article, sentences)


def running(article: Article) -> list[tuple[int, int]]:
    """The stretches of an article that are not boilerplate."""
    stretches, at = [], 0
    for span in article.boilerplate:
        stretches.append((at, span.start))
        at = span.end
    return [(a, b) for a, b in [*stretches, (at, len(article.text))] if a < b]
