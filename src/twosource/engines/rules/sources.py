"""Whether the words found as a source can be one: the last test of every hit, whatever rule found it.

In: the tokens of a segment and a range of them. Out: True or False. Refused are ranges with a finite verb outside a
relative clause ("the governor took the roof off"), a bare singular noun that no name ends ("opposition at home"), a
pronoun with more words behind it ("they need the approval"), and ranges that are too long to be one phrase. A remark
without a speaker costs less than one in the wrong mouth.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.phrases import Range, Tokens, is_time, looks_past

MAX_HEAD = 14
"""Words up to the first comma: longer ones in 8,000 news articles were clauses, not phrases."""
_RELATIVES = w.word_set("who which that where whose whom")
_NUMBERS = w.word_set(
    "one two three four five six seven eight nine ten dozens hundreds thousands tens half more another plenty"
)
_AFTER_PRONOUN = w.word_set("who all both each and")
_OBJECTS = w.word_set("him them me us")
_TOLD = w.word_set("told asked pressed questioned speaking confronted faced")
_MASS = w.word_set("information research evidence analysis testimony footage video law word material press staff")
_LONG = 6
_POSSESSIVE = frozenset(["'s"])


def sound(tokens: Tokens, source: Range) -> bool:
    """Whether the range can be somebody or something that speaks."""
    first, last = source
    if last - first == 1:
        return True
    if _is_lead(tokens, first) or _has_object(tokens, first, last):
        return False
    if tokens[first].low in w.SPEAKERS and tokens[first + 1].low not in _AFTER_PRONOUN | {",", "("}:
        return False
    head = _head_end(tokens, first, last)
    return head - first <= MAX_HEAD and not _bare(tokens, first, head) and not _has_finite(tokens, first, last)


def _has_object(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a verb's object is among the words: "most voters want him", but not "those around him"."""
    return any(tokens[at].low in _OBJECTS and tokens[at - 1].low not in w.PREPOSITIONS for at in range(first + 1, last))


def _is_lead(tokens: Tokens, first: int) -> bool:
    """Whether the words begin as a participle clause or a time does: "joining others", "a day after the vote"."""
    lead, behind = tokens[first], tokens[first + 1]
    if behind.capital or behind.low in {",", "("}:
        return False
    object_follows = behind.low in w.DETERMINERS | w.PREPOSITIONS | {"others"}
    participle = lead.low.endswith("ing") and len(lead.low) > _LONG and not lead.capital and object_follows
    past = lead.low in _TOLD and behind.low in w.PREPOSITIONS
    time = lead.low in w.DETERMINERS | _NUMBERS and is_time(behind) and tokens[first + 2].low in {"after", "before"}
    return participle or past or time or (behind.low == "number" and lead.low == "the")


def _head_end(tokens: Tokens, first: int, last: int) -> int:
    """Where the phrase itself ends: at a comma, a bracket or a relative clause."""
    stops = _RELATIVES | {",", "(", "—", "–"}
    return next((at for at in range(first + 1, last) if tokens[at].low in stops), last)


def _bare(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase without an article is a singular that nobody would name so: "opposition at home"."""
    lead = tokens[first]
    if lead.low.endswith("s") and tokens[first + 1].low in w.ARTICLES and lead.low not in w.PEOPLE | w.DETERMINERS:
        return True  # "thinks | a resolution": cut out of a predicate
    if (
        lead.capital
        or lead.low.startswith("spokes")
        or lead.low in w.DETERMINERS | w.PEOPLE | _NUMBERS
        or not lead.low[0].isalpha()
    ):
        return False
    end = next((at for at in range(first + 1, last) if tokens[at].low in w.PREPOSITIONS), last)
    names = any(tokens[at].capital for at in range(max(first, end - 2), end))
    if any(tokens[at].low in _MASS for at in range(first, end)):
        return False
    plural = any(tokens[at].low.endswith("s") or tokens[at].low in w.PEOPLE for at in range(first, end))
    return not names and not plural


def _has_finite(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a finite verb stands outside of relative clauses; participles ("documents filed in court") may stand."""
    inner = False
    for at in range(first + 1, last):
        low = tokens[at].low
        if low in _RELATIVES:
            inner = True
        elif low == ",":
            inner = False
        elif not inner and _is_finite(tokens, at, last):
            return True
    return False


def _is_finite(tokens: Tokens, at: int, last: int) -> bool:
    token = tokens[at]
    if token.capital or token.low in _POSSESSIVE:
        return False
    if token.low in w.AUXILIARIES - {"being"} or token.low in w.CONTRACTED:
        return True
    if at + 1 >= last or not looks_past(tokens, at) or token.low in w.NOT_PASTS:
        return False
    behind = tokens[at + 1].low
    return behind in w.DETERMINERS or behind in w.SUBJECTS
