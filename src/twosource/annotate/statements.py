"""stub"""

from __future__ import annotations
from collections.abc import Sequence
from twosource.model import Article, Mention, Sentence, Statement
from twosource.seams import Tagger
from twosource.text import make_id


def read(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], tagger: Tagger
) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            id=make_id("s", article.id, a.content, a.source, a.cue),
            article=article.id,
            content=a.content,
            source=a.source,
            cue=a.cue,
        )
        for a in tagger.attributions(article, sentences)
    )
