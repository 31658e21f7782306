"""Who is told: the listener behind "told", "informed", "assured".

In: the tokens of a segment and where the listener starts. Out: where it ends, or None when no end can be told, as in
"told Ann Bell Paul Reed had left".
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.phrases import Tokens, is_time, looks_past

_REACH = 14
_SHORT = 8
_LISTENERS = w.word_set(
    "reporters journalists lawmakers members senators investigators prosecutors police supporters followers colleagues"
    " people friends staff aides staffers voters delegates investors analysts viewers listeners readers jurors"
    " parliament congress mps officials broadcaster broadcasters authorities"
)
_OBJECTS = frozenset(["him", "her", "them", "us", "me", "himself", "herself"])


def listener_end(tokens: Tokens, at: int, last: int) -> int | None:
    """The end of the listener: "the BBC", "reporters in Paris", "him", "Sky News host Ann Bell"."""
    if at >= last or not tokens[at].word:
        return None
    low = tokens[at].low
    alone = low in w.SUBJECTS or low in _OBJECTS or low in _LISTENERS
    if alone and not (low == "her" and at + 1 < last and _noun_like(tokens, at + 1)):
        return at + 1
    return at if low in {"that", "of", "about"} else _phrase_end(tokens, at, last)


def _phrase_end(tokens: Tokens, at: int, last: int) -> int | None:
    """The end of a listener of several words."""
    switch = None
    for index in range(at + 1, min(last, at + _REACH)):
        before = tokens[index - 1]
        if _stops(tokens, index):
            return index
        inside = before.low in w.PREPOSITIONS or before.low in w.DETERMINERS or before.low in {"and", "&"}
        if inside:
            continue
        if tokens[index].low in w.DETERMINERS or is_time(tokens[index]):
            return index
        if looks_past(tokens, index):  # the clause has begun: its subject is behind the last change to capitals
            return switch or (index - 1 if index - 1 > at and before.capital else None)
        if tokens[index].capital and not before.capital:
            switch = index
    return last if last - at < _SHORT else switch


def _stops(tokens: Tokens, at: int) -> bool:
    """Whether no listener goes on here, whatever stands before."""
    token = tokens[at]
    if token.quote or not token.word or token.low == "to":
        return True
    return token.low in w.SUBORDINATORS | w.SUBJECTS | (w.PREPOSITIONS - {"of"})


def _noun_like(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    known = token.low in w.SUBJECTS | w.DETERMINERS | w.PREPOSITIONS | w.SUBORDINATORS | w.AUXILIARIES
    return token.word and not known and not is_time(token)
