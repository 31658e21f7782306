"""Attributions whose cue is a noun: "the minister's claim that ...", "her demand for ...", "allegations of fraud".

In: the tokens of a segment. Out: hits in text order. Only shapes in which the noun can mean nothing else are read.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.endings import MIN_CLAUSE, clause_end, trim
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.phrases import Range, Tokens, good_source, is_adverb, looks_past

_THAT = w.word_set(
    "claim claims belief view conviction assertion assertions contention allegation allegations suggestion suggestions"
    " argument prediction predictions warning warnings promise pledge vow threat assessment fear fears hope hopes"
    " acknowledgement acknowledgment admission denial complaint complaints conclusion insistence accusation accusations"
    " demand announcement statement statements assurance assurances finding findings revelation comment comments"
    " remark remarks testimony opinion"
)
_TO = w.word_set("promise promises pledge pledges vow threat threats demand demands offer")
_FOR = w.word_set("demand demands call calls plea")
_NOBODYS = w.word_set("allegations accusations rumors rumours reports claims speculation suggestions fears")
_STOPS = (w.DETERMINERS - w.POSSESSIVES) | w.PREPOSITIONS | w.COORDINATORS
_CHARGES = frozenset(["on", "over", "face", "faces", "faced", "facing"])


def find(tokens: Tokens) -> list[Hit]:
    """All hits of the segment's nouns."""
    hits: list[Hit] = []
    for at, token in enumerate(tokens[:-1]):
        hit = None
        behind = tokens[at + 1].low
        leads = (token.low in _THAT and behind == "that") or (token.low in _TO and behind == "to")
        if leads or (token.low in _FOR and behind == "for"):
            hit = _owned(tokens, at)
        if (
            (hit is None and token.low in _NOBODYS and behind == "that" and _clause_follows(tokens, at + 2))
            or (hit is None and token.low in {"allegations", "accusations"} and behind == "of")
            or (token.low == "charges" and behind == "of" and at and tokens[at - 1].low in _CHARGES)
        ):
            hit = _nobodys(tokens, at, at + 2)
        if hit:
            hits.append(hit)
    return hits


def _clause_follows(tokens: Tokens, at: int) -> bool:
    """Whether "that" opens a clause with a subject: "claims that he left", but not "claims that proved false"."""
    if at + 1 >= len(tokens):
        return False
    token = tokens[at]
    known = token.low in w.DETERMINERS | w.SUBJECTS | w.PEOPLE or token.capital or token.low[0].isdigit()
    return known or (token.low.endswith("s") and not looks_past(tokens, at))


def _owned(tokens: Tokens, noun: int) -> Hit | None:
    """As in "the minister's recent claim that": the owner is the source."""
    at = noun - 1
    while at >= 0 and noun - at <= MIN_CLAUSE and not owns(tokens, at):
        if not tokens[at].word or tokens[at].low in _STOPS:
            return None
        at -= 1
    if at < 0 or not owns(tokens, at):
        return None
    source = owner(tokens, at)
    return _content(tokens, noun, noun + 2 - (tokens[noun + 1].low == "to"), source) if source else None


def owns(tokens: Tokens, at: int) -> bool:
    """Whether a token is a possessive: "his", "Bell's"."""
    low = tokens[at].low
    return low in {"his", "her", "their", "its"} or (low.endswith(("'s", "s'")) and len(low) > MIN_CLAUSE)


def owner(tokens: Tokens, at: int) -> Range | None:
    """The phrase that ends in a possessive at token ``at``: "Prime Minister Ann Bell's"."""
    if tokens[at].low in {"his", "her", "their", "its"}:
        return (at, at + 1)
    first = at
    while first > 0 and tokens[first - 1].capital and tokens[first - 1].word and not is_adverb(tokens[first - 1]):
        first -= 1
    if first == at and at > 1 and tokens[at - 1].word and tokens[at - 2].low in w.ARTICLES:
        first -= 1
    if first and tokens[first - 1].low in w.ARTICLES:
        first -= 1
    if tokens[first].low in w.PREPOSITIONS | w.SUBORDINATORS | w.COORDINATORS and first < at:
        first += 1
    if tokens[at].low in {
        "it's",
        "he's",
        "she's",
        "that's",
        "there's",
        "let's",
        "what's",
        "who's",
        "today's",
        "year's",
    }:
        return None
    plain = first == at or (first + 1 == at and tokens[first].low in w.ARTICLES)  # "Bell's", "the mayor's"
    return (first, at + 1) if plain or good_source(tokens, first, at) else None


def _nobodys(tokens: Tokens, noun: int, start: int) -> Hit | None:
    return _content(tokens, noun, start, None)


def _content(tokens: Tokens, noun: int, start: int, source: Range | None) -> Hit | None:
    end = clause_end(tokens, start, len(tokens))
    if tokens[start - 1].low != "that":
        end = next((at for at in range(start + 1, end) if _closes(tokens, at)), end)
    if tokens[0].low.endswith("ing") or tokens[0].low in w.PREPOSITIONS | w.SUBORDINATORS:
        end = next((at for at in range(start + 1, end) if tokens[at].low == ","), end)  # the main clause is to come
    content = trim(tokens, (start, end))
    if content[1] <= content[0]:
        return None
    return Hit((noun, noun + 1), source, (content,), noun, verb="noun")


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether a noun phrase or an infinitive ends here: at a comma, a relative, a modal or a verb in the past."""
    low = tokens[at].low
    return low in w.RELATIVES or low in {";", "(", "—", "–", "--"} or low in w.AUXILIARIES or looks_past(tokens, at)
