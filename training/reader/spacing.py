"""Plausible spaces between the tokens of a corpus that comes without them.

In: the tokens of one paragraph. Out: the text, and where each token stands in it. Marks of punctuation are set as a
newspaper sets them: quotation marks and brackets hug what they enclose, straight ones open and close in turn,
apostrophes and hyphens join, dashes do not, "U.S.", "US$5", "1950s" and "COP27" are written together. A hyphen is
taken for a dash where it follows a dateline or stands before a word that goes on with the sentence.

Not done: what the tokens do not tell (whether "Long March 3" had a space is a guess, and so is an en dash's).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.lexicon.words import FUNCTION, listed
from twosource.model import Span

_CLOSING = re.compile(r"[,.;:!?%)\]}”…°™®º»]+|:-\w*")
_OPENING = frozenset("([{“‘$€£₡¥₹₦#@«")
_MONEY = frozenset({"US", "NT", "HK", "NZ", "N", "A", "C", "S", "R", "CA", "AU", "MOP", "RD", "Z"})
"""Letters written together with the "$" after them."""

_TAILS = frozenset({"s", "t", "re", "ll", "ve", "m", "d", "S"})
_HEADS = frozenset({"d", "D", "O", "o", "l", "L", "Sana", "Tian", "Xi", "Yi", "Ya", "Bahá", "Qur", "Da", "Wa", "Ka"})
"""What stands after, and before, an apostrophe inside a word."""

_ENDINGS = re.compile(r"s|th|st|nd|rd|[A-HJ-Z]")
"""What is written together with a number before it: "1950s", "16th", "5G"."""

_NUMBERED = re.compile(r"[B-HJ-Z]|COP|PS|CFC|SKW|Dh|SU|KF|BTC")
"""What is written together with a number after it: "G7", "COP27", "R92 million"."""

_ON = listed("""
    who which whose that because where although though while when if including but as said such he she they it we is
    are was were has have had with from not
    """)
"""Words that go on with a sentence after a dash, and not with a word after a hyphen."""

_DATELINE = 8
"""Tokens within which a dateline's hyphen stands."""


class _Spacer:
    """Decides, token by token, whether a space stands before it; knows which straight quotes are open."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.open: set[str] = set()
        self.hug = True
        """Whether the next token follows without a space."""

    def at(self, i: int) -> str:
        """The token at ``i``, "" outside."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def space(self, i: int) -> bool:
        """Whether a space stands before token ``i``; to be asked for 0, 1, 2 ... in turn."""
        left, right = self._sides(i)
        space = not (self.hug or left)
        self.hug = right
        return space

    def _sides(self, i: int) -> tuple[bool, bool]:
        """Whether the token joins the one before it, and the one after it."""
        mark = self.at(i)
        if mark in {'"', "'", "’"}:
            return self._quote(i)
        if mark in {"-", "–", "‐", "‑"}:
            return self._hyphen(i)
        if mark in {"/", "\\", "_", "="}:
            return True, True
        if mark == "&":
            bound = len(self.at(i - 1)) == 1 == len(self.at(i + 1))
            return bound, bound
        if mark in _OPENING:
            return mark == "$" and self.at(i - 1) in _MONEY, True
        if _CLOSING.fullmatch(mark):
            return True, self._abbreviation(i) or self._clock(i)
        return self._word(i), False

    def _word(self, i: int) -> bool:
        """Whether a word is the tail of the token before it."""
        mark, before = self.at(i), self.at(i - 1)
        if mark[:1] in {"'", "’"} or mark in {"n't", "n’t", "+"}:
            return True
        if before[-1:].isdigit() and _ENDINGS.fullmatch(mark):
            return before.replace(",", "").replace(".", "").isdigit()
        return mark[:1].isdigit() and bool(_NUMBERED.fullmatch(before))

    def _abbreviation(self, i: int) -> bool:
        """Whether a full stop stands inside "U.S." or "p.m."."""
        before, after = self.at(i - 1), self.at(i + 1)
        single = len(before) == 1 == len(after) and before.isalpha() and after.isalpha()
        return self.at(i) == "." and single and before.isupper() == after.isupper() and self.at(i + 2) == "."

    def _clock(self, i: int) -> bool:
        """Whether a colon stands inside a time of day or a score."""
        return self.at(i) == ":" and self.at(i - 1).isdigit() and self.at(i + 1).isdigit()

    def _quote(self, i: int) -> tuple[bool, bool]:
        mark, before, after = self.at(i), self.at(i - 1), self.at(i + 1)
        if mark != '"':
            if after in _TAILS and before[-1:].isalnum():
                return True, True
            if before in _HEADS and after[:1].isalpha():
                return True, True
            if before.endswith("s") and mark not in self.open:
                return True, False
        if mark == "’" or mark in self.open:
            self.open.discard(mark)
            return True, False
        if not after:
            return True, False
        self.open.add(mark)
        return False, True

    def _hyphen(self, i: int) -> tuple[bool, bool]:
        mark, before, after = self.at(i), self.at(i - 1), self.at(i + 1)
        if mark == "–":
            bound = before[-1:].isdigit() and after[:1].isdigit()
            return bound, bound
        if "-" in {before, after}:
            return before == "-", after == "-"
        abbreviated = before == "." and len(self.at(i - 2)) == 1
        if not after[:1].isalnum() or not (before[-1:].isalnum() or abbreviated) or self._dash(i):
            return False, False
        return True, True

    def _dash(self, i: int) -> bool:
        """Whether a hyphen between two words stands for a dash."""
        after = self.at(i + 1)
        if self.at(i + 2) == "-" or self.at(i - 2) == "-":
            return False
        if after in _ON:
            return True
        opens = after[:1].isupper() and after.lower() in FUNCTION
        return opens and i < _DATELINE and not any(t.islower() for t in self.tokens[:i])


def rebuild(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The text of a paragraph, and the span of each token in it."""
    spacer, text, spans, at = _Spacer(tokens), [], [], 0
    for i, token in enumerate(tokens):
        if spacer.space(i):
            text.append(" ")
            at += 1
        text.append(token)
        spans.append(Span(at, at + len(token)))
        at += len(token)
    return "".join(text), spans
