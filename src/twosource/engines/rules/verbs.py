"""Attributions whose cue is a verb: who said what, in whatever order.

In: a text and a segment. Out: its :class:`Hit` s in text order. Handled are a source before the verb ("Bell said ..."),
behind it ("..., said Bell"), left out ("Bell left and said ..."), and participles ("..., adding that ..."). Not
attributions: what somebody would say, was to say, did not say or declined to say, and what "I" or "we" say.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.complements import Complement, complement, skip_adverbials
from twosource.engines.rules.endings import MIN_CLAUSE
from twosource.engines.rules.groups import Group, aside, group, may_be_cue
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.lexicon import VERBS, Verb
from twosource.engines.rules.participles import elided, participle, rightward
from twosource.engines.rules.phrases import (
    Range,
    Tokens,
    first_verb,
    is_time,
    phrase_after,
)
from twosource.engines.rules.sides import behind_cue, goes_on, left_of, quote_range, resumed
from twosource.engines.rules.sources import sound
from twosource.engines.rules.subjects import strip_lead, subject_before

_STRONG = "v"
_RELATIVES = frozenset(["which", "who", "that", "what"])
_TEXTS = w.word_set(
    "it which statement letter sign signs email e-mail message messages text tweet post posts note notice banner"
    " banners placard placards headline caption report release document memo cable filing order ruling lawsuit"
    " complaint inscription plaque posters poster invitation article editorial description transcript summary page"
    " website"
)


def find(text: str, tokens: Tokens) -> list[Hit]:
    """All hits of the segment's verbs, left to right."""
    hits: list[Hit] = []
    for at, token in enumerate(tokens):
        verb = VERBS.get(token.low)
        if verb is None or (token.capital and at > 0):
            continue
        found = group(tokens, at, verb)
        if not may_be_cue(tokens, at, verb, found):
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
        return participle(tokens, at, verb, found, earlier)
    floor = _floor(found.start, earlier)
    source = subject_before(tokens, found.start, floor)
    if source is None:
        return elided(tokens, at, verb, found, earlier)
    source = _without_time(tokens, source)
    if verb.lemma == "read" and not _is_text(tokens, source):
        return None
    if verb.form == "base" and any(token.low in {"a", "an", "another"} for token in tokens[source[0] : source[1]][-4:]):
        return None  # "a Herald report": a singular takes no such verb
    return _normal(text, tokens, at, verb, source, earlier)


def _without_time(tokens: Tokens, source: Range) -> Range:
    """The subject without a time that stands between it and the verb."""
    cut = aside(tokens, source[1])
    return (source[0], cut) if cut > source[0] else source


def _is_text(tokens: Tokens, source: Range) -> bool:
    """Whether the source is something that is read: a sign, a statement."""
    return any(token.low in _TEXTS for token in tokens[source[0] : source[1]])


def _floor(start: int, earlier: list[Hit]) -> int:
    """Subjects do not reach back over an earlier cue."""
    return max((hit.cue[1] for hit in earlier if hit.cue[1] <= start), default=0)


def _normal(text: str, tokens: Tokens, at: int, verb: Verb, source: Range, earlier: list[Hit]) -> Hit | None:
    """Source before verb: the content is on the right, on the left, on both sides, or in another segment."""
    last = len(tokens)
    right = complement(tokens, at, verb, last)
    final = right is None and _closes(tokens, behind_cue(tokens, at, verb))
    left = left_of(text, tokens, source[0], verb, earlier, final=final)
    if left and left[1]:  # a quotation stands before
        more = resumed(tokens, behind_cue(tokens, at, verb))
        return Hit((at, at + 1), source, (left[0], *more), source[0], cuts=True, verb=verb.lemma)
    if right and not (left and right.kind in {"clause", "noun"} and _is_aside(tokens, right.start)):
        return rightward(tokens, at, verb, source, right, start=source[0], cuts=_joined(tokens, source[0]))
    relative = _relative(tokens, at, verb, source)
    if relative:
        return rightward(tokens, at, verb, source, relative, start=source[0], cuts=False)
    if left:
        more = goes_on(tokens, behind_cue(tokens, at, verb))
        return Hit((at, at + 1), source, (left[0], *more), source[0], cuts=True, verb=verb.lemma)
    return _interrupting(tokens, at, verb, source) or _waiting(tokens, at, verb, source)


def _interrupting(tokens: Tokens, at: int, verb: Verb, source: Range) -> Hit | None:
    """As in "The law, Bell said, is dead" and "But, Bell said, ...": too short a lead to be a clause."""
    lead = source[0] - 1
    if not 0 < lead <= MIN_CLAUSE or tokens[lead].low != "," or "p" not in verb.frames:
        return None
    more = goes_on(tokens, behind_cue(tokens, at, verb))
    if not more:
        return None
    name = strip_lead(tokens, 0, lead) == 0
    return Hit((at, at + 1), source, ((0, lead), *more) if name else more, source[0], cuts=True, verb=verb.lemma)


def _relative(tokens: Tokens, at: int, verb: Verb, source: Range) -> Complement | None:
    """As in "a law which Bell said | would help" and "what they said was | his house"."""
    before = tokens[source[0] - 1].low if source[0] else ""
    behind = at + 1
    if before not in _RELATIVES or not {"t", "p"} <= set(verb.frames) or behind + 1 >= len(tokens):
        return None
    if tokens[behind].low not in w.BE | w.MODALS | w.HAVE | w.DO or tokens[behind].low in w.CONTRACTED:
        return None
    named = before == "what" and tokens[behind].low in w.BE
    return Complement(behind + named, "clause", behind)


def _is_aside(tokens: Tokens, at: int) -> bool:
    return tokens[at].low in w.PREPOSITIONS or tokens[at].low in w.SUBORDINATORS - {"that", "what"}


def _joined(tokens: Tokens, start: int) -> bool:
    """Whether the clause that starts here stands beside the one before rather than inside it."""
    if start == 0:
        return True
    before = tokens[start - 1].low
    if before in {"and", "but", "while", "although", "though", "yet", "as", "whereas", "because", "after", "when"}:
        return start == 1 or tokens[start - 2].low == "," or before in {"but", "while", "although", "whereas"}
    return before in {";", "—", "–", "--"}


def _waiting(tokens: Tokens, at: int, verb: Verb, source: Range) -> Hit | None:
    """As in "Bell said." and "Bell said:": the remark is in the segment before or behind."""
    last = len(tokens)
    if "q" not in verb.frames:
        return None
    behind = behind_cue(tokens, at, verb)
    if tokens[last - 1].low == ":":
        return Hit((at, at + 1), source, (), source[0], waits="right", verb=verb.lemma)
    if behind >= last - 1 and source[0] <= 1 and _STRONG in verb.frames:
        return Hit((at, at + 1), source, (), source[0], waits="left", verb=verb.lemma)
    return None


def _inverted(text: str, tokens: Tokens, at: int, verb: Verb, found: Group) -> Hit | None:
    """The source behind the verb: "...", said Bell / ..., said Bell / Said Bell: "..."."""
    source = _behind(tokens, at, verb, found)
    if source is None:
        return None
    last, start = len(tokens), found.start
    behind = skip_adverbials(tokens, source[1], last)
    left = left_of(text, tokens, start, verb, [], final=_closes(tokens, behind))
    if left is None and start and tokens[start - 1].quote:
        left = (quote_range(text, tokens, start, []), True)
    if left and left[1]:
        return Hit((at, at + 1), source, (left[0], *resumed(tokens, behind)), start, cuts=True, verb=verb.lemma)
    if start and subject_before(tokens, start) and complement(tokens, at, verb, last):
        return None  # "Bell, a judge, announced her retirement"
    if left:
        plain = _closes(tokens, behind) and first_verb(tokens, *left[0]) is not None
        return Hit((at, at + 1), source, (left[0],), start, cuts=True, verb=verb.lemma) if plain else None
    if start == 0:
        more = resumed(tokens, behind)
        return Hit((at, at + 1), source, more, start, waits="" if more else "left", verb=verb.lemma)
    return None


def _behind(tokens: Tokens, at: int, verb: Verb, found: Group) -> Range | None:
    """The source right behind the verb, where the order lets one stand there."""
    last = len(tokens)
    if "v" not in verb.frames or verb.form not in {"past", "s"} or at + 1 >= last:
        return None
    if found.start not in {at, at - 1} or found.perfect or found.negated:
        return None
    if found.start and tokens[found.start - 1].low not in {",", '"', "—", "–"}:
        return None
    first = at + 1
    if tokens[first].low in w.PREPOSITIONS and found.start and tokens[found.start - 1].quote:
        first = skip_adverbials(tokens, first, last)  # "...", said in a statement Ann Bell
    if first >= last or is_time(tokens[first]) or tokens[first].low == "that":
        return None
    source = phrase_after(tokens, first, last)
    if source is None:
        return None
    if not sound(tokens, source):
        return None
    ends = skip_adverbials(tokens, source[1], last) >= last
    return source if ends or first_verb(tokens, first, source[1]) is None else None


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether the sentence, or the clause, ends at token ``at``."""
    return at >= len(tokens) or tokens[at].low in {".", ",", ";", "?", "!", "—", "–", "--", "("}
