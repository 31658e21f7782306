"""Remarks around and inside remarks: a tagger gives a word one role, so of "the Herald said that the mayor had said it
rained" it sees one of the two.

In: the text, the attributions that the tagger's spans make, and what the rules (``engines.rules``) find. Out: further
attributions, whole ones that the rules see with source and cue:

- around: one whose content holds all of a remark that is known, and whose source and cue nobody has;
- inside: one that lies in the content of a remark that is known, by a plain verb of telling.

On the stories of ``train`` 21 of 33 of those around are annotated so, and 6 of 9 of those inside; most of the others
are remarks too, with other ends or left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from twosource.engines.reader.links.records import ends, length, spans
from twosource.engines.rules import RuleTagger
from twosource.engines.rules.lexicon import VERBS
from twosource.lexicon.words import listed
from twosource.model import Attribution, Sentence
from twosource.text import overlap

TELLING = listed(
    "say says said saying report reports reported reporting confirm confirms confirmed allege alleges alleged alleging"
    " claim claims claimed claiming notified warn warns warned warning announced announces"
)
"""Verbs by which somebody inside a remark plainly tells something."""

FEWEST = 4
"""Words that such a remark has at least."""

_CUES = frozenset([*VERBS, "according", "citing"])
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?][\"”’']?\s+")


def places(text: str, sentences: Sequence[Sentence], made: Sequence[Attribution]) -> Iterator[int]:
    """Where a remark may stand around a known one: a sentence of it has another word that the rules know for a cue."""
    starts = [sentence.start for sentence in sentences]
    cues = [one.cue for one in made if one.cue]
    seen: set[int] = set()
    for one in made:
        for span in spans(one):
            at = max(0, bisect_right(starts, span.start) - 1)
            if at in seen or not sentences:
                continue
            seen.add(at)
            words = _WORD.finditer(text, sentences[at].start, sentences[at].end)
            told = (word.start() for word in words if word[0].lower() in _CUES)
            if any(not any(cue.start <= place < cue.end for cue in cues) for place in told):
                yield sentences[at].start


def around(found: Sequence[Attribution], made: Sequence[Attribution]) -> Iterator[Attribution]:
    """What the rules found that holds a known remark."""
    taken = [span for one in made for span in spans(one)]
    for one in found:
        if one.cue is None or one.source is None or any(overlap(end, span) for end in ends(one) for span in taken):
            continue
        if any(other.source and other.cue and _holds(one, other) for other in made):
            yield one


def inside(text: str, made: Sequence[Attribution]) -> Iterator[Attribution]:
    """What the rules find in the words of a known remark, nobody else's."""
    known = {end for one in made for end in ends(one)}
    for outer in made:
        for found in RuleTagger().found(text, list(_sentences(text, outer))):
            if found.cue is None or found.source is None or text[found.cue.start : found.cue.end] not in TELLING:
                continue
            free = not any(overlap(end, span) for end in ends(found) for span in known)
            if length(text, found) >= FEWEST and free and _holds(outer, found):
                yield found


def _sentences(text: str, one: Attribution) -> Iterator[Sentence]:
    """The sentences of a remark in which somebody tells something."""
    for part in one.content:
        start = part.start
        while start < part.end:
            end = _END.search(text, start, part.end)
            stop = end.end() if end else part.end
            low = next((at for at in range(start, stop) if text[at].isalnum()), stop)
            if low < stop and not TELLING.isdisjoint(text[low:stop].split()):
                yield Sentence(start=low, end=stop, paragraph=0)
            start = stop


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether all of a remark lies in the content of another."""
    return all(
        any(part.start <= span.start and span.end <= part.end for part in outer.content) for span in spans(inner)
    )
