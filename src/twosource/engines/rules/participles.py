"""Attributions whose speaker stands elsewhere in the sentence: "..., adding that ...", "Bell left and said ...".

In: the tokens of a segment, a verb and the hits before it. Out: a hit, or None where the speaker is not plain.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.complements import Complement, complement
from twosource.engines.rules.endings import MIN_CLAUSE, clause_end, phrase_content_end, trim
from twosource.engines.rules.groups import Group
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.lexicon import Verb
from twosource.engines.rules.phrases import (
    Range,
    Tokens,
    first_verb,
    good_source,
    is_adverb,
    is_time,
    looks_past,
)
from twosource.engines.rules.subjects import leading_subject, subject_before

_CHANNEL_NOUNS = w.word_set(
    "statement interview tweet letter email post message report filing conference briefing speech video memo note"
    " twitter facebook remarks release ruling"
)
_NEAR = 9
_NOT_BEFORE = (w.PREPOSITIONS | w.SUBORDINATORS) - w.word_set("by after before while when in on without though if")
"""Before a participle these make it a noun or somebody else's doing: "because | reporting rules differ"."""
_LEADING = w.word_set("when while after as although though since because if once before")
_EMPTY = w.word_set("it them him her that this so they he she me us you nothing")
_PLACES = w.word_set("through at in to into from on across near outside inside during after before")


def participle(tokens: Tokens, at: int, verb: Verb, found: Group, earlier: list[Hit]) -> Hit | None:
    """As in "..., adding that ...": by the speaker of the cue before, else by the subject of the sentence."""
    before = tokens[found.start - 1] if found.start else None
    right = complement(tokens, at, verb, len(tokens))
    if right is None or (right.kind == "noun" and not {"n", "g", "c"} & set(verb.frames) and not verb.preps):
        return None
    if before is not None and before.low in w.DETERMINERS | _NOT_BEFORE:
        return None
    source = _participle_source(tokens, found.start, earlier)
    if source is None:
        return None
    return rightward(tokens, at, verb, source, right, start=found.start, cuts=True)


def _participle_source(tokens: Tokens, start: int, earlier: list[Hit]) -> Range | None:
    before = tokens[start - 1] if start else None
    if before is not None and before.word and before.low not in w.PREPOSITIONS | w.SUBORDINATORS | w.COORDINATORS:
        noun = _noun_before(tokens, start)
        if noun and before.low not in _CHANNEL_NOUNS and not is_time(before) and not is_adverb(before):
            return noun
    main = _main(earlier, start)
    if main:
        return main
    if start == 0:
        comma = next((at for at in range(1, len(tokens)) if tokens[at].low == ","), None)
        verb = first_verb(tokens, comma + 2, len(tokens)) if comma else None
        return subject_before(tokens, verb, comma + 1) if comma is not None and verb else None
    return leading_subject(tokens, start)


def _main(earlier: list[Hit], start: int) -> Range | None:
    """The speaker of the nearest attribution before that does not stand inside the content of another one."""
    for hit in reversed(earlier):
        nested = any(
            other is not hit and other.cue[0] < hit.cue[0] and not hit.cuts and part[0] <= hit.start < part[1]
            for other in earlier
            for part in other.content
        )
        if hit.source and hit.cue[0] < start and not nested:
            return hit.source
    return None


def _noun_before(tokens: Tokens, start: int) -> Range | None:
    """The noun phrase right before a participle: "talks ended with | Bell accusing", "a report saying"."""
    first = start
    while first > 0 and start - first < _NEAR:
        before = tokens[first - 1]
        stop = before.low in w.PREPOSITIONS - {"of", "for", "at"} or before.low in w.SUBORDINATORS | w.COORDINATORS
        if stop or not before.word or is_adverb(before) or looks_past(tokens, first - 1):
            break
        first -= 1
    if first and tokens[first - 1].low in _PLACES:
        return None  # "they came through | the gate shouting"
    return (first, start) if first < start and good_source(tokens, first, start) else None


def elided(tokens: Tokens, at: int, verb: Verb, found: Group, earlier: list[Hit]) -> Hit | None:
    """As in "Bell left and said ...": the subject of the clause before."""
    start = found.start
    if start == 0 or tokens[start - 1].low not in {"and", "but", "then", ","} or verb.form == "base":
        return None
    if tokens[start - 1].low == "," and (start <= 1 or verb.form != "past" or not earlier):
        return None
    source = _main(earlier, at) or _same_clause_subject(tokens, start)
    right = complement(tokens, at, verb, len(tokens))
    if source is None or right is None:
        return None
    if tokens[start - 1].low == "," and right.kind not in {"that", "quote", "clause"}:
        return None  # "said that they came, ordered it removed and left": not the speaker's doing
    return rightward(tokens, at, verb, source, right, start=start, cuts=True)


def _same_clause_subject(tokens: Tokens, start: int) -> Range | None:
    """The subject of the clause that "and" goes on, or None where two clauses before it have different ones."""
    source = leading_subject(tokens, start)
    if source is None:
        return None
    last = next((at for at in range(start - 1, source[1], -1) if _is_main_verb(tokens, at)), None)
    nearest = subject_before(tokens, last, source[1]) if last is not None else None
    return source if nearest is None or nearest == source else None


def _is_main_verb(tokens: Tokens, at: int) -> bool:
    """Whether the token looks finite and no participle ("a plan backed by")."""
    if not looks_past(tokens, at):
        return False
    return not (tokens[at].low.endswith("ed") and at + 1 < len(tokens) and tokens[at + 1].low in w.PREPOSITIONS)


def rightward(
    tokens: Tokens, at: int, verb: Verb, source: Range | None, right: Complement, *, start: int, cuts: bool
) -> Hit | None:
    """The hit whose content follows the verb, cut where the reporter goes on."""
    ends = phrase_content_end if right.kind in {"noun", "infinitive"} else clause_end
    content = trim(tokens, (right.start, ends(tokens, right.start, _clause_limit(tokens, start, right.start))))
    if (
        content[0] >= content[1]
        or _says_nothing(tokens, content)
        or (content[1] - content[0] == 1 and tokens[content[0]].low in _EMPTY)
    ):
        return None
    return Hit((at, max(at + 1, min(right.cue_end, at + 3))), source, (content,), start, cuts=cuts, verb=verb.lemma)


def _says_nothing(tokens: Tokens, content: Range) -> bool:
    """Whether the content only stands for something else: "as it promised not | to do"."""
    return content[1] - content[0] <= MIN_CLAUSE and tokens[content[1] - 1].low in {"do", "so"}


def _clause_limit(tokens: Tokens, start: int, content: int) -> int:
    """Where a content inside a leading subordinate clause must end: "When Bell vowed to go, | her party split"."""
    if start == 0 or tokens[start - 1].low not in _LEADING or (start > 1 and tokens[start - 2].low != ","):
        return len(tokens)
    for at in range(content + 1, len(tokens) - MIN_CLAUSE):
        if tokens[at].low == "," and first_verb(tokens, at + 2, len(tokens)) is not None:
            return at
    return len(tokens)
