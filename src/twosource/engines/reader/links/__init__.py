"""Linking: which source, cue and content belong together.

In: the text of an article, its sentences, the spans that a tagger found, each with a role, and a judge (trees, from
:data:`MODEL`). Out: attributions, in text order, every one with at least one content.

The judge looks at every cue with the sources and contents next to it (``features``); what it says is made
consistent (``assign``): each content goes to one cue, each cue has one source or none; a source may serve several
cues ("she said ... and added ..."), a cue several contents ('"...," she said, "..."'). Contents and sources that are
left without a cue may be put together by themselves ('Reed: "..."'); a verb between them is taken for their cue. A cue
and a source that are left without words get them by the rules (``lacking``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import structs

from twosource.engines.reader.links import assign, cues, features, lacking
from twosource.engines.reader.links.layout import Layout
from twosource.engines.reader.links.records import Pull, Role, Tagged
from twosource.model import Attribution, Sentence, Span
from twosource.seams import Judge

__all__ = ["MODEL", "Pull", "Role", "Tagged", "join"]

MODEL = "links.onnx"


def join(
    text: str,
    sentences: Sequence[Sentence],
    spans: Sequence[Tagged],
    *,
    judge: Judge,
    pull: Pull | None = None,
    inside: bool = True,
) -> tuple[Attribution, ...]:
    """The attributions that the spans make up. The judge's odds are that the two spans of a row belong together.
    ``inside``: whether a remark may lie inside another one.
    """
    layout = Layout(text, sentences, _mended(text, spans))

    def weigh(pairs: Sequence[assign.Pair]) -> list[float]:
        rows = np.array([features.row(layout, *pair, pull) for pair in pairs], dtype=np.float32)
        odds: list[float] = judge.odds(rows.reshape(-1, len(features.NAMES))).tolist()
        return odds

    made = [_attribution(text, one) for one in assign.linked(layout, weigh)]
    return lacking.completed(text, sentences, spans, made, inside=inside)


def _mended(text: str, spans: Sequence[Tagged]) -> list[Tagged]:
    """The spans, with cues that only a space parts ("points" and "out", "pointedly" and "said") made one."""
    joined: list[Tagged] = []
    for cue in sorted(span for span in spans if span.role == "cue"):
        if joined and text[joined[-1].end : cue.start] == " ":
            joined[-1] = structs.replace(joined[-1], end=cue.end, score=min(joined[-1].score, cue.score))
        else:
            joined.append(cue)
    return [*(span for span in spans if span.role != "cue"), *joined]


def _attribution(text: str, one: assign.Linked) -> Attribution:
    cue = Span(one.cue.start, one.cue.end) if one.cue else None
    if one.source and not one.cue:
        cue = cues.guessed(text, one.source, one.contents[0])
    return Attribution(
        content=tuple(Span(content.start, content.end) for content in one.contents),
        source=Span(one.source.start, one.source.end) if one.source else None,
        cue=cue,
    )
