"""Attributions by whose count it is: "by the governor's count, two people died", "police put the toll at 9".

In: the tokens of a segment. Out: hits in text order. The verbs here ("put", "raised", "lowered") say nothing by
themselves; only with a number of something and its value are they somebody's word.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.endings import MIN_CLAUSE, clause_end, trim
from twosource.engines.rules.groups import group
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.lexicon import VERBS
from twosource.engines.rules.nouns import owner, owns
from twosource.engines.rules.phrases import Range, Tokens, first_verb
from twosource.engines.rules.subjects import subject_before

_RECKONINGS = {
    "by": w.word_set(
        "count counts account accounts estimate estimates reckoning tally calculation calculations admission telling"
        " figures assessment"
    ),
    "in": w.word_set("view opinion telling estimation judgment judgement words eyes account"),
}
_PUT = w.word_set("put puts putting")
_MOVED = w.word_set("raised raises lowered lowers revised revises increased updated reduced")
_COUNTED = w.word_set(
    "toll tolls number numbers count figure figures total tally estimate estimates cost costs damage losses"
)
_VICTIMS = w.word_set(
    "injured wounded dead deaths killed victims casualties missing injuries fatalities cases hurt infected arrested"
    " detained"
)
_VALUES = w.word_set(
    "one two three four five six seven eight nine ten eleven twelve about around nearly almost more at some between"
    " dozens hundreds thousands over roughly least zero"
)
_OWNER_REACH = 8
_OBJECT_REACH = 12


def find(tokens: Tokens) -> list[Hit]:
    """All hits of the segment."""
    hits: list[Hit] = []
    for at, token in enumerate(tokens[:-1]):
        hit = None
        if token.low in _RECKONINGS:
            hit = _reckoning(tokens, at)
        elif token.low in _PUT or token.low in _MOVED:
            hit = _put(tokens, at)
        if hit:
            hits.append(hit)
    return hits


def _reckoning(tokens: Tokens, at: int) -> Hit | None:
    """As in "By the governor's own count, ..." before a clause, or "..., by his own account" behind one."""
    last = len(tokens)
    nouns = _RECKONINGS[tokens[at].low]
    noun = next((i for i in range(at + 2, min(last, at + _OWNER_REACH)) if tokens[i].low in nouns), None)
    if noun is None or noun + 1 >= last or tokens[noun + 1].low not in {",", "."}:
        return None
    mark = noun - 1 - (tokens[noun - 1].low in {"own", "latest", "first", "last", "initial"})
    source = owner(tokens, mark) if mark > at and owns(tokens, mark) else None
    if source is None or source[0] != at + 1:
        return None
    if at == 0:
        content = trim(tokens, (noun + 1, clause_end(tokens, noun + 1, last)))
    elif tokens[at - 1].low == "," and tokens[noun + 1].low == ".":
        content = trim(tokens, (0, at))
    else:
        return None
    if content[1] - content[0] < MIN_CLAUSE or first_verb(tokens, *content) is None:
        return None
    return Hit((noun, noun + 1), source, (content,), at, cuts=True, verb="count")


def _put(tokens: Tokens, at: int) -> Hit | None:
    """As in "police put the toll at 9" and "the ministry raised the number of injured from 12 to 17"."""
    found = group(tokens, at, VERBS["said"])
    if found.passive or found.modal or found.negated or found.infinitive:
        return None
    end = _value_end(tokens, at)
    source = subject_before(tokens, found.start) if end else None
    if end is None or source is None:
        return None
    if tokens[at].low in _MOVED and not _speaks(tokens, source):
        return None
    return Hit((at, at + 1), source, (trim(tokens, (at + 1, end)),), source[0], cuts=True, verb="put")


def _value_end(tokens: Tokens, at: int) -> int | None:
    """Where the value behind the verb ends, if what is put is a number of something."""
    last = min(len(tokens), at + 1 + _OBJECT_REACH)
    counted = next((i for i in range(at + 1, min(last, at + 5)) if tokens[i].low in _COUNTED), None)
    if counted is None or any(t.low in w.PREPOSITIONS for t in tokens[at + 1 : counted]):
        return None
    moved = tokens[at].low in _MOVED
    lead = {"to"} if moved else {"at"}
    sure = tokens[counted].low in {"toll", "tally", "count", "estimate", "tolls", "estimates"}
    if moved and not sure and not any(t.low in _VICTIMS for t in tokens[counted + 1 : last]):
        return None
    for index in range(counted + 1, last - 1):
        behind = tokens[index + 1].low
        if tokens[index].low in lead and (behind[0].isdigit() or behind[0] in "$€£" or behind in _VALUES):
            return clause_end(tokens, index + 1, _clause_stop(tokens, index + 2))
    return None


def _clause_stop(tokens: Tokens, at: int) -> int:
    """The first comma, conjunction or stop from a token on."""
    stops = {",", ";", "and", "but", "while", "—", "–", "(", "."}
    return next((i for i in range(at, len(tokens)) if tokens[i].low in stops), len(tokens))


def _speaks(tokens: Tokens, source: Range) -> bool:
    """Whether the subject is somebody and not the storm that raised the number."""
    low, head = tokens[source[0]].low, tokens[source[1] - 1]
    return low in {"he", "she", "they"} or head.capital or head.low in w.PEOPLE
