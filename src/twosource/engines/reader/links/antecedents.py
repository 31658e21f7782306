"""Sources that do not say who it is: "the mayor, | who | said ..." names the mayor, "Bell (D-| Ohio) | said" Bell.

In: the text, its sentences, attributions. Out: the attributions, where a source that is a relative pronoun or the end
of a bracket gives way to the whole phrase, if the rules (``engines.rules``) find one right before. PolNeAR's annotators
marked the pronoun; twosource's guidelines ask for words by which a reader knows who it is. A subject that was taken for
the first part of what is said, before a plain verb of speech, is the source ("The firm, which ..., | said | it ...").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from twosource.engines.rules.lexicon import VERBS
from twosource.engines.rules.subjects import subject_before
from twosource.engines.rules.tokens import Token, segments
from twosource.lexicon.organisations import STAFFS
from twosource.model import Attribution, Sentence, Span
from twosource.text import overlap

_BETWEEN = ", "
RELATIVES = frozenset({"who", "which", "that"})


def named(text: str, sentences: Sequence[Sentence], made: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, with the phrase that a relative pronoun or the rest of a bracket belongs to as source."""
    starts = [sentence.start for sentence in sentences]

    def settled(one: Attribution) -> Attribution:
        one = _with_subject(text, one)
        if not one.source:
            return one
        words = text[one.source.start : one.source.end].lower()
        pronoun, _, clause = words.partition(" ")
        relative = pronoun in RELATIVES
        if not (relative or (words.endswith(")") and "(" not in words[1:])):
            return one
        at = bisect_right(starts, one.source.start) - 1
        part = Span(one.source.start, one.source.start + len(pronoun)) if relative else one.source
        found = _before(text, sentences[at], part) if at >= 0 else None
        if found and relative and clause:  # "The officials, | who asked not to be named, | said ..."
            found = Span(found.start, one.source.end)
        others = (*one.content, *((one.cue,) if one.cue else ()))
        if not found or any(overlap(found, other) for other in others):
            return one
        return msgspec.structs.replace(one, source=found)

    return tuple(settled(one) for one in made)


def _with_subject(text: str, one: Attribution) -> Attribution:
    """The attribution with the part of its content right before its verb as source, if it has none."""
    cue = one.cue
    if one.source or cue is None or len(one.content) < 2:  # noqa: PLR2004 - one part is the remark
        return one
    verb = VERBS.get(text[cue.start : cue.end])
    subject = next((part for part in one.content if part.end <= cue.start <= part.end + len(_BETWEEN)), None)
    plain = verb is not None and verb.form in {"past", "s"}
    if not plain or subject is None or one.content[-1].start < cue.end or text[subject.end : cue.start].strip(_BETWEEN):
        return one
    rest = tuple(part for part in one.content if part != subject)
    return msgspec.structs.replace(one, content=rest, source=subject)


def _before(text: str, sentence: Sentence, part: Span) -> Span | None:
    """The phrase that ends with ``part``, or that stands before it if it is a pronoun."""
    for segment in segments(text, [sentence]):
        for at, token in enumerate(segment.tokens):
            if token.end == part.end:
                found = subject_before(segment.tokens, at + 1)
                if not found or found == (at, at + 1):
                    found = _full_name(segment.tokens, at)
                if found and segment.tokens[found[0]].start < part.start:
                    return Span(*segment.span(*found))
    return None


def _full_name(tokens: Sequence[Token], relative: int) -> tuple[int, int] | None:
    """The name of several words right before "who" (a single word may be the place where they live), or that of a body
    before "which": "the Orlov administration".
    """
    last = relative - 1 if relative and tokens[relative - 1].low == "," else relative
    staff = last > 0 and tokens[last - 1].low in STAFFS
    first = last - 1 if staff else last
    while first and tokens[first - 1].capital and tokens[first - 1].word:
        first -= 1
    fits = tokens[relative].low == "who" if not staff else tokens[relative].low == "which"
    return (first, last) if fits and last - first > 1 else None
