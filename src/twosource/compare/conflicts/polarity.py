"""One passage says, another says not.

Two forms: a passage that negates nearly the same words that another asserts; and a denial ("it had never stored
nitrate in Osterlin") whose own words, but for its verb, another passage asserts. Both are contradictions, and both
are asked for many words in common: a single "not" anywhere in a passage feigns one easily. Opposites without a negation
("rose", "fell") are those of ``opposites``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource import likeness
from twosource.compare.conflicts.sight import Difference, Meeting, Side, Sight, stems
from twosource.compare.conflicts.words import NOT
from twosource.model import Value

NEARLY_THE_SAME = 0.6
"""Share of all telling words of two passages that both have, for the first form."""

DENIED = 0.7
"""Share of a denial's words that the other passage asserts, for the second, ``DENIED_WORDS`` of them at least."""
DENIED_WORDS = 3
DENIED_PLAIN = 2
"""... and so many of them no names: whoever denies that he is a client of Corvo Bank denies nothing of the next one."""

_NEGATION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|be|been|has|have|had|will|would|could|can|should|may|might|must)\s+(?:not|never)\b"
    r"|\bcannot\b|\bnever\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:(?:has|have|had|was|were)\s+(?:never|not)|did\s+not|didn['’]t|(?<!would )(?<!could )(?<!will )never"
    r"|(?:denied|denies|denying)\s+(?:that|having|ever))\s+([^,;:.\"“”]{10,120})",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_WHY = "One report says so; the other says that it is not so."


class _Heard(NamedTuple):
    """Whether a passage asserts throughout, whether its main sentence negates, and what it denies, where."""

    asserts: bool
    negates: bool
    denials: tuple[tuple[int, int, frozenset[str], frozenset[str]], ...]


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """At most one difference: the two passages, or the denial and the passage it denies."""
    one, other = meeting.one, meeting.other
    heard = sight.once(_heard, one), sight.once(_heard, other)
    for no, yes, negated, asserted in ((one, other, *heard), (other, one, *heard[::-1])):
        span = _denies(no, yes, negated, grouped=meeting.grouped) if asserted.asserts else None
        if span:
            values = (no.value(*span, "not"), yes.value(yes.start, yes.end, "so"))
            yield Difference(
                claim=meeting.claim, slot="polarity", kind="contradiction", values=_sorted(values), why=_WHY
            )
            return


def _heard(side: Side) -> _Heard:
    denials = []
    for match in _DENIAL.finditer(side.text):
        words = match[1].split(None, 1)
        denied = stems(words[1]) if len(words) > 1 else frozenset()
        if len(denied) >= DENIED_WORDS:
            plain = stems(" ".join(word for word in words[1].split() if word[:1].islower()))
            denials.append((side.start + match.start(), side.start + match.end(1), denied, plain))
    main = max(_SENTENCES.split(side.text), key=len)  # "Nobody believes it." beside it negates another thing
    return _Heard(not NOT.search(side.text), bool(_NEGATION.search(main)), tuple(denials))


def _denies(no: Side, yes: Side, negated: _Heard, *, grouped: bool) -> tuple[int, int] | None:
    """Where one passage denies what the other says."""
    if grouped and negated.negates and likeness.shared(no.text, yes.text) >= NEARLY_THE_SAME:
        return no.start, no.end
    for start, end, denied, plain in negated.denials:
        held = denied & stems(yes.text)
        if len(held & plain) >= DENIED_PLAIN and len(held) >= DENIED_WORDS and len(held) >= DENIED * len(denied):
            return start, end
    return None


def _sorted(values: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=lambda v: (v.article, v.start, v.end)))
