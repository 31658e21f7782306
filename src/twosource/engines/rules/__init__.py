"""A rule-based tagger of attributions: source, cue and content, by cue verbs, quotation marks and word order.

In: an article and its sentences. Out: :class:`Attribution` s of the running text, in text order.

Its limits. It has no part-of-speech tagger: subjects are found by closed word classes and punctuation, so a subject
far from its verb is missed. It knows the cue words of its lexicon and no others; noun cues ("the claim that") only in
a few shapes. It resolves no pronoun. A quotation whose speaker is not plain from its own sentence or the one right
before stays unattributed: a missed remark costs less than one in the wrong mouth. English only: on other languages
it finds little or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.engines.rules import counts, nouns, others, resolve, threads, verbs
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.tokens import Token, segments
from twosource.model import Article, Attribution, Sentence

__all__ = ["RuleTagger"]


class RuleTagger:
    """Implements :class:`twosource.seams.Tagger` by rules."""

    name = "rules/2"

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """All attributions of the running text (headline and boilerplate excluded), in text order."""
        return self.found(article.text, sentences)

    def found(self, text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """All attributions of some sentences of a text, in text order."""
        parts = segments(text, sentences)
        hits = [resolve.settle(part.tokens, _hits(text, part.tokens)) for part in parts]
        return threads.link(text, parts, hits)


def _hits(text: str, tokens: Sequence[Token]) -> list[Hit]:
    """What all rules find in one segment."""
    return verbs.find(text, tokens) + others.find(text, tokens) + nouns.find(tokens) + counts.find(tokens)
