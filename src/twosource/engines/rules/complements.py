"""What is said: where the content behind a cue verb starts and ends.

In: the tokens of a segment, the place of the verb, its frames. Out: the first token of the content and the kind of
complement it is, or None where nothing that follows can be content.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.engines.rules import words as w
from twosource.engines.rules.lexicon import Verb
from twosource.engines.rules.listeners import listener_end
from twosource.engines.rules.phrases import (
    SPEECH_PLACES,
    Range,
    Tokens,
    first_verb,
    is_adverb,
    is_time,
    looks_past,
    starts_speech_place,
)
from twosource.engines.rules.tokens import Token

PLAIN_SPEECH = w.word_set(
    "say think believe claim insist argue note add tell warn suggest fear hope feel maintain contend estimate predict"
    " inform assure remind convince reassure allege tweet"
)
"""Verbs behind which a bare clause is taken on trust: no other reading is common."""

_SCOLDING = frozenset(["lash out", "hit out", "hit back", "fire back", "rip", "tear", "rail", "speak out"])
MIN_CLAUSE = 3
_ANONYMITY_REACH = 5
_NAMELESS = frozenset(["named", "identified", "anonymous", "anonymity", "quoted"])
_LONG = 5
_FLOATED = w.word_set("idea ideas possibility plan plans prospect proposal proposals notion theory")
_FINITE = (w.AUXILIARIES | w.IRREGULAR_PASTS) - {"having", "being"}
_NEAR_VERB = 6
_CHANNELS = w.word_set(
    "statement interview tweet tweets twitter facebook telegram instagram weibo letter email message post posts memo"
    " conference briefing speech broadcast op-ed"
)
_CLAUSE_LEADS = w.word_set("when after before while because although though since")
_FINAL = frozenset([".", "?", "!", "…", "...", ";"])
_CLOSERS = frozenset([",", ";", ":", "—", "–", "--", "-", ")", "("])
_NO_SUBJECT = frozenset(["that", "who", "which", ",", "to", ";", '"'])
_NEW_CLAUSE = frozenset(["and", "but", "when", "while", "after", "as"])
"""Words that do not stand between the start of a bare clause and its verb."""
_OF = frozenset(["of", "for", "in", "between", "against"])
_SAID_THINGS = w.word_set(
    "goodbye hello nothing something anything everything little much thanks sorry farewell yes no"
)
_AFTERTHOUGHTS = w.word_set("which who whose whom whereas while although though despite")
"""Behind a comma these add the reporter's own words to a content. Set on the stories of ``train``: the annotators
ended the content before them in four of five cases."""


def clause_end(tokens: Tokens, start: int, last: int) -> int:
    """Where an indirect content ends: at the segment's end, or at a comma behind which the reporter adds something."""
    end = content_end(tokens, start, last)
    for at in range(start + 1, end - 1):
        low, behind = tokens[at].low, tokens[at + 1]
        if low == ";" or (low == "," and behind.low in _AFTERTHOUGHTS and _has_clause(tokens, start, at)):
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
        if low == "," and tokens[at + 1].low in _CLAUSE_LEADS and _has_clause(tokens, at + 2, end):
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


class Complement(NamedTuple):
    """The content starts at token ``start``; ``kind``: that, quote, clause, noun, infinitive, question or place."""

    start: int
    kind: str
    cue_end: int


def content_end(tokens: Tokens, start: int, last: int) -> int:
    """The end of a content that runs to the segment's end: without final stops and brackets."""
    end = last
    while end > start and (tokens[end - 1].low in _FINAL or tokens[end - 1].low in _CLOSERS):
        end -= 1
    return end


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
        if token.low == ":" or token.low in _FINAL:
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
    return tokens[at + 1].low in {"is", "was", "would", "will", "'s"}


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


def trim(tokens: Tokens, found: Range) -> Range:
    """A range without stops, commas and conjunctions at its ends."""
    first, last = found
    while first < last and (tokens[first].low in _CLOSERS or tokens[first].low in _FINAL):
        first += 1
    while last > first and (
        tokens[last - 1].low in _CLOSERS | _FINAL or tokens[last - 1].low in {"and", "but", "while"}
    ):
        last -= 1
    return first, last
