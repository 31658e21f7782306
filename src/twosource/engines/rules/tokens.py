"""Words of a paragraph, each quotation folded into one token, cut into segments.

A :class:`Segment` is what the rules look at: the tokens of one sentence in the reporter's words, where each quotation
is a single token however many sentences it holds. Segments come in text order and never cross a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from twosource.engines import quotes
from twosource.engines.rules.lexicon import PHRASES
from twosource.model import Sentence

QUOTE = '"'
"""``Token.low`` of a quotation."""

FULL_QUOTE_WORDS = 4
"""From this many words on, a quotation with a capital at its start counts as a sentence and not as a fragment."""

_ABBREVIATIONS = (
    "mr|mrs|ms|dr|prof|gov|sen|sens|rep|reps|gen|lt|col|sgt|capt|cmdr|adm|maj|rev|hon|pres|supt|st|jr|sr|inc|corp|co"
    "|ltd|no|vs|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|ark|ariz|calif|colo|conn|fla|ga|ill|ind|kan|ky|la|md"
    "|mass|mich|minn|miss|mo|mont|neb|nev|okla|ore|pa|tenn|tex|va|vt|wash|wis|wyo|a\\.m|p\\.m"
)
_TOKEN = re.compile(
    rf"(?:{_ABBREVIATIONS})\.(?=[\s,;:)’'\"”]|$)"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\b[^\W\d_]\.(?=\s[^\W\d_a-z])"
    r"|[$€£¥]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]+)?(?:[-‑][^\W\d_][^\W_]*)*"
    r"|[@#]\w+"
    r"|[^\W\d_][^\W_]*(?:[’'&\-‑][^\W_]+)*(?:[’'](?=\s|$))?"
    r"|—|–|--+|\.\.\.+|…"
    r"|\S",
    re.IGNORECASE,
)
_ORDINARY = frozenset(["ill.", "mass.", "miss.", "wash.", "ark.", "no.", "mar."])
"""Words that look like an abbreviation only with a capital: "was ill." is no Illinois."""
_LEADERS = "\u2018\u201c\u2026 \"'[(."
_ENDS = frozenset(".?!…")


MAX_TOKENS = 160
"""Tokens of a segment: a longer "sentence" is no sentence but a table or a list, and is cut. Rules look back over a
segment from each cue, so that this also bounds the work on a hostile text."""


class Token(NamedTuple):
    """A word, a punctuation mark or a whole quotation: the characters ``start..end`` of the article."""

    low: str
    start: int
    end: int
    capital: bool

    @property
    def word(self) -> bool:
        return self.low[0].isalnum() or self.low[0] in "@#$€£"

    @property
    def quote(self) -> bool:
        return self.low == QUOTE


class Segment(NamedTuple):
    """One sentence with its quotations folded; ``runs_on``: its last quotation goes on in the next paragraph."""

    tokens: tuple[Token, ...]
    paragraph: int
    runs_on: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens ``first..last`` (half-open)."""
        return self.tokens[first].start, self.tokens[last - 1].end


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``, addressed in ``text``."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if word in _ORDINARY:
            found.append(Token(word[:-1], match.start(), match.end() - 1, capital=False))
            found.append(Token(".", match.end() - 1, match.end(), capital=False))
            continue
        found.append(Token(word.lower().replace("’", "'"), match.start(), match.end(), word[0].isupper()))
    return found


def is_full(text: str, token: Token) -> bool:
    """Whether a quotation reads like a whole remark rather than a few words out of one."""
    inner = text[token.start + 1 : token.end].lstrip(_LEADERS)
    if not inner or not (inner[0].isupper() or inner[0].isdigit()):
        return False
    words = inner.split(None, FULL_QUOTE_WORDS)
    return len(words) >= FULL_QUOTE_WORDS or ends_remark(text, token)


def ends_remark(text: str, token: Token) -> bool:
    """Whether the last character inside a quotation ends a sentence or a part of one."""
    inner = text[token.start : token.end].rstrip("'’\"”» ")
    tail = text[token.end : token.end + 1]
    return inner[-1:] in {".", ",", "?", "!", "…", "—", "-", "–"} or tail == ","


def _stops(text: str, token: Token) -> bool:
    return text[token.start : token.end].rstrip("'’\"”» ")[-1:] in _ENDS


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each cue of several words ("pointed out", "made it clear") as one."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = at + 1
        for rest in PHRASES.get(token.low, ()):
            if tuple(t.low for t in tokens[at + 1 : at + 1 + len(rest)]) == rest:
                end = at + 1 + len(rest)
                break
        if end > at + 1:
            low = " ".join(t.low for t in tokens[at:end])
            token = Token(low, token.start, tokens[end - 1].end, token.capital)
        out.append(token)
        at = end
    return out


def _fold(text: str, first: int, last: int, found: Sequence[quotes.Quoted]) -> list[Token]:
    """All tokens of a paragraph with each quotation as one."""
    tokens: list[Token] = []
    at = first
    for quoted in found:
        tokens += _joined(tokenise(text, at, quoted.start))
        tokens.append(Token(QUOTE, quoted.start, quoted.end, capital=False))
        at = quoted.end
    return tokens + _joined(tokenise(text, at, last))


def _cut(text: str, tokens: Sequence[Token], ends: Sequence[int]) -> list[list[Token]]:
    """Tokens in segments: cut at the sentence ends outside of quotations, and behind a quotation that ends a
    sentence if a capital or another quotation follows.
    """
    pieces: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        pieces[-1].append(token)
        if index + 1 == len(tokens):
            break
        behind = tokens[index + 1]
        at = bisect_left(ends, token.end)
        cut = at < len(ends) and ends[at] <= behind.start
        if token.quote:
            cut = (cut or _stops(text, token)) and (behind.capital or behind.quote)
        cut = cut or len(pieces[-1]) >= MAX_TOKENS
        if cut:
            pieces.append([])
    return [piece for piece in pieces if piece]


def segments(text: str, sentences: Sequence[Sentence]) -> list[Segment]:
    """All segments of the running text; the headline is left out."""
    body = [s for s in sentences if not s.headline and s.start < s.end]
    paragraphs = [list(group) for _, group in groupby(body, key=lambda s: s.paragraph)]
    found: list[Segment] = []
    for number, paragraph in enumerate(paragraphs):
        first, last = paragraph[0].start, paragraph[-1].end
        behind = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        runs_on = behind is not None and text[behind[0].start] in quotes.DOUBLE_OPEN | quotes.SINGLE_OPEN
        quoted = quotes.find(text, first, last, runs_on=runs_on)
        tokens = _fold(text, first, last, quoted)
        pieces = _cut(text, tokens, [s.end for s in paragraph])
        open_end = bool(quoted) and not quoted[-1].closed
        found += [
            Segment(tuple(piece), number, runs_on=open_end and index == len(pieces) - 1)
            for index, piece in enumerate(pieces)
        ]
    return found
