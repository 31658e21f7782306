"""What is said: where the content behind a cue verb starts.

In: the tokens of a segment, the place of the verb, its frames. Out: the first token of the content and the kind of
complement it is, or None where nothing that follows can be content.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.engines.rules import words as w
from twosource.engines.rules.endings import FINAL, MIN_CLAUSE, content_end
from twosource.engines.rules.lexicon import Verb
from twosource.engines.rules.listeners import listener_end
from twosource.engines.rules.phrases import (
    SPEECH_PLACES,
    Tokens,
    first_verb,
    is_adverb,
    is_time,
    looks_past,
    starts_speech_place,
)

PLAIN_SPEECH = w.word_set(
    "say think believe claim insist argue note add tell warn suggest fear hope feel maintain contend estimate predict"
    " inform assure remind convince reassure allege tweet"
)
"""Verbs behind which a bare clause is taken on trust: no other reading is common."""

_SCOLDING = frozenset(["lash out", "hit out", "hit back", "fire back", "rip", "tear", "rail", "speak out"])
_ANONYMITY_REACH = 5
_NAMELESS = frozenset(["named", "identified", "anonymous", "anonymity", "quoted"])
_LONG = 5
_FLOATED = w.word_set("idea ideas possibility plan plans prospect proposal proposals notion theory")
_FINITE = (w.AUXILIARIES | w.IRREGULAR_PASTS) - {"having", "being"}
_NO_SUBJECT = frozenset(["that", "who", "which", ",", "to", ";", '"'])
_NEW_CLAUSE = frozenset(["and", "but", "when", "while", "after", "as"])
"""Words that do not stand between the start of a bare clause and its verb."""
_OF = frozenset(["of", "for", "in", "between", "against"])
DEEDS = frozenset(["responsibility", "credit"])
"""What is claimed without a clause: "claimed responsibility for the blast"."""
_SAID_THINGS = w.word_set(
    "goodbye hello nothing something anything everything little much thanks sorry farewell yes no"
)


class Complement(NamedTuple):
    """The content starts at token ``start``; ``kind``: that, quote, clause, noun, infinitive, question or place."""

    start: int
    kind: str
    cue_end: int


def skip_adverbials(tokens: Tokens, at: int, last: int) -> int:
    """Behind days, adverbs and phrases that tell where or when it was said: "on Monday in a statement | that"."""
    while at < last:
        token = tokens[at]
        if is_time(token) or (is_adverb(token) and token.low not in {"no", "not", "both", "each", "only", "all"}):
            at += 1
            while at < last and tokens[at].low[0].isdigit():
                at += 1
        elif token.low in w.TIME_LEADS and at + 1 < last and is_time(tokens[at + 1]):
            at += 2
        elif token.low in w.PREPOSITIONS:
            behind = _behind_place(tokens, at, last)
            if behind is None:
                break
            at = behind
        elif token.low == "," and at + 1 < last and _resumes(tokens, at, last):
            at += 1
        else:
            break
    return at


def _resumes(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether an aside between commas follows ("said, in a statement on Monday, that")."""
    inside = tokens[comma + 1]
    if not (inside.low in w.PREPOSITIONS or is_adverb(inside) or is_time(inside)):
        return False
    closing = next((at for at in range(comma + 1, min(last, comma + 15)) if tokens[at].low == ","), None)
    return closing is not None and starts_speech_place(tokens, comma + 1)


def _behind_place(tokens: Tokens, at: int, last: int) -> int | None:
    """Where a prepositional phrase behind the verb ends, if it tells a place or time of speech, or if a "that", a
    colon or a quotation follows it and so shows that the content is still to come.
    """
    for index in range(at + 1, min(last, at + 30)):
        token, before = tokens[index], tokens[index - 1]
        if token.low == "that" and before.low not in w.PREPOSITIONS:
            return index
        if token.low == ":" or token.low in FINAL:
            return index
        if token.low == ",":
            if index + 1 == last or tokens[index + 1].quote:
                return index
            return _that_behind(tokens, index, last)
        if token.quote:
            return index if before.low not in w.PREPOSITIONS else None
        if _turns(tokens, at, index) and starts_speech_place(tokens, at):
            return index
    return last if last - at < MIN_CLAUSE + 4 and not _has_clause(tokens, at, last) else None


def _that_behind(tokens: Tokens, comma: int, last: int) -> int | None:
    """The "that" behind one more aside: "told reporters in Rome, the capital, that"."""
    for at in range(comma + 1, min(last, comma + 12)):
        if tokens[at].low == "that" and tokens[at - 1].low == ",":
            return at
        if looks_past(tokens, at) or tokens[at].quote:
            return None
    return None


def _turns(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a new phrase starts at token ``at`` inside what began as a prepositional phrase."""
    token, before = tokens[at], tokens[at - 1]
    if at == first + 1 or before.low in w.PREPOSITIONS or before.low in w.DETERMINERS or before.low == "and":
        return False
    if token.low in w.SUBJECTS or token.low in w.DETERMINERS:
        return True
    if is_time(before) or before.low[0].isdigit():
        inside = is_time(token) or token.low[0].isdigit() or token.low in w.PREPOSITIONS | SPEECH_PLACES
        return token.word and not inside  # "in the January letter" goes on
    return token.capital and not before.capital and not is_time(token)


def _has_clause(tokens: Tokens, first: int, last: int) -> bool:
    return first_verb(tokens, first, last) is not None


def complement(tokens: Tokens, at: int, verb: Verb, last: int) -> Complement | None:
    """What follows the verb at token ``at``; ``last`` is the segment's end."""
    frames = verb.frames
    start = at + 1
    if any(token.low in _NAMELESS for token in tokens[start : start + _ANONYMITY_REACH]):
        return None  # "asked not to be named"
    if start < last and tokens[start].low in verb.preps:
        if verb.lemma in _SCOLDING and not _has_reason(tokens[start:last]):
            return None
        return _after_preposition(tokens, start, last)
    if "o" in frames:
        end = listener_end(tokens, start, last)
        if end is not None and end > start:
            return _told(tokens, start, end, verb, last)
        if "t" not in frames:
            return None
    return _plain(tokens, at, verb, last)


def _has_reason(rest: Tokens) -> bool:
    """Whether somebody is scolded for something, so that more is told than that he was scolded."""
    return any(token.quote or token.low in {"for", "as"} for token in rest)


def _told(tokens: Tokens, start: int, end: int, verb: Verb, last: int) -> Complement | None:
    """What a listener (tokens ``start..end``) is told."""
    behind = skip_adverbials(tokens, end, last)
    found = _clause(tokens, behind, last, trust=True, quotes="q" in verb.frames or "o" in verb.frames)
    if found:
        return found._replace(cue_end=start)
    if behind < last and tokens[behind].low in {"to", "of", "about"} | w.WH:
        return Complement(behind if tokens[behind].low in w.WH | {"to"} else behind + 1, "noun", start)
    return None


def _after_preposition(tokens: Tokens, prep: int, last: int) -> Complement | None:
    end = content_end(tokens, prep + 1, last)
    if end <= prep + 1 or tokens[prep + 1].low == "by" or tokens[prep + 1].low in _FINITE:
        return None  # "the changes insisted on by the council", "what she objects to is"
    return Complement(prep + 1, "noun", prep + 1)


def _clause(tokens: Tokens, at: int, last: int, *, trust: bool, quotes: bool) -> Complement | None:
    """A "that" clause, a quotation or a bare clause that starts at token ``at``."""
    if at >= last:
        return None
    token = tokens[at]
    if token.low == "that" and at + 1 < last and not _that_is_pronoun(tokens, at):
        return Complement(at + 1, "that", at)
    skip = at
    while skip < last and tokens[skip].low in {",", ":"}:
        skip += 1
    if skip < last and tokens[skip].quote:
        return Complement(skip, "quote", at) if quotes else None
    if skip > at:
        colon = any(t.low == ":" for t in tokens[at:skip])
        return Complement(skip, "quote", at) if colon and last - skip >= MIN_CLAUSE and quotes else None
    if _starts_clause(tokens, at, last, trust=trust):
        return Complement(at, "clause", at)
    return None


def _that_is_pronoun(tokens: Tokens, at: int) -> bool:
    """Whether "that" is no conjunction: "said that is", "more diverse states that are"."""
    return tokens[at + 1].low in w.AUXILIARIES - w.CONTRACTED - {"had", "being", "having", "should", "may"}


def _starts_clause(tokens: Tokens, at: int, last: int, *, trust: bool) -> bool:
    token = tokens[at]
    if not token.word or last - at < MIN_CLAUSE:
        return False
    if (
        token.low in w.PREPOSITIONS
        or token.low in w.SUBORDINATORS - {"that", "if", "what"}
        or token.low in w.COORDINATORS
    ):
        return False
    if token.low in w.CONTRACTED:
        return True
    plain = trust
    verb = first_verb(tokens, at + 1, last)
    known = token.capital or token.low in w.DETERMINERS | w.SUBJECTS or token.low[0].isdigit() or token.low in w.PEOPLE
    if trust and last - at > _LONG and token.low not in _SAID_THINGS and tokens[at + 1].low in _OF:
        return True  # "said part of the loss comes from"
    if verb is None:
        return trust and known
    trust = trust and (known or verb - at < MIN_CLAUSE + 1)
    between = {t.low for t in tokens[at:verb]}
    later = set() if plain else {t.low for t in tokens[at + MIN_CLAUSE : verb]} & _NEW_CLAUSE
    return trust or not (between & _NO_SUBJECT or later)


def _plain(tokens: Tokens, at: int, verb: Verb, last: int) -> Complement | None:
    frames = verb.frames
    start = at + 1
    if "i" in frames and start < last:
        first = start + (tokens[start].low == "not")
        if first < last and tokens[first].low == "to":
            return Complement(start, "infinitive", start)
    if verb.lemma == "claim" and start < last and tokens[start].low in DEEDS:
        return Complement(start, "noun", start)
    behind = skip_adverbials(tokens, start, last)
    clauses = "t" in frames or "T" in frames
    if clauses or "q" in frames:
        found = _clause(tokens, behind, last, trust=verb.lemma in PLAIN_SPEECH, quotes="q" in frames)
        if found and (found.kind == "quote" or (found.kind == "that" and clauses) or "t" in frames):
            return found._replace(cue_end=start)
    if behind < last and "w" in frames and tokens[behind].low in w.WH:
        return Complement(behind, "question", start)
    return _object(tokens, start, verb, last)


def _object(tokens: Tokens, start: int, verb: Verb, last: int) -> Complement | None:
    """A noun phrase that is the content, or somebody of whom something is said."""
    if start >= last or not _starts_object(tokens, start):
        return None
    rest = tokens[start:last]
    lows = {t.low for t in rest}
    if verb.lemma == "float" and not lows & _FLOATED:
        return None
    if "n" in verb.frames:
        return Complement(start, "noun", start)
    if "x" in verb.frames and "to" in lows:
        return Complement(start, "noun", start)
    if verb.lemma == "blame":
        return Complement(start, "noun", start)
    if "c" in verb.frames:
        return Complement(start, "noun", start) if _names(tokens, start, last) else None
    if "g" in verb.frames and ("of" in lows or "for" in lows or "as" in lows or any(t.quote for t in rest)):
        return Complement(start, "noun", start)
    return None


def _starts_object(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if token.quote:
        return True
    if not token.word or token.low in w.PREPOSITIONS or token.low in w.SUBORDINATORS - {"that", "what", "how"}:
        return False
    return not is_time(token) and token.low not in w.COORDINATORS and token.low not in w.AUXILIARIES


def _names(tokens: Tokens, start: int, last: int) -> bool:
    """Whether somebody is called something: a quotation, or a second noun phrase behind the first."""
    end = start + 1
    if tokens[start].quote:
        return True
    while end < last and tokens[end].word and tokens[end].low not in w.PREPOSITIONS:
        if tokens[end].low in {"a", "an", "the"} and tokens[end - 1].low not in w.DETERMINERS:
            return True
        if tokens[end].low in {"to", "off", "on", "in"}:
            break
        end += 1
    near = tokens[start : min(last, start + 12)]
    return any(t.quote for t in near) and not any(t.low in {"and", "but", "who"} for t in near[:3])
