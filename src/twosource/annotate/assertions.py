"""Assertions: the passages of an article that put forward something checkable.

In: an article, its sentences and its statements. Out: assertions in text order, each at most one sentence long: the
headline, and every sentence of the running text; a sentence that clearly holds two facts side by side gives two
(``clauses``). Left out: sentences without a checkable word (greetings, bare exclamations, scraps of under three words).

``negated`` is set when the clause denies something: by "not", "no", "never", "without" or "n't", or by a verb of denial
or failure. "Not only", "no later than" and the like deny nothing. ``statement`` is the statement whose words
(content, with its source and cue) make up most of the passage; who declined to speak said nothing that it could be.

Not done: relative clauses, lists, finding out whether a passage is an opinion.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from twosource.annotate import clauses
from twosource.lexicon.words import FUNCTION
from twosource.model import Article, Assertion, AssertionForm, Sentence, Span, Statement
from twosource.text import merged, overlap, share_of, trimmed

MOST = 0.5
"""Share of a passage that a statement's words must cover for the passage to be the statement's."""

FEWEST_WORDS = 3
"""A passage with fewer words ("Sad!", "Good morning.") holds nothing that reports could share."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NEGATION = re.compile(
    r"\b(?:not(?! (?:only|just|least|surprisingly|to mention))|never|nobody|none|nothing|neither|nor|without|cannot"
    r"|no(?! (?:later|fewer|less|more|sooner|longer than|doubt|matter|wonder)\b)(?=\s)"
    r"|den(?:y|ies|ied|ying)|declin(?:e[sd]?|ing)|refus(?:e[sd]?|ing|al)|fail(?:s|ed|ing|ure)?(?= to\b)"
    r"|reject(?:s|ed|ing)?)\b|n['’]t\b",
    re.IGNORECASE,
)


def find(article: Article, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> tuple[Assertion, ...]:
    """The assertions of an article, in text order."""
    said = _Said([statement for statement in statements if statement.certainty != "declined"])
    found: list[Assertion] = []
    for number, sentence in enumerate(sentences):
        whole = trimmed(article.text, sentence.start, sentence.end)
        parts = (whole,) if sentence.headline else clauses.cut(article.text, whole)
        form: AssertionForm = "headline" if sentence.headline else "sentence" if len(parts) == 1 else "clause"
        found += [
            Assertion(
                start=part.start,
                end=part.end,
                sentence=number,
                form=form,
                statement=None if sentence.headline else said.around(part),
                negated=bool(_NEGATION.search(article.text, part.start, part.end)),
            )
            for part in parts
            if _checkable(article.text[part.start : part.end])
        ]
    return tuple(found)


def _checkable(passage: str) -> bool:
    words = [word.lower() for word in _WORD.findall(passage)]
    return len(words) >= FEWEST_WORDS and any(word not in FUNCTION for word in words)


class _Said:
    """The statements of an article, to be found by place."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = sorted(statements, key=lambda s: (s.content, s.id))
        self._parts = [_words_of(statement) for statement in self._statements]
        places = sorted((part.start, part.end, k) for k, parts in enumerate(self._parts) for part in parts)
        self._starts = [start for start, _, _ in places]
        self._places = places
        self._longest = max((end - start for start, end, _ in places), default=0)

    def around(self, passage: Span) -> str | None:
        """The statement that makes up most of a passage; of several the one with most of its content there."""
        best: tuple[int, int] | None = None
        for number in sorted(set(self._near(passage))):
            if share_of(passage, self._parts[number]) < MOST:
                continue
            content = sum(overlap(passage, part) for part in self._statements[number].content)
            if content and (best is None or content > best[0]):
                best = (content, number)
        return self._statements[best[1]].id if best else None

    def _near(self, passage: Span) -> Iterator[int]:
        first = bisect_left(self._starts, passage.start - self._longest)
        for start, end, number in self._places[first:]:
            if start >= passage.end:
                return
            if end > passage.start:
                yield number


def _words_of(statement: Statement) -> tuple[Span, ...]:
    parts = [*statement.content, *(part for part in (statement.source, statement.cue) if part)]
    return merged(parts)
