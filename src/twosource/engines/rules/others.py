"""Attributions without a verb of their own in the active: "according to Bell", "reportedly", "is believed to", "it
emerged that", "was told that", "accused of", "Bell: '...'", "'...' - Bell".

In: a text and the tokens of a segment. Out: hits in no particular order.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.complements import complement, skip_adverbials
from twosource.engines.rules.endings import MIN_CLAUSE, clause_end, content_end, trim
from twosource.engines.rules.groups import group
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.lexicon import VERBS
from twosource.engines.rules.phrases import (
    Range,
    Tokens,
    first_verb,
    good_source,
    looks_past,
    phrase_after,
)
from twosource.engines.rules.subjects import leading_subject, strip_lead, subject_before
from twosource.engines.rules.tokens import is_full

HEDGES = w.word_set("reportedly allegedly supposedly purportedly")
_PASSIVE_TO = w.word_set(
    "believed thought said expected reported alleged understood rumored rumoured estimated feared assumed claimed"
    " considered predicted projected suspected deemed"
)
EMERGED = w.word_set("emerged transpired")
_ACCUSED = {
    "accused": {"of"},
    "charged": {"with"},
    "suspected": {"of"},
    "indicted": {"on", "for"},
    "convicted": set(),
    "criticized": {"for"},
    "criticised": {"for"},
    "blamed": {"for"},
}
_PASSIVE_TOLD = w.word_set("told informed warned advised assured notified reminded")
_CITING = frozenset(["citing", "quoting"])
_HEAD_ENDS = w.PREPOSITIONS | w.RELATIVES | {",", "("}
_CITED = w.word_set(
    "source sources official person people spokesman spokeswoman spokesperson memo email emails letter filing filings"
    " document report interview transcript website aide diplomat agency newspaper paper adviser advisor study poll"
    " census statistics numbers message messages"
)
"""Besides :data:`words.PEOPLE`: whom or what a reporter cites for a fact."""
_DASHES = frozenset(["—", "–", "--", "-"])
_UTTERANCES = w.word_set("statement tweet letter message email post note reply response remarks")
_MAX_LABEL = 8
"""Words a label before a colon may have ("Police chief Ann Bell:")."""


def find(text: str, tokens: Tokens) -> list[Hit]:
    """All hits of the segment that need no active verb."""
    hits: list[Hit] = []
    for at, token in enumerate(tokens):
        low = token.low
        hit = None
        if low == "according" and at + 2 < len(tokens) and tokens[at + 1].low == "to":
            hit = _according(tokens, at, at + 2)
        elif low in _CITING:
            hit = _citing(tokens, at)
        elif low in HEDGES:
            hit = _hedge(tokens, at)
        elif low in _PASSIVE_TO or low in _ACCUSED or low in _PASSIVE_TOLD or low == "quoted":
            hit = _passive(tokens, at)
        elif low in EMERGED:
            hit = _emerged(tokens, at)
        elif low == "as" and at + 2 < len(tokens):
            hit = _as_said(tokens, at)
        if hit:
            hits.append(hit)
    announced = _announced(tokens) if tokens[-1].low == ":" else None
    return [*hits, *_labelled(text, tokens), *([announced] if announced else [])]


def _according(tokens: Tokens, at: int, source_at: int) -> Hit | None:
    """The content is the rest of the sentence: what stands before, else what follows."""
    last = len(tokens)
    source = phrase_after(tokens, source_at, last)
    if source is None:
        return None
    content: tuple[Range, ...] = ()
    left = trim(tokens, (0, at))
    relative = _relative_behind(tokens, at, source[1])
    if relative:
        return Hit((at, source_at), source, (relative,), at, verb="according")
    if left[1] - strip_lead(tokens, *left) > 1:
        content = (left, *_rest_behind(tokens, left, source[1]))
    else:
        behind = skip_adverbials(tokens, _behind_relative(tokens, source[1]), last)
        behind = behind if behind < last and tokens[behind].low in {",", ":"} else source[1]
        right = trim(tokens, (behind, content_end(tokens, behind, last)))
        content = (right,) if right[1] > right[0] else ()
    waits = "" if content else "right"
    return Hit((at, source_at), source, content, at, cuts=True, waits=waits, verb="according")


def _citing(tokens: Tokens, at: int) -> Hit | None:
    """As in "The paper reported, citing two officials, that ...": the officials are the source."""
    source = phrase_after(tokens, at + 1, len(tokens))
    if source is None or at == 0 or not _can_be_cited(tokens, source):
        return None
    end = source[1]
    if end + 1 < len(tokens) and tokens[end].low == "," and tokens[end + 1].low == "that":
        right = trim(tokens, (end + 2, content_end(tokens, end + 2, len(tokens))))
        return Hit((at, at + 1), source, (right,), at, cuts=True, verb="cite") if right[1] > right[0] else None
    left = trim(tokens, (0, at))
    if first_verb(tokens, *left) is None:
        return _cited_before(tokens, at, source)
    if left[1] - left[0] < MIN_CLAUSE:
        return None
    return Hit((at, at + 1), source, (left,), at, cuts=True, verb="cite")


def _behind_relative(tokens: Tokens, end: int) -> int:
    """The comma that closes a relative clause behind a source: "According to Bell, who was there|, the pier ..."."""
    if end + 1 >= len(tokens) or tokens[end].low != "," or tokens[end + 1].low not in w.RELATIVES:
        return end
    return next((at for at in range(end + 2, len(tokens)) if tokens[at].low == ","), end)


def _relative_behind(tokens: Tokens, at: int, end: int) -> Range | None:
    """As in "the blast, which according to Bell | took the roof off": only the relative clause is given to her."""
    before = at - 1 - (tokens[at - 1].low == "," if at else 0)
    if before < 1 or tokens[before].low not in {"which", "who", "that"}:
        return None
    start = end + (end < len(tokens) and tokens[end].low == ",")
    content = trim(tokens, (start, clause_end(tokens, start, len(tokens))))
    return content if content[1] - content[0] >= MIN_CLAUSE else None


def _rest_behind(tokens: Tokens, left: Range, end: int) -> tuple[Range, ...]:
    """As in "The mayor, according to police, | left": a lead without a verb goes on behind the phrase."""
    if end >= len(tokens) or tokens[end].low != "," or first_verb(tokens, *left) is not None:
        return ()
    rest = trim(tokens, (end + 1, clause_end(tokens, end + 1, len(tokens))))
    return (rest,) if rest[1] > rest[0] and (looks_past(tokens, rest[0]) or tokens[rest[0]].low.endswith("s")) else ()


def _can_be_cited(tokens: Tokens, source: Range) -> bool:
    """Whether the phrase behind "citing" is somebody or a text, and not a reason ("citing his lack of support")."""
    end = next((at for at in range(source[0] + 1, source[1]) if tokens[at].low in _HEAD_ENDS), source[1])
    head = [token for token in tokens[source[0] : end] if not token.low.endswith(("'s", "s'"))]
    return any(token.low in w.PEOPLE | _CITED or token.capital for token in head)


def _cited_before(tokens: Tokens, at: int, source: Range) -> Hit | None:
    """As in "The paper, citing two officials, said that ...": what the paper said are the officials' words."""
    verb_at = source[1] + 1
    if verb_at >= len(tokens) or tokens[source[1]].low != ",":
        return None
    verb = VERBS.get(tokens[verb_at].low)
    right = complement(tokens, verb_at, verb, len(tokens)) if verb else None
    if right is None:
        return None
    content = trim(tokens, (right.start, content_end(tokens, right.start, len(tokens))))
    return Hit((at, at + 1), source, (content,), at, verb="cite")


def _hedge(tokens: Tokens, at: int) -> Hit | None:
    """As in "reportedly": nobody's words; the content is the predicate behind it."""
    if at + 1 < len(tokens) and VERBS.get(tokens[at + 1].low, None) and tokens[at + 1].low not in _PASSIVE_TO:
        return None  # "reportedly said": the verb is the cue
    end = content_end(tokens, at + 1, len(tokens))
    stops = {";", "—", "–", "--"} | ({","} if tokens[0].low in w.SUBORDINATORS else set())
    stop = next((i for i in range(at + 2, end) if tokens[i].low in stops), end)
    content = trim(tokens, (at + 1, clause_end(tokens, at + 1, stop)))
    return Hit((at, at + 1), None, (content,), at, verb="hedge") if content[1] > content[0] else None


def _passive(tokens: Tokens, at: int) -> Hit | None:
    """A passive after a form of "be": believed to, accused of, told that, quoted as saying."""
    if tokens[at].capital and at == 0:
        return None
    found = group(tokens, at, VERBS.get(tokens[at].low, VERBS["said"]))
    low = tokens[at].low
    behind = at + 1
    if not found.passive or found.modal or found.negated or behind >= len(tokens):
        return None
    if low in _PASSIVE_TO and (tokens[behind].low in {"to", "that"} or _is_it(tokens, found.start, behind)):
        start = behind + (tokens[behind].low == "that")
        return _passive_hit(tokens, at, start, None)
    if tokens[behind].low in _ACCUSED.get(low, ()):
        return _passive_hit(tokens, at, behind + 1, None)
    if low in _ACCUSED and tokens[behind].low == "by":
        return _accused_by(tokens, at, behind)
    if low == "quoted":
        return _quoted_as(tokens, at, found.start)
    return _was_told(tokens, at, behind) if low in _PASSIVE_TOLD else None


def _is_it(tokens: Tokens, start: int, behind: int) -> bool:
    """As in "it's believed | some 500 were there": a verb group from ``start`` without any other subject."""
    alone = tokens[start].low == "it's" or (start > 0 and tokens[start - 1].low == "it")
    if not alone or tokens[behind].low in w.PREPOSITIONS | {"as"}:
        return False
    return first_verb(tokens, behind, clause_end(tokens, behind, len(tokens))) is not None


def _emerged(tokens: Tokens, at: int) -> Hit | None:
    """As in "it has also emerged that ..."."""
    start = group(tokens, at, VERBS["said"]).start
    if start == 0 or tokens[start - 1].low != "it" or at + 1 == len(tokens) or tokens[at + 1].low != "that":
        return None
    return _passive_hit(tokens, at, at + 2, None)


def _passive_hit(tokens: Tokens, at: int, start: int, source: Range | None) -> Hit | None:
    content = trim(tokens, (start, content_end(tokens, start, len(tokens))))
    return Hit((at, at + 1), source, (content,), at, verb="passive") if content[1] > content[0] else None


def _accused_by(tokens: Tokens, at: int, by: int) -> Hit | None:
    source = phrase_after(tokens, by + 1, len(tokens))
    if source is None:
        return None
    of = next((i for i in range(by + 1, source[1]) if tokens[i].low in _ACCUSED[tokens[at].low]), None)
    of = of or (source[1] if source[1] < len(tokens) and tokens[source[1]].low in {"of", "with", "for"} else None)
    if of is None:
        return None
    return _passive_hit(tokens, at, of + 1, (by + 1, of))


def _quoted_as(tokens: Tokens, at: int, start: int) -> Hit | None:
    """As in "was quoted as saying ..."."""
    if at + 3 >= len(tokens) or tokens[at + 1].low != "as":
        return None
    source = subject_before(tokens, start)
    right = complement(tokens, at + 2, VERBS["saying"], len(tokens))
    if source is None or right is None:
        return None
    hit = _passive_hit(tokens, at, right.start, source)
    return hit._replace(cue=(at, at + 3), start=source[0]) if hit else None


def _was_told(tokens: Tokens, at: int, behind: int) -> Hit | None:
    source = None
    if tokens[behind].low == "by":
        source = phrase_after(tokens, behind + 1, len(tokens))
        if source is None:
            return None
        behind = source[1]
    start = skip_adverbials(tokens, behind, len(tokens))
    if start >= len(tokens) or not (tokens[start].low in {"that", "to"} or tokens[start].quote):
        return None
    return _passive_hit(tokens, at, start + (tokens[start].low == "that"), source)


def _as_said(tokens: Tokens, at: int) -> Hit | None:
    """As in "..., as Bell noted", "As Bell noted, ..." and "as first reported by the Herald" behind a clause."""
    if at == 0:
        return _as_lead(tokens)
    if at < MIN_CLAUSE or tokens[at - 1].low != "," or tokens[0].low == "according":
        return None
    left = trim(tokens, (0, at))
    noted = _noted(tokens, at)
    if noted and tokens[noted[0] + 1].low in {".", "?", "!"} and first_verb(tokens, *left) is not None:
        return Hit((noted[0], noted[0] + 1), noted[1], (left,), at, cuts=True, verb="note")
    for verb_at in range(at + 1, min(len(tokens) - 1, at + 4)):
        if tokens[verb_at].low == "reported" and tokens[verb_at + 1].low == "by":
            source = phrase_after(tokens, verb_at + 2, len(tokens))
            return Hit((at, verb_at + 2), source, (left,), at, cuts=True, verb="report") if source else None
    return None


def _noted(tokens: Tokens, at: int) -> tuple[int, Range] | None:
    """The verb and the subject of "as Bell noted", where a comma or a stop follows."""
    for verb_at in range(at + 2, min(len(tokens) - 1, at + _MAX_LABEL + 1)):
        verb = VERBS.get(tokens[verb_at].low)
        if tokens[verb_at].low in {",", "."}:
            return None
        if verb and "p" in verb.frames and verb.form in {"past", "s"}:
            source = subject_before(tokens, group(tokens, verb_at, verb).start, at + 1)
            closed = tokens[verb_at + 1].low in {",", ".", "?", "!"}
            return (verb_at, source) if source and source[0] == at + 1 and closed else None
    return None


def _as_lead(tokens: Tokens) -> Hit | None:
    noted = _noted(tokens, 0)
    if noted is None:
        return None
    content = trim(tokens, (noted[0] + 1, clause_end(tokens, noted[0] + 2, len(tokens))))
    if content[1] - content[0] < MIN_CLAUSE + 1:
        return None
    return Hit((noted[0], noted[0] + 1), noted[1], (content,), 0, cuts=True, verb="note")


def _announced(tokens: Tokens) -> Hit | None:
    """As in "The ministry issued this statement:" before a quotation."""
    noun = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at].low in _UTTERANCES), None)
    source = leading_subject(tokens, len(tokens)) if noun and len(tokens) - noun <= _MAX_LABEL else None
    if (
        noun is None
        or source is None
        or any(VERBS.get(t.low) and "q" in VERBS[t.low].frames for t in tokens[noun + 1 :])
    ):
        return None
    return Hit((noun, noun + 1), source, (), source[0], waits="right", verb="announce")


def _labelled(text: str, tokens: Tokens) -> list[Hit]:
    """As in "Bell: '...'" at the start of a segment, "'...' - Bell" at its end."""
    hits: list[Hit] = []
    colon = next((i for i, t in enumerate(tokens[: _MAX_LABEL + 1]) if t.low == ":"), None)
    if colon and colon + 1 < len(tokens) and tokens[colon + 1].quote and _is_label(tokens, 0, colon):
        first = 1 if tokens[0].low == "from" else 0
        hits.append(Hit((colon, colon + 1), (first, colon), ((colon + 1, colon + 2),), 0, verb=":"))
    dash = next((i for i, t in enumerate(tokens) if t.low in _DASHES), None)
    posted = _posted(tokens)
    if posted:
        return [posted]
    if dash and tokens[dash - 1].quote and is_full(text, tokens[dash - 1]) and dash + 1 < len(tokens):
        source = phrase_after(tokens, dash + 1, len(tokens))
        if source and source[1] - dash <= _MAX_LABEL + 4 and _is_label(tokens, dash + 1, min(source[1], dash + 4)):
            hits.append(Hit((dash, dash + 1), source, ((dash - 1, dash),), dash, verb="-"))
    return hits


def _posted(tokens: Tokens) -> Hit | None:
    """An embedded post: "words of the post - Ann Bell (@annbell) June 1, 2018". Its content is the paragraph so far."""
    handle = next(
        (i for i in range(2, len(tokens) - 1) if tokens[i].low.startswith("@") and tokens[i - 1].low == "("), None
    )
    if handle is None or tokens[handle + 1].low != ")":
        return None
    dash = next((i for i in range(handle - 2, max(-1, handle - _MAX_LABEL), -1) if tokens[i].low in _DASHES), None)
    if dash is None or dash + 1 >= handle - 1 or not tokens[dash + 1].capital:
        return None
    return Hit((dash, dash + 1), (dash + 1, handle + 2), (), dash, cuts=True, waits="post", verb="post")


def _is_label(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words name somebody: short, no verb, a capital somewhere behind the first."""
    if not good_source(tokens, first, last) or first_verb(tokens, first, last) is not None:
        return False
    names = [t for t in tokens[first:last] if t.capital]
    lower = [t for t in tokens[first:last] if t.word and not t.capital and t.low not in w.PREPOSITIONS | w.ARTICLES]
    return len(names) > len(lower) and not any(VERBS.get(t.low) for t in lower)
