"""Where a content ends: before what the reporter adds in words of his own.

In: the tokens of a segment and where a content starts. Out: the token behind its last. A clause runs to the segment's
end or to a comma behind which a relative, concessive or participle clause follows; a noun phrase or an infinitive ends
earlier, before any clause or predicate of its own ("denied any part in it | and his lawyer has appealed").
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.phrases import Range, Tokens, first_verb, looks_past
from twosource.engines.rules.tokens import Token

MIN_CLAUSE = 3
_LONG = 5
_NEAR_VERB = 6
_CHANNELS = w.word_set(
    "statement interview tweet tweets twitter facebook telegram instagram weibo letter email message post posts memo"
    " conference briefing speech broadcast op-ed"
)
_CLAUSE_LEADS = w.word_set("when after before while because although though since")
FINAL = frozenset([".", "?", "!", "…", "...", ";"])
_CLOSERS = frozenset([",", ";", ":", "—", "–", "--", "-", ")", "("])
_AFTERTHOUGHTS = w.word_set("which who whose whom whereas while although though despite")
"""Behind a comma these add the reporter's own words to a content. Set on the stories of ``train``: the annotators
ended the content before them in four of five cases."""


def content_end(tokens: Tokens, start: int, last: int) -> int:
    """The end of a content that runs to the segment's end: without final stops and brackets."""
    end = last
    while end > start and (tokens[end - 1].low in FINAL or tokens[end - 1].low in _CLOSERS):
        end -= 1
    return end


def clause_end(tokens: Tokens, start: int, last: int) -> int:
    """Where an indirect content ends: at the segment's end, or at a comma behind which the reporter adds something."""
    end = content_end(tokens, start, last)
    for at in range(start + 1, end - 1):
        low, behind = tokens[at].low, tokens[at + 1]
        if low == ";" or (low == "," and behind.low in _AFTERTHOUGHTS and first_verb(tokens, start, at) is not None):
            return at
        if low == "," and _absolute(tokens, at + 1, end):
            return at
    return end


def phrase_content_end(tokens: Tokens, start: int, last: int) -> int:
    """Where a content that is a noun phrase or an infinitive ends: also before a clause with a subject of its own,
    as in "denied any part in it | and his lawyer has appealed".
    """
    end = clause_end(tokens, start, last)
    for at in range(start + 1, end - 2):
        low = tokens[at].low
        if low in {"in", "on", "via", "during"} and _channel(tokens, at + 1, end):
            return at
        if low in {"and", "but"} and _new_clause(tokens, at + 1, end):
            return at
        if low in {",", "and", "but"} and _next_predicate(tokens, at + 1):
            return at
        if low == "," and tokens[at + 1].low in _CLAUSE_LEADS and first_verb(tokens, at + 2, end) is not None:
            return at
    return end


def _next_predicate(tokens: Tokens, at: int) -> bool:
    """Whether the reporter's sentence goes on with another verb: "vowed to fight, | imposed a ban and left"."""
    if at + 1 >= len(tokens) or tokens[at].low in w.AUXILIARIES or not looks_past(tokens, at):
        return False
    behind = tokens[at + 1]
    return behind.low in w.DETERMINERS | w.SUBJECTS or behind.low in {"that", "to", "him", "them"}


def _channel(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a phrase tells by what way it was said: "in | a message on Telegram"."""
    for token in tokens[at : min(last, at + _NEAR_VERB - 1)]:
        if token.low in _CHANNELS:
            return True
        if not token.word or token.low in w.PREPOSITIONS:
            return False
    return False


def _new_clause(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a subject and its verb follow at once: "and | Reed has", "but | the council was"."""
    token = tokens[at]
    if token.low in w.CONTRACTED or (token.low in w.SUBJECTS and token.low != "who"):
        return True
    if not (token.capital or token.low in w.DETERMINERS):
        return False
    for index in range(at + 1, min(last, at + _NEAR_VERB)):
        if not tokens[index].word or tokens[index].low in w.PREPOSITIONS | w.SUBORDINATORS:
            return False
        if looks_past(tokens, index) and tokens[index].low not in w.NOT_PASTS:
            return not (tokens[index].low.endswith("ed") and index + 1 < last and tokens[index + 1].low in {"by", "in"})
    return False


def _absolute(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a participle clause of the reporter's starts here: "leaving ...", "with Mr. Reed rejecting ..."."""
    if _is_participle(tokens[at]):
        return True
    first = at + (tokens[at].low == "with")
    if first >= last or not tokens[first].capital or tokens[first].quote:
        return False
    for index in range(first + 1, min(last, first + _NEAR_VERB)):
        if _is_participle(tokens[index]):
            return True
        if not tokens[index].capital:
            return False
    return False


def _is_participle(token: Token) -> bool:
    return token.low.endswith("ing") and not token.capital and len(token.low) > _LONG


def trim(tokens: Tokens, found: Range) -> Range:
    """A range without stops, commas and conjunctions at its ends."""
    first, last = found
    while first < last and (tokens[first].low in _CLOSERS or tokens[first].low in FINAL):
        first += 1
    while last > first and (
        tokens[last - 1].low in _CLOSERS | FINAL or tokens[last - 1].low in {"and", "but", "while"}
    ):
        last -= 1
    return first, last
