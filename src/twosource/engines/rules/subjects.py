"""Who does it: the noun phrase that is the subject of a verb, found with closed classes alone.

In: the tokens of a segment and where the verb group starts. Out: a half-open range of tokens, or None when no phrase
there can be a source. The range holds the whole phrase as it stands, with title, apposition ("Ann Bell, a judge") and
prepositional tail ("a spokesman for the ministry"), without leading adverbials ("In Paris on Monday").

It does not parse: a subject that is separated from its verb by a clause with verbs and commas of its own is not found.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.lexicon import VERBS
from twosource.engines.rules.phrases import (
    BREAKS,
    MAX_SUBJECT,
    Range,
    Tokens,
    first_verb,
    good_source,
    has_verb,
    is_adverb,
    is_time,
    looks_past,
    starts_speech_place,
)
from twosource.engines.rules.sources import sound
from twosource.engines.rules.tokens import Token

_SHORT = 2
_LONG = 8
_SOMEBODY = w.word_set("man woman person boy girl")
_CLAUSE_LEADS = w.word_set("after before as since until because when while where if once though although")
_PARTICIPLE_TAILS = w.word_set("by of in with from to on at for as about against")
_JOINERS = w.PREPOSITIONS | w.DETERMINERS | w.COORDINATORS


def subject_before(tokens: Tokens, verb: int, floor: int = 0) -> Range | None:
    """The subject whose last word stands right before token ``verb``; nothing before ``floor`` is looked at."""
    last = verb
    if last <= floor:
        return None
    if tokens[last - 1].low == ",":
        return _subject_across(tokens, last - 1, floor)
    if tokens[last - 1].low == ")":
        opening = next((at for at in range(last - 2, floor, -1) if tokens[at].low == "("), None)
        if opening is None:
            return None
        head = subject_before(tokens, opening, floor)
        return (head[0], last) if head else None
    if tokens[last - 1].low in {"who", "which", "that"}:
        return _antecedent(tokens, last - 1, floor)
    return _plain(tokens, last, floor)


def leading_subject(tokens: Tokens, last: int) -> Range | None:
    """The subject of the segment's first clause: what stands before its first finite verb."""
    verb = first_verb(tokens, 1, last)
    if verb is None:
        return None
    while verb > 1 and is_adverb(tokens[verb - 1]):
        verb -= 1
    return subject_before(tokens, verb)


def strip_lead(tokens: Tokens, first: int, last: int) -> int:
    """The range's start without conjunctions, adverbs and leading prepositional phrases."""
    at = first
    while at < last:
        token = tokens[at]
        if token.low in w.COORDINATORS or token.low in {",", "so", "that"} or _leading_adverb(tokens, at, last):
            at += 1
        elif token.low in w.PREPOSITIONS and token.low != "like":
            behind = _behind_preposition(tokens, at, last)
            if behind is None:
                return last
            at = behind
        elif is_time(token) and at + 1 < last and token.low not in {"may", "march"}:
            at += 1
        else:
            break
    return at


def _leading_adverb(tokens: Tokens, at: int, last: int) -> bool:
    return is_adverb(tokens[at]) and at + 1 < last and tokens[at].low not in {"both", "each"}


def _behind_preposition(tokens: Tokens, at: int, last: int) -> int | None:
    """Where the next noun phrase starts behind a leading prepositional phrase: "On Monday | the ministry"."""
    seen = False
    for index in range(at + 1, last):
        token, before = tokens[index], tokens[index - 1]
        starts = token.low in w.SUBJECTS or (token.low in w.DETERMINERS and before.low not in w.PREPOSITIONS)
        names = token.capital and is_time(before) and not is_time(token)
        turns = token.capital and before.word and not before.capital and before.low not in _JOINERS
        if seen and (starts or names or (turns and not _leads_name(before))):
            return index
        seen = seen or token.low not in w.DETERMINERS
    return None


def _leads_name(token: Token) -> bool:
    """Whether a small word may stand inside or right before a name it belongs to: "former", "president"."""
    return not is_time(token) and not token.low[0].isdigit()


def _plain(tokens: Tokens, last: int, floor: int) -> Range | None:
    """The phrase that ends right before ``last``, with an apposition in front ("The judge, Ann Bell, said")."""
    first = strip_lead(tokens, _clause_start(tokens, last, floor), last)
    if last - first > 1 and tokens[last - 1].low in {"he", "she", "they"}:
        first = last - 1  # "the cases | he cited"
    first = _behind_clause(tokens, first, last)
    if last - first > _LONG:  # "... a law that bars it after | officers said"
        first = max([first, *(at + 1 for at in range(first, last - 1) if tokens[at].low in _CLAUSE_LEADS - {"as"})])
    last = _before_place(tokens, first, last)
    if first >= last or (first > floor and tokens[first - 1].low in {"who", "to"}):
        return None  # the predicate of a relative clause, or an infinitive
    if any(_opens_relative(tokens, at) for at in range(first + 2, last)):
        return None
    lead = tokens[first]
    if lead.low.endswith("ing") and not lead.capital and last - first > 1 and not tokens[first + 1].capital:
        return None
    return (first, last) if good_source(tokens, first, last) else None


def _opens_relative(tokens: Tokens, at: int) -> bool:
    """Whether a second subject starts inside a phrase: "an allegation | the president denied"."""
    before = tokens[at - 1]
    if tokens[at].low not in {"the", "he", "she", "they"} or not before.word or before.capital:
        return False
    if at + 1 < len(tokens) and is_time(tokens[at + 1]):
        return False  # "the review of the force the year before"
    return not (before.low in _JOINERS or is_adverb(before) or is_time(before) or looks_past(tokens, at - 1))


def _behind_clause(tokens: Tokens, first: int, last: int) -> int:
    """The start of the last clause of a range that turns out to hold a finite verb; ``last`` if there is none: a
    phrase with a verb in it is no subject. Participles ("documents obtained by") and relative clauses may stay.
    """
    for at in range(first + 1, last - 1):
        if tokens[at].low in {"who", "that", "which"}:
            break
        finite = looks_past(tokens, at) and tokens[at + 1].low not in _PARTICIPLE_TAILS
        if not finite and tokens[at].low not in w.AUXILIARIES:
            continue
        leads = [i for i in range(at + 1, last) if tokens[i].low in _CLAUSE_LEADS]
        return strip_lead(tokens, leads[-1] + 1, last) if leads else last
    return first


def _before_place(tokens: Tokens, first: int, last: int) -> int:
    """The end of a subject without a place of speech behind it: "Bell | in a tweet | blamed"."""
    for at in range(last - 2, first, -1):
        if tokens[at].low in {"in", "on", "during"} and tokens[at - 1].capital and starts_speech_place(tokens, at):
            return at
    return last


def _antecedent(tokens: Tokens, relative: int, floor: int) -> Range | None:
    """What "who" or "which" stands for: the phrase before it."""
    last = relative - 1 if relative > floor and tokens[relative - 1].low == "," else relative
    if last <= floor or (tokens[relative].low == "that" and last == relative):
        return None
    first = strip_lead(tokens, _clause_start(tokens, last, floor), last)
    verbs = [at for at in range(first + 1, last - 1) if looks_past(tokens, at)]
    if verbs:  # behind a verb only its object is meant: "He met | the judge, who said"
        first = strip_lead(tokens, verbs[-1] + 1, last)
    starts = [at for at in range(first + 1, last) if tokens[at].low in w.ARTICLES and _behind_word(tokens, at)]
    if starts:  # "Members include | the union, which says"
        first = starts[-1]
    if last - first > _LONG:
        leads = w.PREPOSITIONS - {"of", "for"}
        first = max([first, *(at + 1 for at in range(first, last - 1) if tokens[at].low in leads)])
    if tokens[relative].low == "who" and last - first > _SHORT and tokens[last - 1].low in _SOMEBODY:
        first = max([first, *(at for at in range(first, last) if tokens[at].low in w.ARTICLES)])
    if first < last and not sound(tokens, (first, last)):  # "something was wrong with | Bell, who said"
        first = max([first, *(at + 1 for at in range(first, last - 1) if tokens[at].low in w.PREPOSITIONS)])
    if good_source(tokens, first, last):
        return (first, last)
    return (relative, relative + 1) if tokens[relative].low == "who" else None


def _behind_word(tokens: Tokens, at: int) -> bool:
    """Whether an article follows a word that can be a verb, so that a new phrase starts with it."""
    before = tokens[at - 1]
    return before.word and before.low not in w.PREPOSITIONS | w.COORDINATORS and not before.capital


def _parenthesis(tokens: Tokens, comma: int, floor: int) -> int | None:
    """The comma that opens what the given one closes: "Bell| , who won, |said"."""
    for at in range(comma - 1, max(floor, comma - MAX_SUBJECT), -1):
        if tokens[at].low == ",":
            inside = tokens[at + 1]
            if at + 2 == comma and inside.capital and at - 2 >= floor and tokens[at - 2].low == ",":
                continue  # ", Texas ,": the town before belongs to it
            return at
        if tokens[at].low in {";", ":", '"'}:
            return None
    return None


def _is_apposition(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words between commas rename the head ("a judge", "45", "the group's leader") and so belong to it."""
    head = tokens[first]
    if head.low in w.RELATIVES or head.low in w.SUBORDINATORS or head.low in w.PREPOSITIONS:
        return False
    return not head.low.endswith("ing") and not is_adverb(head) and not has_verb(tokens, first, last)


def _subject_across(tokens: Tokens, comma: int, floor: int) -> Range | None:
    """The subject in front of a parenthesis that ends with ``comma``."""
    opening = _parenthesis(tokens, comma, floor)
    if opening is None or opening <= floor or opening + 1 >= comma:
        return None
    if not _is_apposition(tokens, opening + 1, comma):
        return subject_before(tokens, opening, floor)
    further = _parenthesis(tokens, opening, floor)
    if further is not None and further > floor and _is_apposition(tokens, further + 1, opening):
        head = _plain(tokens, further, floor)  # "Ann Bell, R-Ohio, the chairwoman, said"
        if head and further + 1 < opening and _is_name(tokens, head):
            return (head[0], comma)
    head = _plain(tokens, opening, floor)
    return (_with_partner(tokens, head[0], floor), comma) if head else None


def _with_partner(tokens: Tokens, first: int, floor: int) -> int:
    """Where a pair of sources starts: "Ann Bell, the mayor, and | Alan Reed, her deputy, said"."""
    if first - _SHORT <= floor or tokens[first - 1].low != "and" or tokens[first - 2].low != ",":
        return first
    opening = _parenthesis(tokens, first - 2, floor)
    if opening is None or opening <= floor or not _is_apposition(tokens, opening + 1, first - 2):
        return first
    partner = _plain(tokens, opening, floor)
    return partner[0] if partner and tokens[partner[0]].capital else first


def _is_name(tokens: Tokens, found: Range) -> bool:
    """Whether a phrase ends in a name of at least two words."""
    first, last = found
    return last - first >= _SHORT and tokens[last - 1].capital and tokens[last - 2].capital


def _clause_start(tokens: Tokens, last: int, floor: int) -> int:
    """The token at which the clause that ends before ``last`` starts, by its punctuation and conjunctions."""
    at = last
    while at > floor and last - at < MAX_SUBJECT:
        before = tokens[at - 1]
        if before.low == "," and not _in_number_or_list(tokens, at - 1, last):
            break
        if before.low in w.COORDINATORS and not _joins_nouns(tokens, at - 1, last, floor):
            break
        if _leads_clause(tokens, at - 1) and not _inner_relative(tokens, at - 1, last, floor):
            break
        at -= 1
    return at


def _leads_clause(tokens: Tokens, at: int) -> bool:
    """Whether a token opens a clause of its own, so that no subject behind reaches across it."""
    low = tokens[at].low
    if low in BREAKS:
        return True
    if low in w.RELATIVES - {"that"}:
        return True
    if low == "that" and at and tokens[at - 1].low in w.PREPOSITIONS:
        return False  # "the host of that event"
    return low in w.SUBORDINATORS and low not in w.PREPOSITIONS


def _inner_relative(tokens: Tokens, at: int, last: int, floor: int) -> bool:
    """Whether "who" or "that" opens a relative clause inside the subject: "a man who saw it | told the court"."""
    if tokens[at].low not in {"who", "that", "which"} or at == floor or at + 1 >= last:
        return False
    before = tokens[at - 1]
    if not before.word or before.low in VERBS or before.low in w.PREPOSITIONS or is_time(before):
        return False
    return looks_past(tokens, at + 1) or (at + 2 < last and is_adverb(tokens[at + 1]) and looks_past(tokens, at + 2))


def _in_number_or_list(tokens: Tokens, comma: int, last: int) -> bool:
    """A comma inside a list of names: "Bell, Reed and Cole said"; "Smith, 45, said" is no list."""
    if comma == 0 or comma + 1 >= last:
        return False
    joined = any(tokens[at].low == "and" for at in range(comma + 1, last))
    plain = tokens[comma - 1].capital and tokens[comma + 1].capital
    if tokens[comma + 1].low in {"jr.", "jr", "sr."}:
        return True
    return joined and plain and not has_verb(tokens, comma + 1, last)


def _joins_nouns(tokens: Tokens, at: int, last: int, floor: int) -> bool:
    """Whether the "and" joins two nouns of one subject: no verb between the last stop and it."""
    if tokens[at].low not in {"and", "or"} or at + 1 >= last or at == floor:
        return False
    if tokens[at - 1].low == ",":
        return False
    start = at
    while start > floor and tokens[start - 1].low not in {",", ";", ":", '"', "that", "—", "–"}:
        start -= 1
    return not has_verb(tokens, start, at) and start < at
