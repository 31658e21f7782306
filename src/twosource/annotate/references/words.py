"""The words of an article's sentences, each with what class of word it is, as references need them.

In: an article's text and its sentences. Out: :class:`Words`: the tokens of ``annotate.names.tokens`` of all sentences
in one list, their classes, and counts that answer "how many verbs stand between these two?" at once. There is no
parser: a verb is a word that follows "he", "she" or "who" in news often enough (``verbs.txt``, made by
``training/reader/pronoun_tables.py``) or an auxiliary.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, pairwise

from twosource.annotate.names.tokens import Token, tokens
from twosource.annotate.references.genders import PRONOUNS
from twosource.lexicon import persons
from twosource.lexicon.words import SPEECH_VERBS, listed
from twosource.model import Sentence

LOUD = 0.8
"""Share of a sentence's words in capitals from which on it is a headline."""

_FEW = 2


class Class(IntEnum):
    """Classes of words and marks; neighbours are alike, so that one cut between two numbers means something."""

    EDGE = 0
    STOP = 1
    CLOSE = 2
    OPEN = 3
    BRACKET = 4
    DASH = 5
    COMMA = 6
    AND = 7
    THAT = 8
    WHO = 9
    SPEECH = 10
    BE = 11
    MODAL = 12
    VERB = 13
    ADVERB = 14
    TO = 15
    BY = 16
    WITH = 17
    PREPOSITION = 18
    OF = 19
    OWNS = 20
    DETERMINER = 21
    PRONOUN = 22
    ROLE = 23
    NAME = 24
    NUMBER = 25
    OTHER = 26


_SINGLE: dict[str, Class] = {
    **dict.fromkeys(list(".?!…"), Class.STOP),
    **dict.fromkeys(list("”»"), Class.CLOSE),
    **dict.fromkeys(list("“«„`"), Class.OPEN),
    **dict.fromkeys(list("()[]"), Class.BRACKET),
    **dict.fromkeys([*"–—;:", "--"], Class.DASH),
    ",": Class.COMMA,
    "to": Class.TO,
    "by": Class.BY,
    "with": Class.WITH,
    "of": Class.OF,
    "'s": Class.OWNS,
    "’s": Class.OWNS,
}
_LISTS: tuple[tuple[frozenset[str], Class], ...] = (
    (listed("and or but nor & yet"), Class.AND),
    (
        listed(
            """
            that because when while after before if as since although though until till whether where which why how
            what unless once than so
            """
        ),
        Class.THAT,
    ),
    (listed("who whom whose whoever"), Class.WHO),
    (listed("is was are were be been being am has had have having 's"), Class.BE),
    (listed("will would can could may might must shall should do does did"), Class.MODAL),
    (
        listed(
            """
            in on at from for against about over under into onto between through during without within among near
            behind beside towards toward across upon along around despite off like via per
            """
        ),
        Class.PREPOSITION,
    ),
    (listed("the a an this these those some any no every each another both all"), Class.DETERMINER),
    (
        listed(
            """
            i you we they it me us them he she him her his hers its their our my your himself herself itself
            themselves
            """
        ),
        Class.PRONOUN,
    ),
    (
        listed(
            """
            not also never later then still now however therefore meanwhile already again only just even often
            previously reportedly recently once
            """
        ),
        Class.ADVERB,
    ),
)
_LISTED: dict[str, Class] = {word: kind for words, kind in reversed(_LISTS) for word in sorted(words)}
_AUXILIARY = (Class.SPEECH, Class.BE, Class.MODAL, Class.VERB)
_CLAUSE = (Class.THAT, Class.WHO, Class.AND)


@cache
def _verbs() -> frozenset[str]:
    return frozenset((files("twosource.annotate.references") / "verbs.txt").read_text(encoding="utf-8").split())


def classify(token: Token) -> Class:
    """The class of one token."""
    word = token.lower
    if word in SPEECH_VERBS:
        return Class.SPEECH
    found = _SINGLE.get(word) or _LISTED.get(word)
    if found:
        return found
    if not token.word:
        return Class.BRACKET
    if token.text[0].isdigit():
        return Class.NUMBER
    return Class.NAME if token.capital and not token.first else _open_class(token)


def _open_class(token: Token) -> Class:
    """The class of a word that may be a verb or a noun."""
    word = token.lower
    if word in _verbs():
        return Class.VERB
    if word in persons.ROLES or word in persons.FAMILY:
        return Class.ROLE
    if token.capital:
        return Class.NAME
    if word.endswith("ly"):
        return Class.ADVERB
    return Class.VERB if word.endswith("ed") else Class.OTHER


class Words:
    """All words of an article; places are token numbers."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentence: list[int] = []
        self.first: list[int] = []
        for number, sentence in enumerate(sentences):
            self.first.append(len(self.tokens))
            self.tokens += tokens(text, sentence.start, sentence.end)
            self.sentence += [number] * (len(self.tokens) - len(self.sentence))
        self.first.append(len(self.tokens))
        self.starts = [token.start for token in self.tokens]
        self.classes = self._quotes([classify(token) for token in self.tokens])
        self.quoted = self._quoted()
        self._codes = bytes(self.classes)
        self._sums = {
            "verbs": self._sum(_AUXILIARY),
            "main": self._sum((Class.SPEECH, Class.VERB)),
            "commas": self._sum((Class.COMMA, Class.DASH)),
            "clauses": self._sum(_CLAUSE),
            "who": self._sum((Class.WHO,)),
            "and": self._sum((Class.AND,)),
            "marks": self._sum((Class.OPEN, Class.CLOSE)),
            "speech": self._sum((Class.SPEECH,)),
            "he": self._pronouns("male"),
            "she": self._pronouns("female"),
        }

    @cached_property
    def loud(self) -> list[bool]:
        """Whether each sentence is written in capitals."""
        out = []
        for first, after in pairwise(self.first):
            told = [token.text for token in self.tokens[first:after] if token.text.isalpha() and len(token.text) > 1]
            out.append(len(told) > _FEW and sum(word.isupper() for word in told) > LOUD * len(told))
        return out

    def _sum(self, kinds: tuple[Class, ...]) -> list[int]:
        hits = bytes(code in kinds for code in range(256))
        return list(accumulate(self._codes.translate(hits), initial=0))

    def _pronouns(self, gender: str) -> list[int]:
        words = {word for word, told in PRONOUNS.items() if told == gender}
        return list(accumulate((token.lower in words for token in self.tokens), initial=0))

    def _quotes(self, classes: list[Class]) -> list[Class]:
        """Straight quotation marks told apart: one that a word follows at once opens."""
        for at, token in enumerate(self.tokens):
            if token.text == "'" and self.text[token.end : token.end + 1] == "'":
                classes[at] = Class.CLOSE
            elif token.text == '"':
                behind = self.text[token.end : token.end + 1]
                before = self.text[token.start - 1 : token.start] if token.start else " "
                opens = behind.strip() != "" and (before.strip() == "" or before in "([—–")
                classes[at] = Class.OPEN if opens else Class.CLOSE
        return classes

    def _quoted(self) -> list[bool]:
        """Whether each token stands inside double quotation marks; a paragraph's end closes a quotation."""
        out, quoted, end = [], False, 0
        for token, kind in zip(self.tokens, self.classes, strict=True):
            if quoted and "\n" in self.text[end : token.start]:
                quoted = False
            if kind is Class.OPEN:
                quoted = True
            elif kind is Class.CLOSE:
                quoted = False
            out.append(quoted)
            end = token.end
        return out

    def at(self, start: int) -> int:
        """The token that holds the character ``start``, or else the last one before it."""
        return max(0, bisect_right(self.starts, start) - 1)

    def after(self, end: int) -> int:
        """The first token that begins at or behind the character ``end``."""
        return bisect_left(self.starts, end)

    def kind(self, at: int, sentence: int) -> Class:
        """The class of a token; EDGE outside the sentence."""
        return self.classes[at] if self.first[sentence] <= at < self.first[sentence + 1] else Class.EDGE

    def count(self, what: str, first: int, after: int) -> int:
        """How many tokens of ``first..after`` are of a kind: verbs, commas, clauses, who, and, marks, he, she ..."""
        return self._sums[what][max(first, after)] - self._sums[what][first]
