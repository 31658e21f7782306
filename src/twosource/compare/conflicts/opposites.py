"""Opposites: "rose" in one report, "fell" in another, beside the same words.

Two passages of one claim that have most words in common, neither of which negates anything; one has a word of a pair
and none of its opposite, the other the reverse (the pairs are those of ``agreement``). ``contradiction``, but for
prices that change within the hour, which are an ``update``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource import likeness
from twosource.agreement import opposites
from twosource.compare.conflicts.sight import Difference, Meeting, Side
from twosource.compare.conflicts.words import MARKET, NOT
from twosource.lexicon.words import listed
from twosource.model import Value

SHARED, ALIKE = 0.3, 0.5
"""Share of all telling words of two passages that both have, and of the shorter one's. In 60 annotated stories two
pairs of passages pass, one of them an annotated difference, the other none."""

NEARLY_THE_SAME = 0.5
"""... from which also weak words stand against one another."""

WEAK = listed(
    "before after more less fewer most least up down first last higher lower"
    " began begin begins started start starts ended end ends stopped stop stops finished"
)
"""Words that stand against one another only beside the same thing ("more than about parties", "doubled down", "the show
had finished when people started running").
"""

_WHY = "The reports say the opposite of one another."
_LATER = "The reports give a price that goes up and down at different hours."


def differences(meeting: Meeting) -> Iterator[Difference]:
    """The opposites in two passages of a claim."""
    one, other = meeting.one, meeting.other
    if not meeting.grouped or NOT.search(one.text) or NOT.search(other.text):
        return
    if likeness.shared(one.text, other.text) < SHARED or likeness.alike(one.text, other.text) < ALIKE:
        return
    nearly = likeness.shared(one.text, other.text) >= NEARLY_THE_SAME
    for here, there in opposites(one.text, other.text):
        if not nearly and (here <= WEAK or there <= WEAK):
            continue
        market = MARKET.search(f"{one.text} {other.text}")
        yield Difference(
            claim=meeting.claim,
            slot="polarity",
            kind="update" if market else "contradiction",
            values=(_value(one, here), _value(other, there)),
            why=_LATER if market else _WHY,
        )


def _value(side: Side, words: frozenset[str]) -> Value:
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", side.text, re.IGNORECASE)
    if not found:  # a word that is one only when folded
        return side.value(side.start, side.end, " ".join(sorted(words)))
    return side.value(side.start + found.start(), side.start + found.end(), found[0].casefold())
