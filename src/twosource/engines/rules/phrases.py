"""Words that name somebody: what may be a source, and where a noun phrase ends.

In: tokens. Out: half-open ranges of tokens, or None. Nothing is parsed: closed classes, capitals and punctuation tell.
:func:`phrase_after` gives the phrase that starts at a token, for inverted order ("said Ann Bell, a judge, on Monday")
and for "according to"; ``subjects`` gives the one that ends before a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.engines.rules import words as w
from twosource.engines.rules.lexicon import VERBS
from twosource.engines.rules.tokens import Token

Range = tuple[int, int]
Tokens = Sequence[Token]

MAX_SUBJECT = 25
"""Words a subject may have: longer ones in the stories of ``train`` were misread sentences."""

BREAKS = frozenset([";", ":", "—", "–", "--", "(", ")", "[", "]", '"', "-", "...", "…"])
SPEECH_PLACES = w.word_set(
    "statement statements interview interviews tweet tweets twitter facebook instagram telegram letter email e-mail"
    " conference briefing speech remarks post posts message report filing court hearing testimony reporters video"
    " blog call television tv radio memo rally podcast comments weibo telephone phone essay article op-ed editorial"
    " document documents announcement release complaint order ruling decision opinion note advisory weekend response"
    " appearance broadcast debate address bulletin dispatch news monday tuesday wednesday thursday friday saturday"
    " sunday january february march april june july august september october november december week month year"
    " morning afternoon evening night"
)
_NO_START = (
    w.COORDINATORS
    | w.AUXILIARIES
    | w.PREPOSITIONS
    | w.word_set("neither no nobody out become be get make take do go how why")
)
_NO_HEAD = w.word_set("i we you there what it's that's here who which")
_MAY_END = w.word_set("all both many most few several some")
_MIN_ADVERB = 5
_MIN_PAST = 4
_PLACE_REACH = 7
_NAME_REACH = 6


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb by list or by its -ly."""
    low = token.low
    return low in w.ADVERBS or (
        low.endswith("ly") and len(low) >= _MIN_ADVERB and low not in w.NOT_ADVERBS and not token.capital
    )


def is_time(token: Token) -> bool:
    """Whether a word is a day, a month or the like."""
    return token.low in w.TIMES or (token.capital and token.low in w.MONTHS) or token.low in w.DAYTIMES


def looks_past(tokens: Tokens, at: int) -> bool:
    """Whether the token is, by its look, a verb in the past or an auxiliary with a subject before it."""
    low = tokens[at].low
    if low in w.AUXILIARIES or low in w.IRREGULAR_PASTS or low in w.CONTRACTED:
        return True
    verb = VERBS.get(low)
    before = tokens[at - 1].low if at else ""
    if before in w.DETERMINERS or before in w.PREPOSITIONS:
        return False
    if verb and verb.form in {"past", "s"} and not tokens[at].capital:
        return verb.form == "past" or _takes_clause(tokens, at)
    return low.endswith("ed") and len(low) >= _MIN_PAST and low not in w.NOT_PASTS and not tokens[at].capital


def _takes_clause(tokens: Tokens, at: int) -> bool:
    """Whether a form on -s is followed by what a verb takes and a noun does not: "claims that", "calls the"."""
    if at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    return behind.quote or behind.capital or behind.low in w.DETERMINERS | w.SUBJECTS | {"that", ":"}


def has_verb(tokens: Tokens, first: int, last: int) -> bool:
    """Whether some token of the range looks like a finite verb (a participle behind a noun may fool it)."""
    return first_verb(tokens, first, last) is not None


def first_verb(tokens: Tokens, first: int, last: int) -> int | None:
    """The first token of the range that looks like a finite verb."""
    return next((at for at in range(first, last) if looks_past(tokens, at)), None)


def good_source(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the phrase can be somebody or something that speaks."""
    if first >= last or last - first > MAX_SUBJECT:
        return False
    return _good_word(tokens[first]) if last - first == 1 else _good_phrase(tokens[first:last])


def _good_word(token: Token) -> bool:
    low = token.low
    if low in w.SPEAKERS:
        return True
    if low in w.NEVER_A_SOURCE or is_adverb(token) or low in w.AUXILIARIES or low in w.PREPOSITIONS:
        return False
    return (token.capital and not is_time(token)) or low in w.PEOPLE or low.endswith("s") or low.startswith("@")


def _good_phrase(phrase: Tokens) -> bool:
    head, end = phrase[0].low, phrase[-1].low
    if head in _NO_HEAD or head in _NO_START:
        return False
    if head == "more" and phrase[1].low != "than" and not end.endswith("s"):
        return False
    if end in w.PREPOSITIONS or end in w.DETERMINERS - _MAY_END or end.endswith("'s"):
        return False
    return any(t.word for t in phrase) and not all(is_time(t) or t.low in w.DETERMINERS for t in phrase)


def starts_speech_place(tokens: Tokens, at: int) -> bool:
    """Whether a prepositional phrase tells where, when or how something was said: "in a statement on Monday"."""
    if tokens[at].low not in w.PREPOSITIONS:
        return False
    for token in tokens[at + 1 : at + _PLACE_REACH]:
        if token.low in SPEECH_PLACES or token.low[0].isdigit():
            return True
        if not token.word or token.low in w.PREPOSITIONS or token.low in w.SUBJECTS:
            return False
    return False


def phrase_after(tokens: Tokens, first: int, last: int) -> Range | None:
    """The noun phrase that starts at ``first``, for inverted order ("said Ann Bell, a judge, on Monday") and for
    "according to": up to a comma that no apposition follows, a time, a place of speech or a new clause.
    """
    at = first
    while at < last:
        token = tokens[at]
        if token.low == "," and _continues(tokens, at, first, last):
            at = _apposition_end(tokens, at, last)
            continue
        if _ends_phrase(tokens, at, first):
            break
        at += 1
    while at > first and tokens[at - 1].low in {",", "and", "or", "but"}:
        at -= 1
    return (first, at) if good_source(tokens, first, at) else None


def _ends_phrase(tokens: Tokens, at: int, first: int) -> bool:
    token = tokens[at]
    if token.low in BREAKS or token.low in {",", ".", "?", "!"}:
        return True
    if at == first:
        return False
    if token.low in w.SUBORDINATORS and token.low not in w.PREPOSITIONS:
        return token.low != "where"
    if token.low in w.SUBJECTS and token.low != "who":
        return tokens[at - 2].low not in {"who", "which"}  # "a judge who knows | it"
    if at > first + 1 and _is_finite(tokens, first, at):
        return True
    if token.low in {"told", "said", "says", "adding", "saying", "citing", "according"} or token.low in w.TIMES:
        return True
    if token.low in {"but", "in", "on", "at", "during", "after", "before", "via", "as"}:
        published = tokens[at - 1].low in _PUBLISHED  # "a motion filed | in court"
        return token.low == "but" or (starts_speech_place(tokens, at) and not published)
    return False


_PUBLISHED = w.word_set("filed published released obtained posted unsealed issued submitted printed")
_PARTICIPLE_TAILS = w.word_set("by of in with from to on at for as about against under near and last this")


def _is_finite(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a verb ends the phrase: "the governor | took it", but not "documents filed in court"."""
    if not looks_past(tokens, at) or tokens[at - 1].low in {"who", "which", "that", "and", ","}:
        return False
    inner = any(token.low in {"who", "which", "that"} for token in tokens[max(first, at - _PLACE_REACH) : at])
    behind = tokens[at + 1].low if at + 1 < len(tokens) else "."
    return (
        not inner and (tokens[at].low in w.AUXILIARIES or behind not in _PARTICIPLE_TAILS) and behind not in {",", "."}
    )


def _continues(tokens: Tokens, comma: int, first: int, last: int) -> bool:
    """Whether an apposition follows the comma: "said Ann Bell, a judge"."""
    if comma + 1 >= last or comma == first or comma - first > MAX_SUBJECT:
        return False
    head = tokens[comma + 1]
    if head.low.isdigit():
        return True
    end = _apposition_end(tokens, comma, last)
    if end <= comma + 1 or has_verb(tokens, comma + 1, end) or (end < last and looks_past(tokens, end)):
        return False
    if any(_may_be_present(tokens, at) for at in range(comma + 3, end - 1)):
        return False
    starts = head.low in w.ARTICLES or head.low in w.POSSESSIVES or head.low in {"one", "who", "former", "senior"}
    chief = head.low in {"chief", "head", "director", "president", "spokesman", "spokeswoman", "professor", "chairman"}
    closed = end >= last or not tokens[end].word  # "according to a study by Bell, | Americans in the north"
    return starts or chief or (closed and head.capital and end - comma <= _NAME_REACH and head.low not in w.SUBJECTS)


def _may_be_present(tokens: Tokens, at: int) -> bool:
    """Whether a word looks like a verb in the present with an object: "the field | includes five people"."""
    low, behind = tokens[at].low, tokens[at + 1].low
    object_follows = behind in w.DETERMINERS or behind[0].isdigit() or behind in {"two", "three", "four", "five", "six"}
    return low.endswith("s") and not low.endswith(("ss", "'s", "s'")) and object_follows and not tokens[at].capital


def _apposition_end(tokens: Tokens, comma: int, last: int) -> int:
    at = comma + 1
    while at < last and at - comma < MAX_SUBJECT:
        if tokens[at].low in BREAKS or tokens[at].low in {",", ".", "?", "!"} or _ends_phrase(tokens, at, comma + 1):
            break
        at += 1
    return at
