"""Reading one article alone: ``article(article, engines) -> Reading``.

No other article, no store, no network: annotating is a map over articles, on one machine or many. What cannot be
read (a language without an engine, a text without a sentence) gives a reading with a problem, never an exception.
"""

from __future__ import annotations

import numpy as np

from twosource.annotate import assertions, names, quantities, references, sentences, statements, times
from twosource.model import Article, Problem, Reading
from twosource.seams import Engines

LANGUAGES = frozenset({"en", None})
"""Languages that the shipped engines read; an article of unknown language is tried."""


def article(article: Article, engines: Engines) -> Reading:
    """All that can be read out of the article alone, with one pass of the reader."""
    if article.language not in LANGUAGES:
        return _unread(article, engines, f"is in language {article.language!r}, which twosource cannot read yet")
    split = sentences.split(article)
    if not split:
        return _unread(article, engines, "holds no sentence of a report")
    seen = engines.reader.see(article)
    mentions = names.find(article, split, seen.names)
    said = statements.read(article, split, seen)
    asserted = assertions.find(article, split, said)
    dated = times.find(article, split)
    vectors = seen.encode(asserted)
    return Reading(
        article=article.id,
        made_by=engines.read_by,
        sentences=split,
        mentions=mentions,
        references=references.find(article.text, split, mentions, engines.references, seen),
        times=dated,
        quantities=quantities.find(article, split, dated=dated),
        statements=said,
        assertions=asserted,
        width=seen.width,
        vectors=np.asarray(vectors, dtype="<f2").tobytes(),
    )


def _unread(article: Article, engines: Engines, what: str) -> Reading:
    message = f"{what}: the report is listed in the dossier but not compared with the others"
    problem = Problem(about=article.file, stage="annotate", message=message)
    return Reading(article=article.id, made_by=engines.read_by, problems=(problem,))
