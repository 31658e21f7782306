"""The attributing words between a source and a content whose cue a tagger did not see.

In: the text, a source and a content that belong together. Out: the one verb of speech that stands between the two, or
right behind a source that follows its content ('"...," Reed said'), or None: then the attribution has no cue.
"""

from __future__ import annotations

import re

from twosource.engines.reader.links.records import Tagged
from twosource.engines.rules.lexicon import VERBS
from twosource.model import Span

REACH = 60
"""Characters that are searched for a verb."""

_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.;:!?\n]|[\"“”]")


def guessed(text: str, source: Tagged, content: Tagged) -> Span | None:
    """Where the verb stands, if there is one."""
    if source.end <= content.start:
        places = [(source.end, min(content.start, source.end + REACH))]
    else:
        places = [(max(content.end, source.start - REACH), source.start), (source.end, _sentence_end(text, source.end))]
    for start, end in places:
        for word in _WORD.finditer(text, start, end):
            if word[0].lower() in VERBS:
                return Span(*word.span())
    return None


def _sentence_end(text: str, start: int) -> int:
    found = _END.search(text, start, min(len(text), start + REACH))
    return found.start() if found else min(len(text), start + REACH)
