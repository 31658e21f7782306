"""What stands on either side of an attributing phrase: contents before it, and contents that go on behind it.

In: the tokens of a segment and where the phrase starts or ends. Out: ranges of tokens.
"""

from __future__ import annotations

from twosource.engines.rules import words as w
from twosource.engines.rules.complements import skip_adverbials
from twosource.engines.rules.endings import MIN_CLAUSE, clause_end, trim
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.lexicon import VERBS, Verb
from twosource.engines.rules.listeners import listener_end
from twosource.engines.rules.phrases import (
    Range,
    Tokens,
    first_verb,
)
from twosource.engines.rules.subjects import strip_lead
from twosource.engines.rules.tokens import ends_remark, is_full

_SENTENCE = 6
"""From this many words on, what ends in ", Bell said" counts as a clause even if no verb is recognised in it."""


def behind_cue(tokens: Tokens, at: int, verb: Verb) -> int:
    """Where the attributing phrase ends: behind the verb, its listener and adverbials."""
    end = at + 1
    if "o" in verb.frames:
        end = listener_end(tokens, end, len(tokens)) or end
    return skip_adverbials(tokens, end, len(tokens))


def resumed(tokens: Tokens, at: int) -> tuple[Range, ...]:
    """The rest of a broken quotation: behind the attributing phrase, a comma or a colon or nothing, and a quotation."""
    last = len(tokens)
    skip = at
    while skip < last and tokens[skip].low in {",", ":", ".", "—", "–", "--", "-"}:
        skip += 1
    if skip == at + 1 and tokens[at].low == ",":  # "..., she said, on arrival, "..."
        skip = skip_adverbials(tokens, skip, last)
    return ((skip, skip + 1),) if at < skip < last and tokens[skip].quote else ()


def goes_on(tokens: Tokens, at: int) -> tuple[Range, ...]:
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
    if behind.low in w.ARTICLES and first_verb(tokens, *content) is None:
        return ()  # "..., Bell said, a view that few share"
    return (content,) if content[1] - content[0] >= MIN_CLAUSE else ()


def left_of(
    text: str, tokens: Tokens, start: int, verb: Verb, earlier: list[Hit], *, final: bool = False
) -> tuple[Range, bool] | None:
    """What stands before the attributing phrase, and whether it ends in a quotation. ``final``: nothing follows that
    phrase, so that what stands before can be no mere lead.
    """
    before = start - 1
    if before < 0 or not ("q" in verb.frames or "p" in verb.frames):
        return None
    comma = tokens[before].low in {",", "—", "–", "--"}
    end = before if comma else before + 1
    if end < 1:
        return None
    if tokens[end - 1].quote and "q" in verb.frames and (comma or ends_remark(text, tokens[end - 1])):
        return quote_range(text, tokens, end, earlier), True
    if not comma or "p" not in verb.frames or tokens[before].low != ",":
        return None
    content = trim(tokens, (_after_earlier(earlier, end), end))
    if content[1] - content[0] < MIN_CLAUSE or not (
        _is_clause(tokens, content) or (final and _has_main(tokens, content))
    ):
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
    return first_verb(tokens, first, content[1]) is not None or content[1] - first >= _SENTENCE


def _has_main(tokens: Tokens, content: Range) -> bool:
    """Whether a clause with a verb follows a comma inside the words: "As far as it goes, the plan is fine"."""
    comma = next((at for at in range(*content) if tokens[at].low == ","), None)
    return comma is not None and first_verb(tokens, comma + 2, content[1]) is not None


def quote_range(text: str, tokens: Tokens, end: int, earlier: list[Hit]) -> Range:
    """A quotation that ends at token ``end``, with the words that lead into it when it is a part of a sentence."""
    at = end - 1
    floor = _after_earlier(earlier, at)
    if is_full(text, tokens[at]) and (at == floor or not tokens[at - 1].word):
        while at - 2 >= floor and tokens[at - 1].low in {",", "and", "but"} and tokens[at - 2].quote:
            at -= 2
        return at, end
    return trim(tokens, (floor, end))
