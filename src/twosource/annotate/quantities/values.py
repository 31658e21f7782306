"""Numbers as text gives them: the tokens of a sentence, and the value of the number that begins at one of them.

"1,984", "2.5 billion", "twenty-five", "a dozen", "half a million", "tens of thousands", "25-30". What a number counts
and whether it counts anything is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from twosource.annotate.quantities.lexicon import SCALES, SHORT_SCALES, SMALL, VAGUE
from twosource.model import Span

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,15}(?:\.\d+)?)"
    r"|(?P<symbol>(?i:US|U\.S\.|AU|NZ|HK|CA|A|C|S|R)?\$|[£€¥₹₽₺₴₩₪₦₱])"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)
EXACT = 6
"""Decimals kept: 2.07 billion is 2,070,000,000 and not a fraction less."""

_LONGEST = 12
"""Tokens of one number in words."""

_OPENING = SMALL.keys() | {word.split()[0] for word in VAGUE} | {"a", "an", "half", "several", "few"}
"""Words with which a number begins."""

_DASHES = frozenset("-‐‑–—")


class Token(NamedTuple):
    """A number, a currency symbol, a word or a mark; ``glued`` to the token before it if no space stands between."""

    text: str
    start: int
    end: int
    kind: str
    glued: bool

    @property
    def lower(self) -> str:
        return self.text.lower()


class Number(NamedTuple):
    """A number read from tokens ``first`` to ``last`` (half-open). ``scaled``: with "million" or the like;
    ``digits``: written in digits; ``vague``: a word such as "dozens", whose ``upper`` is the most it can mean.
    """

    value: float
    upper: float | None
    first: int
    last: int
    scaled: bool = False
    digits: bool = False
    vague: bool = False


def tokens(text: str, span: Span) -> list[Token]:
    """The tokens of a stretch of text."""
    found: list[Token] = []
    at = -1
    for match in _TOKEN.finditer(text, span.start, span.end):
        found.append(Token(match[0], match.start(), match.end(), match.lastgroup or "", match.start() == at))
        at = match.end()
    return found


def is_dash(token: Token) -> bool:
    """Whether a token is a hyphen or dash."""
    return token.text in _DASHES


def number_at(line: Sequence[Token], at: int) -> Number | None:
    """The number that begins at a token, without a range's upper end."""
    token = line[at]
    if token.kind == "number":
        return _digits(line, at)
    if token.lower not in _OPENING:
        return None
    return _vague(line, at) or _words(line, at)


def _digits(line: Sequence[Token], at: int) -> Number:
    value, last = float(line[at].text.replace(",", "")), at + 1
    after = line[last] if last < len(line) else None
    money = at > 0 and line[at - 1].kind == "symbol"
    if after and after.glued and (money or after.lower in {"bn", "mn", "tn"}) and after.lower in SHORT_SCALES:
        return Number(round(value * SHORT_SCALES[after.lower], EXACT), None, at, last + 1, scaled=True, digits=True)
    if after and is_dash(after) and last + 1 < len(line) and line[last + 1].lower in SCALES and line[last + 1].glued:
        last += 1
    elif after and after.lower in {"bn", "mn", "tn"}:
        return Number(round(value * SHORT_SCALES[after.lower], EXACT), None, at, last + 1, scaled=True, digits=True)
    scaled = False
    while last < len(line) and last < at + _LONGEST and _scale(line[last]):
        value, last, scaled = round(value * _scale(line[last]), EXACT), last + 1, True
    if not scaled:
        last = at + 1
    return Number(value, None, at, last, scaled=scaled, digits=True)


def _scale(token: Token) -> float:
    """What a word multiplies digits by, 0 for others; "250 Billions" is written, if wrongly."""
    return SCALES.get(token.lower) or (SCALES.get(token.lower[:-1], 0.0) if token.lower.endswith("ions") else 0.0)


def _vague(line: Sequence[Token], at: int) -> Number | None:
    for length in (3, 1):
        words = [token.lower for token in line[at : at + length]]
        if " ".join(words) in VAGUE:
            low, high = VAGUE[" ".join(words)]
            return Number(low, high, at, at + len(words), scaled=True, vague=True)
    few = 2 if line[at].lower == "a" else 1
    words = [token.lower for token in line[at : at + few + 1]]
    if len(words) > few and words[few - 1] in {"several", "few"} and f"{words[few]}s" in VAGUE:
        low, high = VAGUE[f"{words[few]}s"]
        return Number(low, high, at, at + few + 1, scaled=True, vague=True)
    return None


def _words(line: Sequence[Token], at: int) -> Number | None:
    """A number in words: small numbers are added, "hundred" and the larger scales multiply what stands before."""
    half = _half(line, at)
    if half:
        return half
    total = current = 0.0
    last, read = at, False
    scaled = False
    while last < len(line) and last < at + _LONGEST:
        word = line[last].lower
        if word in SMALL:
            if read and not _adds(line, last, current):
                break
            current += SMALL[word]
        elif word in SCALES and read:
            current, scaled = (current or 1.0) * SCALES[word], True
            if SCALES[word] >= SCALES["thousand"]:
                total, current = total + current, 0.0
        elif word in {"a", "an"} and not read and last + 1 < len(line) and line[last + 1].lower in SCALES:
            current = 1.0
        elif not (read and _joins(line, last)):
            break
        else:
            last += 1
            continue
        last, read = last + 1, True
    while last > at and line[last - 1].lower not in SMALL and line[last - 1].lower not in SCALES:
        last -= 1
    return Number(total + current, None, at, last, scaled=scaled) if read and last > at else None


def _half(line: Sequence[Token], at: int) -> Number | None:
    """Half a million, half a dozen, a half-million."""
    words = [token.lower for token in line[at : at + 4] if not is_dash(token)]
    for opening in (["half", "a"], ["a", "half"]):
        if words[:2] == opening and len(words) > len(opening) and words[2] in SCALES:
            last = next(i for i in range(at, len(line)) if line[i].lower == words[2]) + 1
            return Number(SCALES[words[2]] / 2, None, at, last, scaled=True)
    return None


def _adds(line: Sequence[Token], at: int, current: float) -> bool:
    """Whether a small number goes on with the number before it: "twenty-five", "a hundred and five"."""
    value, before = SMALL[line[at].lower], line[at - 1]
    if is_dash(before) or before.lower in SMALL:
        return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10  # noqa: PLR2004 - tens and units
    return before.lower in {"and", "hundred", "thousand", "million"} and (current % 100 == 0)


def _joins(line: Sequence[Token], at: int) -> bool:
    """Whether a hyphen or "and" joins two number words."""
    if at + 1 >= len(line) or line[at + 1].lower not in SMALL | SCALES:
        return False
    if is_dash(line[at]):
        return line[at].glued and line[at + 1].glued
    return line[at].lower == "and" and line[at - 1].lower in {"hundred", "thousand"}
