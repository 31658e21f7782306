"""Remarks that a tagger did not see at all, where the rules are as sure: those that name nobody, and claims of deeds.

In: the text, its sentences, the attributions known so far, and what the rules (``engines.rules``) find. Out: those of
the rules' finds in whose sentences no other remark stands (else "is expected" may well be part of what that one says)

- that name no source, by one of :data:`CUES`: "is believed to be", "it emerged that", "reportedly". A tagger that
  learns from people who speak misses half of them;
- by which somebody claims responsibility: of an attack a desk wants nothing so much.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from twosource.engines.reader.links.records import length, spans
from twosource.engines.rules.complements import DEEDS
from twosource.engines.rules.others import EMERGED, HEDGES
from twosource.lexicon.words import listed
from twosource.model import Attribution, Sentence, Span

_PASSIVE = listed(
    "believed thought reported understood rumored rumoured feared assumed suspected expected predicted estimated said"
    " alleged"
)
CUES = _PASSIVE | HEDGES | EMERGED
"""The last words of what attributes without saying to whom."""

FEWEST = 3
"""Words that a remark of nobody has at least."""


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words)) + ")"


_PLACE = re.compile(
    rf"(?:\b(?:is|are|was|were|be|been|being)|[’'](?:s|re))(?: \w+){{0,2}} {_any(_PASSIVE)}\b"
    rf"|\b{_any(HEDGES)}\b|\bit (?:\w+ ){{0,2}}{_any(EMERGED)}\b"
    rf"|\bclaim\w* {_any(DEEDS)}\b",
    re.IGNORECASE,
)


def places(text: str) -> Iterator[int]:
    """Where such a remark may stand."""
    return (hit.start() for hit in _PLACE.finditer(text))


def unclaimed(
    text: str, sentences: Sequence[Sentence], found: Sequence[Attribution], made: Sequence[Attribution]
) -> Iterator[Attribution]:
    """What the rules found in sentences in which nobody says anything."""
    starts = [sentence.start for sentence in sentences]

    def touched(span: Span) -> range:
        """The numbers of the sentences that a span lies in."""
        return range(bisect_right(starts, span.start) - 1, bisect_right(starts, max(span.start, span.end - 1)))

    taken = {number for one in made for span in spans(one) for number in touched(span)}
    for one in found:
        if _plain(text, one) and taken.isdisjoint(number for span in spans(one) for number in touched(span)):
            yield one


def _plain(text: str, one: Attribution) -> bool:
    """Whether it is one of the kinds that are believed."""
    if one.cue is None:
        return False
    cue = text[one.cue.start : one.cue.end].lower()
    if one.source:
        return cue.startswith("claim") and text.startswith(tuple(DEEDS), one.content[0].start)
    return cue in CUES and length(text, one) >= FEWEST
