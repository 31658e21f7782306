"""Cut a sentence where it clearly holds two facts side by side.

In: the text and the span of a sentence. Out: one span, or several that follow one another. A cut is made only at a
semicolon, or at a comma before "and", "but", "while", "whereas" or "so", outside quotation marks and brackets, when
both sides have ``FEWEST_WORDS`` words and a finite verb, and the right side begins with a subject of its own (a
pronoun, a determiner or a capital). Everything else stays whole: lists, shared subjects ("He came and went"),
subordinate and relative clauses.
"""

from __future__ import annotations

import re

from twosource.lexicon.words import listed
from twosource.model import Span
from twosource.text import trimmed

FEWEST_WORDS = 5
"""Words on each side: shorter clauses ("..., and it shows.") seldom hold a fact that stands alone."""

_JOINT = re.compile(r";\s+(?:(?:and|but|however|meanwhile),?\s+)?|,\s+(?:and|but|while|whereas|so)\s+")
_SUBJECT = re.compile(
    r"(?:he|she|it|they|we|there|this|that|these|those|the|a|an|his|her|their|its|our|some|many|most|several|both"
    r"|another|two|three|four|five|six|seven|eight|nine|ten|nearly|about|more|at)\b|[A-Z\d]",
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_PASSIVE = re.compile(r"[a-z]{2,}ed\Z")
_FINITE = listed(
    """
    is are was were has have had does did will would can could may might must should isn't aren't wasn't weren't
    hasn't haven't hadn't doesn't didn't won't wouldn't can't couldn't says said told came went took made gave found
    got became began ran fell rose held led left lost met paid put sent set shot spoke stood won wrote saw knew
    thought brought bought built caught chose drew drove fought flew grew kept laid meant read sold shook sank struck
    taught threw understood wants plans expects remains includes says shows
    """
)
_OPEN, _CLOSE = "“«([", "”»)]"


def cut(text: str, sentence: Span) -> tuple[Span, ...]:
    """The parts of a sentence, in text order."""
    parts: list[Span] = []
    start = sentence.start
    deep = _depths(text, sentence)
    for joint in _JOINT.finditer(text, sentence.start, sentence.end):
        left, right = Span(start, joint.start()), Span(joint.end(), sentence.end)
        if deep[joint.start() - sentence.start] or not _SUBJECT.match(text, right.start, right.end):
            continue
        if _stands_alone(text, left) and _stands_alone(text, _up_to_next(text, right)):
            parts.append(trimmed(text, left.start, left.end))
            start = right.start
    parts.append(trimmed(text, start, sentence.end))
    return tuple(parts)


def _up_to_next(text: str, right: Span) -> Span:
    following = _JOINT.search(text, right.start, right.end)
    return Span(right.start, following.start()) if following else right


def _stands_alone(text: str, part: Span) -> bool:
    words = _WORD.findall(text, part.start, part.end)
    return len(words) >= FEWEST_WORDS and any(
        word.lower().replace("’", "'") in _FINITE or _PASSIVE.match(word) for word in words[1:]
    )


def _depths(text: str, sentence: Span) -> list[bool]:
    """For each character whether it stands inside quotation marks or brackets (a quotation may have begun before)."""
    inside: list[bool] = []
    depth, straight = _begun(text, sentence), False
    for char in text[sentence.start : sentence.end]:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == '"':
            straight = not straight
        inside.append(depth > 0 or straight)
    return inside


def _begun(text: str, sentence: Span) -> int:
    """1 when the first typographic quotation mark of the sentence closes a quotation."""
    closing, opening = (text.find(mark, sentence.start, sentence.end) for mark in "”“")
    return int(closing >= 0 and (opening < 0 or closing < opening))
