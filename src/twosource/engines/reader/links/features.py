"""Features of a cue and a source or content that may belong to it, or of a source and a content without a cue.

In: a :class:`Layout`, a cue (or a source in its stead) and another span. Out: a row of numbers, in the order of
:data:`NAMES`. All are cheap and local: distance and order, signs and small words between, other spans between and
nearby, and what both are like. ``pull`` is what an encoder says of the pair, 0 without one.
"""

from __future__ import annotations

from bisect import bisect_left

from twosource.engines.reader.links.layout import QUOTES, SEEN, Facts, Layout, apart, sides, word_class
from twosource.engines.reader.links.records import Pull, Tagged

_KINDS = {("cue", "source"): 0, ("cue", "content"): 1, ("source", "content"): 2}
NAMES = (
    *("kind", "side", "gap", "gap_words", "sentences", "paragraphs"),
    *("cues_between", "sources_between", "contents_between"),
    *("commas", "stops", "quotes", "colons", "dashes", "lines"),
    *("joined", "relative", "gap_first", "gap_last"),
    *(f"other_{name}" for name in Facts._fields if name not in {"sentence", "paragraph"}),
    *(f"cue_{name}" for name in Facts._fields if name not in {"sentence", "paragraph"}),
    *("source_before", "source_behind", "content_before", "content_behind"),
    *("cue_before_other", "cue_behind_other", "same_role_nearer", "other_score", "cue_score", "pull"),
)

_EDGES = " ,;:.\"'“”‘’—–-"
_AROUND = ",;:.\"'"
_JOINING = frozenset(["and", "but", "or", "while", "as", "then"])
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose", "where", "when"])


def row(layout: Layout, cue: Tagged, other: Tagged, pull: Pull | None) -> list[float]:
    """The features of a pair."""
    first, second = (cue, other) if (cue.start, cue.end) <= (other.start, other.end) else (other, cue)
    left, right = first.end, max(first.end, second.start)
    mine, its = layout.facts[cue], layout.facts[other]
    return [
        float(_KINDS[cue.role, other.role]),
        float(first is cue),
        float(min(SEEN, right - left)),
        float(layout.text.count(" ", left, min(right, left + SEEN))),
        float(its.sentence - mine.sentence),
        float(its.paragraph - mine.paragraph),
        *(float(count) for count in layout.between(left, right)),
        *_signs(layout.text[left : min(right, left + SEEN)]),
        *its[2:],
        *mine[2:],
        *_neighbours(layout, cue, other),
        other.score,
        cue.score,
        pull(cue, other) if pull else 0.0,
    ]


def _signs(gap: str) -> list[float]:
    """What stands between the two."""
    bare = gap.strip(_EDGES)
    words = bare.split()
    lowered = {word.strip(_AROUND) for word in bare.lower().split()}
    return [
        float(gap.count(",")),
        float(gap.count(".") + gap.count("?") + gap.count("!")),
        float(sum(map(gap.count, QUOTES))),
        float(gap.count(":") + gap.count(";")),
        float(gap.count("—") + gap.count("–") + gap.count(" - ")),
        float(gap.count("\n")),
        float(not lowered.isdisjoint(_JOINING)),
        float(not lowered.isdisjoint(_RELATIVE)),
        float(word_class(words[0] if words else "")),
        float(word_class(words[-1] if words else "")),
    ]


def _neighbours(layout: Layout, cue: Tagged, other: Tagged) -> list[float]:
    """How near the next spans are: the cue's own neighbours, other cues beside the other span, and its rivals."""
    cues = [one for one in layout.cues_near(other) if one is not cue]
    return [
        *layout.beside(cue),
        *sides(other, cues),
        float(bisect_left(layout.rivals(cue, other.role), apart(cue, other))),
    ]
