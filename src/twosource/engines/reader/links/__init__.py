"""Linking: which source, cue and content belong together.

In: the text of an article, its sentences, and the spans that a tagger found, each with a role. Out: attributions, in
text order, every one with at least one content.

A judge looks at every cue with the sources and contents next to it. Each content goes to one cue, each cue has one
source or none; a source may serve several cues ("she said ... and added ..."), a cue several contents ('"...," she
said, "..."'). A cue that no content goes to is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twosource.engines.reader.links import features
from twosource.engines.reader.links.judge import Judge, Trees
from twosource.engines.reader.links.layout import Layout
from twosource.engines.reader.links.records import Pull, Role, Tagged
from twosource.model import Attribution, Sentence, Span

__all__ = ["Judge", "Pull", "Role", "Tagged", "Trees", "candidates", "join"]

SOURCES_BESIDE = 2
CONTENTS_BESIDE = 3
"""How many of them are looked at on either side of a cue: all but 1 of 1,000 links of PolNeAR's train part."""
LEAST = 0.0
"""Log-odds from which two spans are linked."""


def candidates(layout: Layout) -> Iterator[tuple[Tagged, Tagged]]:
    """The pairs that are judged: each cue with the sources and contents next to it."""
    for cue in layout.cues:
        for source in layout.around(layout.sources, cue, SOURCES_BESIDE):
            yield cue, source
        for content in layout.around(layout.contents, cue, CONTENTS_BESIDE):
            yield cue, content


def join(
    text: str, sentences: Sequence[Sentence], spans: Sequence[Tagged], *, judge: Judge, pull: Pull | None = None
) -> tuple[Attribution, ...]:
    """The attributions that the spans make up."""
    layout = Layout(text, sentences, spans)
    pairs = list(candidates(layout))
    rows = np.array([features.row(layout, *pair, pull) for pair in pairs], dtype=np.float32)
    odds = judge.odds(rows.reshape(-1, len(features.NAMES)))
    sources: dict[Tagged, tuple[float, Tagged]] = {}
    cues: dict[Tagged, tuple[float, Tagged]] = {}
    for (cue, other), value in zip(pairs, odds.tolist(), strict=True):
        if other.role == "source":
            sources[cue] = max(sources.get(cue, (LEAST, cue)), (value, other))
        else:
            cues[other] = max(cues.get(other, (LEAST, other)), (value, cue))
    made: list[Attribution] = []
    for cue in layout.cues:
        mine = tuple(Span(c.start, c.end) for c in layout.contents if cues.get(c, (0, c))[1] == cue)
        source = sources.get(cue, (0, cue))[1]
        if mine:
            made.append(
                Attribution(
                    content=mine,
                    cue=Span(cue.start, cue.end),
                    source=Span(source.start, source.end) if source != cue else None,
                )
            )
    return tuple(made)
