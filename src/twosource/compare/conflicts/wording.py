"""The same remark quoted in other words.

Two quotations that agree in nearly all of their words, where a word or a few stand in one and others in the other,
with the same words on both sides. Spellings ("organise"), short forms ("isn't"), words put in brackets and what one
report cut at either end are no difference. Always ``rounding``: the sense is seldom another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

from twosource.compare.conflicts.sight import Difference, Meeting, Side, Sight
from twosource.compare.conflicts.words import QUOTED
from twosource.compare.pairs.words import stem
from twosource.lexicon.words import NUMBER_WORDS, listed

LONGEST = 80
"""Words of a quotation that are compared."""
REACH = 1000
"""Characters around a passage in which the marks of its quotation are sought."""
SHORTEST = 5
"""Words of the shorter quotation; below, two remarks may be alike by chance."""
AGREE = 0.7
"""Share of the shorter quotation's words that the other has in the same order."""
MOST = 4
"""Words that stand for one another."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AS_SAID = {
    **{word: str(value) for word, value in NUMBER_WORDS.items()},
    "ok": "okay",
    "yeah": "yes",
    "gonna": "going to",
}
"""What is heard and written in two ways."""
_SIGNED = re.compile(r"\s[—–-]+\s[^\n]{2,60}\(@")
"""What stands behind the words of a post that is shown: who posted it, and when."""
_TURNED = listed(
    "i me my mine myself you your we us our he him his himself she her they them their it its was were is are am be"
)
"""Words that change when a remark is told and not quoted ("no doubt in my mind", "in his mind")."""
_WHY = "The reports quote the same remark in different words."


class _Word(NamedTuple):
    text: str
    stem: str
    start: int
    end: int


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """The words that differ between quotations of one remark, together for each two quotations."""
    for mine, theirs in product(sight.once(_quotes, meeting.one), sight.once(_quotes, meeting.other)):
        values = [
            side.value(words[0].start, words[-1].end, " ".join(w.text for w in words))
            for pair in _replaced(mine, theirs)
            for side, words in zip((meeting.one, meeting.other), pair, strict=True)
        ]
        if values:
            yield Difference(
                claim=meeting.claim, slot="quote", kind="rounding", values=tuple(dict.fromkeys(values)), why=_WHY
            )


def _quotes(side: Side) -> list[list[_Word]]:
    """The words of each quotation in a passage; a quotation may begin before it and go on after it."""
    text = side.article.text
    low, high = text.rfind("\n", 0, side.start) + 1, text.find("\n", side.end)
    found = []
    for quoted in QUOTED.finditer(
        text, max(low, side.start - REACH), len(text) if high < 0 else min(high, side.end + REACH)
    ):
        signed = _SIGNED.search(text, quoted.start(1), quoted.end(1))
        last = signed.start() if signed else quoted.end(1)
        words = [
            _Word(m[0].casefold().replace("’", "'"), stem(m[0].casefold()), *m.span())
            for m in _WORD.finditer(text, max(side.start, quoted.start(1)), min(side.end, last))
        ]
        if len(words) >= SHORTEST:
            found.append(words[:LONGEST])
    return found


def _replaced(a: Sequence[_Word], b: Sequence[_Word]) -> list[tuple[Sequence[_Word], Sequence[_Word]]]:
    """Stretches of two quotations that stand for one another, between the same words; if there are none, a word that
    is singular in one and plural in the other ("talk", "talks").
    """
    both = Counter(w.stem for w in a) & Counter(w.stem for w in b)
    if both.total() < AGREE * min(len(a), len(b)):  # no order of their words can have more in common
        return []
    a, b = _met(a, b)
    codes = _codes(a, b)
    agreeing = sum(j - i for code, i, j, _, _ in codes if code == "equal")
    if agreeing < AGREE * min(len(a), len(b)):
        return []
    found: list[tuple[Sequence[_Word], Sequence[_Word]]] = []
    for k, (code, i, j, u, v) in enumerate(codes):
        between = k > 0 and codes[k - 1][0] == "equal" and (k + 1 == len(codes) or codes[k + 1][0] == "equal")
        if code == "replace" and between and max(j - i, v - u) <= MOST and _differ(a[i:j], b[u:v]):
            found.append((a[i:j], b[u:v]))
    same = ((a[i + n], b[u + n]) for code, i, j, u, _ in codes if code == "equal" for n in range(j - i))
    return found or [([x], [y]) for x, y in same if f"{x.text}s" == y.text or f"{y.text}s" == x.text]


def _met(a: Sequence[_Word], b: Sequence[_Word]) -> tuple[Sequence[_Word], Sequence[_Word]]:
    """Of a quotation much longer than the other the part around what they share: one report quotes more."""
    if len(b) < len(a):
        second, first = _met(b, a)
        return first, second
    equal = max(_codes(a, b), key=lambda code: (code[0] == "equal", code[2] - code[1]))
    start = max(0, equal[3] - equal[1] - MOST)
    return a, b[start : equal[3] - equal[1] + len(a) + MOST] if equal[0] == "equal" else b


def _codes(a: Sequence[_Word], b: Sequence[_Word]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, [w.stem for w in a], [w.stem for w in b], autojunk=False).get_opcodes()


def _differ(a: Sequence[_Word], b: Sequence[_Word]) -> bool:
    """Whether words differ in more than their spelling."""
    first, second = (" ".join(w.text for w in words) for words in (a, b))
    if {w.text for w in (*a, *b)} <= _TURNED:
        return False
    return "'" not in first + second and _plain(first) != _plain(second)


def _plain(words: str) -> str:
    """Words without what British and American spelling differ in, hyphens and spaces."""
    words = " ".join(_AS_SAID.get(word, word) for word in words.split())
    letters = (
        re.sub(r"[\W_]", "", words).replace("our", "or").replace("z", "s").replace("yse", "ise").replace("re", "er")
    )
    return re.sub(r"(.)\1", r"\1", letters)
