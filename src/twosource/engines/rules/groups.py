"""The verb group of a cue: its auxiliaries, and whether it puts words into a mouth here and now.

Not cues: what somebody would say, was to say, did not say, and nouns that look like a verb ("reports", "claims").
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.engines.rules import words as w
from twosource.engines.rules.lexicon import Verb
from twosource.engines.rules.phrases import (
    Tokens,
    is_adverb,
    is_time,
)

_SINGULAR = w.word_set("he she it this that one everyone")
_LONG = 5
_SPOKE = w.word_set("said says was is were are has had have")
_POINTS = frozenset(["point", "time"])
_POINT_WORDS = 3
_ADJECTIVE_ENDS = ("ible", "able", "ous", "ful", "less")


class Group(NamedTuple):
    """The verb group of a cue: where it starts, and what its auxiliaries tell."""

    start: int
    passive: bool = False
    progressive: bool = False
    modal: bool = False
    negated: bool = False
    infinitive: bool = False
    did: bool = False
    perfect: bool = False


def group(tokens: Tokens, at: int, verb: Verb) -> Group:
    """Walk left from the verb over adverbs and auxiliaries."""
    start = at
    lows: list[str] = []
    while start > 0:
        before = tokens[start - 1]
        if before.low in w.AUXILIARIES or before.low in w.NEGATIONS or before.low == "to" or is_adverb(before):
            if before.low == "to" and verb.form != "base":
                break
            lows.append(before.low)
            start -= 1
        elif aside(tokens, start):
            start = aside(tokens, start)
        else:
            break
    being = bool(lows) and any(low in w.BE for low in lows) and "to" not in lows
    return Group(
        start,
        passive=being and verb.form == "past",
        progressive=being and verb.form == "ing",
        modal=any(low in w.MODALS for low in lows),
        negated=any(low in w.NEGATIONS for low in lows),
        infinitive="to" in lows,
        did=any(low in w.DO for low in lows),
        perfect=any(low in w.HAVE for low in lows),
    )


def aside(tokens: Tokens, start: int) -> int:
    """Where a time between subject and verb starts ("Bell | on Monday | said"), or 0."""
    at = start
    if at > _POINT_WORDS and tokens[at - 1].low in _POINTS and tokens[at - _POINT_WORDS].low == "at":
        return at - _POINT_WORDS  # "Bell | at one point | said"
    while at > 1 and (is_time(tokens[at - 1]) or tokens[at - 1].low in w.TIME_LEADS or tokens[at - 1].low.isdigit()):
        at -= 1
    if at == start:
        return 0
    return at - 1 if tokens[at - 1].low in {"on", "in", "at"} and at > 1 else at


def may_be_cue(tokens: Tokens, at: int, verb: Verb, found: Group) -> bool:
    """Whether the form and its auxiliaries make a verb that puts words into a mouth here and now."""
    if found.passive or found.infinitive:
        return False
    if _expected(tokens, at, verb, found):
        return False
    if found.modal or (found.negated and "b" not in verb.frames and verb.lemma != "deny"):
        return False
    before = tokens[at - 1].low if at else ""
    if before in w.DETERMINERS and not (
        verb.form in {"past", "s"} and before in {"some", "many", "few", "most", "all"}
    ):
        return False
    if verb.form in {"base", "s"}:
        return _finite_present(tokens, at, verb, found)
    outer = tokens[found.start - 1].low if found.start else ""
    return not (verb.form == "past" and (before in w.PREPOSITIONS or outer in w.PREPOSITIONS | w.ARTICLES))


def _expected(tokens: Tokens, at: int, verb: Verb, found: Group) -> bool:
    """A participle that looks like a past: "a vote expected to pass"."""
    if verb.lemma != "expect" or verb.form != "past" or found.perfect or at + 1 == len(tokens):
        return False
    return tokens[at + 1].low == "to" and (found.start == 0 or tokens[found.start - 1].low not in w.SPEAKERS)


def _finite_present(tokens: Tokens, at: int, verb: Verb, found: Group) -> bool:
    """As in "says", "say": a noun of the same form is ruled out by what stands before it."""
    before = tokens[found.start - 1] if found.start else None
    if before is None or before.low in w.PREPOSITIONS or not (before.word or before.low in {",", '"', ")"}):
        return False
    if verb.form == "s":
        return not found.perfect and not found.did and not _is_noun(tokens, at)
    if found.did:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].low in _SPOKE:
        return False  # "the Herald report said"
    if found.perfect or before.low in _SINGULAR or before.low in {"to", "i", "we", "you"}:
        return False
    plural = before.low.endswith("s") and not before.low.endswith(("'s", "ss"))
    known = before.low in w.PEOPLE or before.low in {"they", "who", "many", "some", "others"}
    return plural or known or before.low in {",", ")"}


def _is_noun(tokens: Tokens, at: int) -> bool:
    """Whether a form on -s is a plural noun: a verb follows at once ("the claims were"), or a number or an adjective
    of number stands before ("four states").
    """
    before = tokens[at - 1].low
    if before in {"four", "two", "three", "five", "six", "several", "other", "such", "more", "united", "public"}:
        return True
    if before.endswith(_ADJECTIVE_ENDS) and at > 1 and tokens[at - 2].low in w.PREPOSITIONS:
        return True
    behind = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if tokens[at].low == "states" and behind not in {"that", '"', ",", ":"}:
        return True
    followed = behind in w.AUXILIARIES - w.CONTRACTED or behind in {"of", "and", "or", "on", "from", "by"}
    return followed or (behind.endswith("ed") and len(behind) > _LONG)
