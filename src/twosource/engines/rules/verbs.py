"""Attributions whose cue is a verb: who said what, in whatever order.

In: a text and a segment. Out: its :class:`Hit` s in text order. Handled are a source before the verb ("Bell said ..."),
behind it ("..., said Bell"), left out ("Bell left and said ..."), and participles ("..., adding that ..."). Not
attributions: what somebody would say, was to say, did not say or declined to say, and what "I" or "we" say.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.engines.rules import words as w
from twosource.engines.rules.complements import (
    MIN_CLAUSE,
    Complement,
    clause_end,
    complement,
    listener_end,
    skip_adverbials,
    trim,
)
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.lexicon import VERBS, Verb
from twosource.engines.rules.phrases import (
    Range,
    Tokens,
    first_verb,
    is_adverb,
    is_time,
    leading_subject,
    phrase_after,
    strip_lead,
    subject_before,
)
from twosource.engines.rules.tokens import ends_remark, is_full

_CHANNEL_NOUNS = frozenset(
    "statement interview tweet letter email post message report filing conference briefing speech video memo note"
    " twitter facebook remarks release ruling".split()
)
_SINGULAR = frozenset("he she it who this that one everyone".split())
_STRONG = "v"
_LONG = 5
_SHORT_LEAD = 2


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
        elif _aside(tokens, start):
            start = _aside(tokens, start)
        else:
            break
    being = bool(lows) and any(low in w.BE for low in lows) and not ("to" in lows)
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


def _aside(tokens: Tokens, start: int) -> int:
    """Where a time between subject and verb starts ("Bell | on Monday | said"), or 0."""
    at = start
    while at > 1 and (is_time(tokens[at - 1]) or tokens[at - 1].low in w.TIME_LEADS or tokens[at - 1].low.isdigit()):
        at -= 1
    if at == start:
        return 0
    return at - 1 if tokens[at - 1].low in {"on", "in", "at"} and at > 1 else at


def _may_be_cue(tokens: Tokens, at: int, verb: Verb, found: Group) -> bool:
    """Whether the form and its auxiliaries make a verb that puts words into a mouth here and now."""
    if found.passive or found.infinitive:
        return False
    if found.modal or (found.negated and "b" not in verb.frames and verb.lemma not in {"deny"}):
        return False
    before = tokens[at - 1].low if at else ""
    if before in w.DETERMINERS and not (
        verb.form in {"past", "s"} and before in {"some", "many", "few", "most", "all"}
    ):
        return False
    if verb.form in {"base", "s"}:
        return _finite_present(tokens, at, verb, found)
    return not (before in w.PREPOSITIONS and verb.form == "past")


def _finite_present(tokens: Tokens, at: int, verb: Verb, found: Group) -> bool:
    """ "says", "say": a noun of the same form is ruled out by what stands before it."""
    before = tokens[found.start - 1] if found.start else None
    if before is None or before.low in w.PREPOSITIONS or not (before.word or before.low in {",", '"', ")"}):
        return False
    if verb.form == "s":
        return not found.perfect and not found.did and not _is_noun(tokens, at)
    if found.did:
        return True
    if found.perfect or before.low in _SINGULAR - {"who"} or before.low in {"to", "i", "we", "you"}:
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
    behind = tokens[at + 1].low if at + 1 < len(tokens) else "."
    return behind in w.AUXILIARIES or behind in {"of", "and", "or"} or (behind.endswith("ed") and len(behind) > _LONG)


def find(text: str, tokens: Tokens) -> list[Hit]:
    """All hits of the segment's verbs, left to right."""
    hits: list[Hit] = []
    for at, token in enumerate(tokens):
        verb = VERBS.get(token.low)
        if verb is None or (token.capital and at > 0):
            continue
        found = group(tokens, at, verb)
        if not _may_be_cue(tokens, at, verb, found):
            continue
        hit = _hit(text, tokens, at, verb, found, hits)
        if hit:
            hits.append(hit)
    return hits


def _hit(text: str, tokens: Tokens, at: int, verb: Verb, found: Group, earlier: list[Hit]) -> Hit | None:
    inverted = _inverted(text, tokens, at, verb, found)
    if inverted:
        return inverted
    if verb.form == "ing" and not found.progressive:
        return _participle(tokens, at, verb, found, earlier)
    floor = _floor(tokens, found.start, earlier)
    source = subject_before(tokens, found.start, floor)
    if source is None:
        return _elided(tokens, at, verb, found, earlier)
    source = _without_time(tokens, source)
    return _normal(text, tokens, at, verb, source, earlier)


def _without_time(tokens: Tokens, source: Range) -> Range:
    """The subject without a time that stands between it and the verb."""
    cut = _aside(tokens, source[1])
    return (source[0], cut) if cut > source[0] else source


def _floor(tokens: Tokens, start: int, earlier: list[Hit]) -> int:
    """Subjects do not reach back over an earlier cue."""
    return max((hit.cue[1] for hit in earlier if hit.cue[1] <= start), default=0)


def _normal(text: str, tokens: Tokens, at: int, verb: Verb, source: Range, earlier: list[Hit]) -> Hit | None:
    """Source before verb: the content is on the right, on the left, on both sides, or in another segment."""
    last = len(tokens)
    left = _left(text, tokens, source[0], verb, earlier)
    right = complement(tokens, at, verb, last)
    if left and left[1]:  # a quotation stands before
        more = _resumed(text, tokens, _behind_cue(tokens, at, verb), last)
        return Hit((at, at + 1), source, (left[0], *more), source[0], cuts=True, verb=verb.lemma)
    if right and not (left and right.kind in {"clause", "noun"} and _is_aside(tokens, right.start)):
        return _rightward(tokens, at, verb, source, right, start=source[0], cuts=_joined(tokens, source[0]))
    if left:
        more = _goes_on(tokens, _behind_cue(tokens, at, verb))
        return Hit((at, at + 1), source, (left[0], *more), source[0], cuts=True, verb=verb.lemma)
    if source[0] == _SHORT_LEAD and tokens[1].low == "," and "p" in verb.frames:  # "But, Bell said, taxes will rise"
        more = _goes_on(tokens, _behind_cue(tokens, at, verb))
        if more:
            return Hit((at, at + 1), source, more, source[0], cuts=True, verb=verb.lemma)
    return _waiting(tokens, at, verb, source)


def _is_aside(tokens: Tokens, at: int) -> bool:
    return tokens[at].low in w.PREPOSITIONS or tokens[at].low in w.SUBORDINATORS - {"that", "what"}


def _joined(tokens: Tokens, start: int) -> bool:
    """Whether the clause that starts here stands beside the one before rather than inside it."""
    if start == 0:
        return True
    before = tokens[start - 1].low
    if before in {"and", "but", "while", "although", "though", "yet", "as", "whereas", "because", "after", "when"}:
        return start < 2 or tokens[start - 2].low == "," or before in {"but", "while", "although", "whereas"}
    return before in {";", "—", "–", "--"}


def _rightward(
    tokens: Tokens, at: int, verb: Verb, source: Range | None, right: Complement, *, start: int, cuts: bool
) -> Hit | None:
    content = trim(tokens, (right.start, clause_end(tokens, right.start, len(tokens))))
    if content[0] >= content[1]:
        return None
    return Hit((at, max(at + 1, min(right.cue_end, at + 3))), source, (content,), start, cuts=cuts, verb=verb.lemma)


def _behind_cue(tokens: Tokens, at: int, verb: Verb) -> int:
    """Where the attributing phrase ends: behind the verb, its listener and adverbials."""
    end = at + 1
    if "o" in verb.frames:
        end = listener_end(tokens, end, len(tokens)) or end
    return skip_adverbials(tokens, end, len(tokens))


def _resumed(text: str, tokens: Tokens, at: int, last: int) -> tuple[Range, ...]:
    """The rest of a broken quotation: behind the attributing phrase, a comma or a colon or nothing, and a quotation."""
    skip = at
    while skip < last and tokens[skip].low in {",", ":", ".", "—", "–", "--", "-"}:
        skip += 1
    if skip < last and tokens[skip].quote and (skip > at or is_full(text, tokens[skip])):
        return ((skip, skip + 1),)
    if skip == at + 1 and tokens[at].low == ",":  # "..., she said on arrival, "..."
        behind = skip_adverbials(tokens, skip, last)
        if behind < last and tokens[behind].quote and is_full(text, tokens[behind]):
            return ((behind, behind + 1),)
    return ()


def _goes_on(tokens: Tokens, at: int) -> tuple[Range, ...]:
    """The rest of a content around which the attributing phrase stands: "The law, Bell said, is dead"."""
    if at + MIN_CLAUSE + 1 >= len(tokens) or tokens[at].low != ",":
        return ()
    behind = tokens[at + 1]
    lead = behind.low in w.SUBORDINATORS - {"that", "since", "because", "if", "unless"} or behind.low in w.COORDINATORS
    if lead or behind.low in w.RELATIVES or behind.low in w.PREPOSITIONS - {"since", "because"} or behind.quote:
        return ()
    if behind.low.endswith("ing") or behind.low in VERBS or not behind.word:
        return ()
    content = trim(tokens, (at + 1, clause_end(tokens, at + 1, len(tokens))))
    return (content,) if content[1] - content[0] >= MIN_CLAUSE else ()


def _left(text: str, tokens: Tokens, start: int, verb: Verb, earlier: list[Hit]) -> tuple[Range, bool] | None:
    """What stands before the attributing phrase, and whether it ends in a quotation."""
    before = start - 1
    if before < 0 or not ("q" in verb.frames or "p" in verb.frames):
        return None
    comma = tokens[before].low in {",", "—", "–", "--"}
    end = before if comma else before + 1
    if end < 1:
        return None
    if tokens[end - 1].quote and "q" in verb.frames and (comma or ends_remark(text, tokens[end - 1])):
        return _quote_range(text, tokens, end, earlier), True
    if not comma or "p" not in verb.frames or tokens[before].low != ",":
        return None
    content = trim(tokens, (_after_earlier(earlier, end), end))
    if content[1] - content[0] < MIN_CLAUSE or not _is_clause(tokens, content):
        return None
    return content, False


def _after_earlier(earlier: list[Hit], end: int) -> int:
    """A content on the left starts behind an earlier attribution that was closed before."""
    return max((hit.cue[1] for hit in earlier if hit.content and hit.content[-1][1] <= hit.cue[0] < end), default=0)


def _is_clause(tokens: Tokens, content: Range) -> bool:
    """Whether the words before ", Bell said" are a statement and not a lead such as "In Paris on Monday" or "When he
    arrived": a clause with a subject that is not subordinate.
    """
    first = strip_lead(tokens, *content)
    if first >= content[1] or tokens[content[0]].low in w.SUBORDINATORS - {"that", "if", "while", "what"}:
        return False
    return first_verb(tokens, first, content[1]) is not None or content[1] - first >= 6


def _quote_range(text: str, tokens: Tokens, end: int, earlier: list[Hit]) -> Range:
    """A quotation that ends at token ``end``, with the words that lead into it when it is a part of a sentence."""
    at = end - 1
    floor = _after_earlier(earlier, at)
    if is_full(text, tokens[at]) and (at == floor or not tokens[at - 1].word):
        while at - 2 >= floor and tokens[at - 1].low in {",", "and", "but"} and tokens[at - 2].quote:
            at -= 2
        return at, end
    return trim(tokens, (floor, end))


def _waiting(tokens: Tokens, at: int, verb: Verb, source: Range) -> Hit | None:
    """ "Bell said." and "Bell said:": the remark is in the segment before or behind."""
    last = len(tokens)
    if "q" not in verb.frames:
        return None
    behind = _behind_cue(tokens, at, verb)
    if tokens[last - 1].low == ":":
        return Hit((at, at + 1), source, (), source[0], waits="right", verb=verb.lemma)
    if behind >= last - 1 and source[0] <= 1 and _STRONG in verb.frames:
        return Hit((at, at + 1), source, (), source[0], waits="left", verb=verb.lemma)
    return None


def _inverted(text: str, tokens: Tokens, at: int, verb: Verb, found: Group) -> Hit | None:
    """The source behind the verb: "...", said Bell / ..., said Bell / Said Bell: "..."."""
    if "v" not in verb.frames or verb.form not in {"past", "s"} or at + 1 >= len(tokens):
        return None
    if found.start not in {at, at - 1} or found.perfect or found.negated:
        return None
    start = found.start
    if start and tokens[start - 1].low not in {",", '"', "—", "–"}:
        return None
    source = phrase_after(tokens, at + 1, len(tokens))
    if source is None or is_time(tokens[at + 1]) or tokens[at + 1].low == "that":
        return None
    behind = skip_adverbials(tokens, source[1], len(tokens))
    if behind < len(tokens) and first_verb(tokens, at + 1, source[1]) is not None:
        return None
    left = _left(text, tokens, start, verb, [])
    if left and not left[1] and not _closes(tokens, behind):
        return None
    if (
        (left is None or not left[1])
        and start
        and subject_before(tokens, start)
        and complement(tokens, at, verb, len(tokens))
    ):
        return None  # "Bell, a judge, announced her retirement"
    if left is None and start and tokens[start - 1].quote and not tokens[start - 1].capital:
        left = (_quote_range(text, tokens, start, []), True)
    if left:
        more = _resumed(text, tokens, behind, len(tokens)) if left[1] else ()
        return Hit((at, at + 1), source, (left[0], *more), start, cuts=True, verb=verb.lemma)
    if start == 0:
        more = _resumed(text, tokens, behind, len(tokens))
        return Hit((at, at + 1), source, more, start, waits="" if more else "left", verb=verb.lemma)
    return None


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether the sentence, or the clause, ends at token ``at``."""
    return at >= len(tokens) or tokens[at].low in {".", ",", ";", "?", "!", "—", "–", "--", "("}


def _participle(tokens: Tokens, at: int, verb: Verb, found: Group, earlier: list[Hit]) -> Hit | None:
    """ "..., adding that ...": by the speaker of the cue before, else by the subject of the sentence."""
    before = tokens[found.start - 1] if found.start else None
    right = complement(tokens, at, verb, len(tokens))
    if right is None or (right.kind == "noun" and not {"n", "g", "c"} & set(verb.frames) and not verb.preps):
        return None
    if before is not None and before.low in w.DETERMINERS:
        return None
    source = _participle_source(tokens, found.start, earlier)
    if source is None:
        return None
    return _rightward(tokens, at, verb, source, right, start=found.start, cuts=True)


def _participle_source(tokens: Tokens, start: int, earlier: list[Hit]) -> Range | None:
    before = tokens[start - 1] if start else None
    if before is not None and before.word and before.low not in w.PREPOSITIONS | w.SUBORDINATORS | w.COORDINATORS:
        noun = _behind_with(tokens, subject_before(tokens, start))
        named = noun and first_verb(tokens, *noun) is None
        if named and before.low not in _CHANNEL_NOUNS and not is_time(before) and not is_adverb(before):
            return noun
    main = _main(earlier, start)
    if main:
        return main
    if start == 0:
        comma = next((at for at in range(1, len(tokens)) if tokens[at].low == ","), None)
        verb = first_verb(tokens, comma + 2, len(tokens)) if comma else None
        return subject_before(tokens, verb, comma + 1) if comma is not None and verb else None
    return leading_subject(tokens, start)


def _main(earlier: list[Hit], start: int) -> Range | None:
    """The speaker of the nearest attribution before that does not stand inside the content of another one."""
    for hit in reversed(earlier):
        nested = any(
            other is not hit and other.cue[0] < hit.cue[0] and not hit.cuts and part[0] <= hit.start < part[1]
            for other in earlier
            for part in other.content
        )
        if hit.source and hit.cue[0] < start and not nested:
            return hit.source
    return None


def _behind_with(tokens: Tokens, noun: Range | None) -> Range | None:
    """ "Talks ended with | Bell accusing ...": the phrase behind "with"."""
    if noun is None:
        return None
    cut = next((at for at in range(noun[1] - 1, noun[0], -1) if tokens[at].low in {"with", "and", "as"}), None)
    return (cut + 1, noun[1]) if cut is not None and first_verb(tokens, *noun) is not None else noun


def _elided(tokens: Tokens, at: int, verb: Verb, found: Group, earlier: list[Hit]) -> Hit | None:
    """ "Bell left and said ...": the subject of the clause before."""
    start = found.start
    if start == 0 or tokens[start - 1].low not in {"and", "but", "then", ","} or verb.form == "base":
        return None
    if tokens[start - 1].low == "," and (start < 2 or verb.form != "past" or not earlier):
        return None
    source = _main(earlier, at) or leading_subject(tokens, start)
    right = complement(tokens, at, verb, len(tokens))
    if source is None or right is None:
        return None
    return _rightward(tokens, at, verb, source, right, start=start, cuts=True)
