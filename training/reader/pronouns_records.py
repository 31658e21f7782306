"""What the examples of pronouns are made of, and texts read for them by the code that runs."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from msgspec import Struct

from twosource.annotate import names, sentences
from twosource.annotate.references import people
from twosource.lexicon import persons
from twosource.model import Article, Mention, Sentence


class Candidate(NamedTuple):
    """Somebody named or described, and whether the pronoun stands for him or her (None: not known)."""

    start: int
    end: int
    label: int | None


class Example(Struct, frozen=True, kw_only=True):
    """A pronoun and those it may stand for, in text order."""

    source: str
    key: str
    text: str
    pronoun: tuple[int, int]
    candidates: tuple[Candidate, ...]

    def row(self) -> dict[str, object]:
        """The example as it stands in the file."""
        return {
            "source": self.source,
            "key": self.key,
            "text": self.text,
            "pronoun": list(self.pronoun),
            "candidates": [list(c) for c in self.candidates],
        }


class Seen(NamedTuple):
    """A text with its sentences, mentions and chains of names."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    chains: list[int | None]

    def candidate(self, mention: Mention, chain: int | None) -> bool:
        """Whether a mention may be what a pronoun stands for."""
        return chain is not None or self.described(mention)

    def described(self, mention: Mention) -> bool:
        """Whether a mention describes one person."""
        if mention.form != "description" or mention.kind != "person":
            return False
        last = self.text[mention.start : mention.end].lower().split()[-1]
        return last not in persons.GROUPS and last not in persons.IRREGULAR


def read(text: str) -> Seen:
    """A text read by the code that runs."""
    article = Article(id="a", file="", text=text, sha256="", raw_sha256="")
    split = sentences.split(article)
    mentions = names.find(article, split)
    return Seen(text, split, mentions, people.chains(mentions, text))


BEFORE = 5
"""Sentences before a pronoun's own that an example shows."""

BEHIND = 1
LONGEST = 1600
"""Characters of text before a pronoun that an example shows at most."""


def window(seen: Seen, pronoun: Mention) -> tuple[int, int]:
    """Where the text shown for a pronoun begins and ends: whole sentences."""
    at = sentence_of(seen, pronoun)
    first = max(0, at - BEFORE)
    while first < at and pronoun.start - seen.sentences[first].start > LONGEST:
        first += 1
    return seen.sentences[first].start, seen.sentences[min(at + BEHIND, len(seen.sentences) - 1)].end


def sentence_of(seen: Seen, mention: Mention) -> int:
    """The number of the sentence that a mention stands in."""
    return bisect_right(seen.sentences, mention.start, key=lambda s: s.start) - 1
