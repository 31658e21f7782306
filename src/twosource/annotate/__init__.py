"""Reading one article alone: ``article(article, engines) -> Reading``.

No other article, no store, no network: annotating is a map over articles, on one machine or many. What cannot be
read (a language without an engine, a text without a sentence) gives a reading with a problem, never an exception.
"""

from __future__ import annotations

import numpy as np

from twosource.annotate import assertions, names, quantities, sentences, statements, times
from twosource.model import Article, Problem, Reading
from twosource.seams import Engines

LANGUAGES = frozenset({"en", None})
"""Languages that the shipped engines read; an article of unknown language is tried."""


def article(article: Article, engines: Engines) -> Reading:
    """All that can be read out of the article alone, with one pass of the encoder over its assertions."""
    if article.language not in LANGUAGES:
        return _unread(article, engines, f"is in language {article.language!r}, which twosource cannot read yet")
    split = sentences.split(article)
    if not split:
        return _unread(article, engines, "holds no sentence of a report")
    mentions = names.find(article, split)
    said = statements.read(article, split, mentions, engines.tagger)
    asserted = assertions.find(article, split, said)
    dated = times.find(article, split)
    vectors = engines.encoder.encode([article.text[a.start : a.end] for a in asserted])
    return Reading(
        article=article.id,
        made_by=engines.made_by,
        sentences=split,
        mentions=mentions,
        times=dated,
        quantities=quantities.find(article, split, dated=dated),
        statements=said,
        assertions=asserted,
        width=engines.encoder.width,
        vectors=np.asarray(vectors, dtype="<f2").tobytes(),
    )


def _unread(article: Article, engines: Engines, what: str) -> Reading:
    message = f"{what}: the report is listed in the dossier but not compared with the others"
    problem = Problem(about=article.file, stage="annotate", message=message)
    return Reading(article=article.id, made_by=engines.made_by, problems=(problem,))
