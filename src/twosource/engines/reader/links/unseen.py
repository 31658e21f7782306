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
from collections.abc import Iterator, Sequence

from twosource.lexicon.words import listed
from twosource.model import Attribution, Sentence, Span

_PASSIVE = (
    "believed thought reported understood rumored rumoured feared assumed suspected expected predicted estimated said"
    " alleged"
)
_ADVERBS = "reportedly allegedly purportedly supposedly"
_IMPERSONAL = "emerged transpired"
CUES = listed(f"{_PASSIVE} {_ADVERBS} {_IMPERSONAL}")
"""The last words of what attributes without saying to whom."""

FEWEST = 3
"""Words that a remark of nobody has at least."""

DEEDS = ("responsibility", "credit")


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_PLACE = re.compile(
    rf"(?:\b(?:is|are|was|were|be|been|being)|[’'](?:s|re))(?: \w+){{0,2}} {_any(_PASSIVE)}\b"
    rf"|\b{_any(_ADVERBS)}\b|\bit (?:\w+ ){{0,2}}{_any(_IMPERSONAL)}\b"
    rf"|\bclaim\w* (?:{'|'.join(DEEDS)})\b",
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

    taken = {number for one in made for span in _spans(one) for number in touched(span)}
    for one in found:
        if _plain(text, one) and taken.isdisjoint(number for span in _spans(one) for number in touched(span)):
            yield one


def _plain(text: str, one: Attribution) -> bool:
    """Whether it is one of the kinds that are believed."""
    if one.cue is None:
        return False
    cue = text[one.cue.start : one.cue.end].lower()
    if one.source:
        return cue.startswith("claim") and text.startswith(DEEDS, one.content[0].start)
    words = sum(len(text[part.start : part.end].split()) for part in one.content)
    return cue in CUES and words >= FEWEST


def _spans(one: Attribution) -> list[Span]:
    return [span for span in (*one.content, one.source, one.cue) if span]
