"""Which language a text is in: an ISO 639-1 code, or None for too little text.

English is recognised by its commonest words, which is quick; py3langid, loaded when first needed, decides the rest.
The language that a page declares breaks ties: it counts where the text is too short to tell, and between languages that
py3langid finds nearly as likely. A page that declares English and is written in German is German.
"""

from __future__ import annotations

import math
import re

SAMPLE = 6_000
"""Characters looked at: more change nothing."""
LEAST_LETTERS = 24
"""Below, any identifier is guessing."""
ENGLISH_SHARE = 0.18
"""Share of the commonest English words above which a text is English: news in English has 0.25 to 0.45, other
languages of Europe stay below 0.08 (they share "in", "was", "is", which are not counted)."""

TIE = 10.0
"""Nats by which the likeliest language must lead the declared one: Croatian and Bosnian lie 6 apart in a sentence,
Danish and Norwegian 22, German and English 180."""

_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the of and to a that for on with as said by from has have had he his she her they their it its be are were not"
        " this at which who will would could about after before when been but",
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str, *, declared: str | None = None) -> str | None:
    """The language of the text's beginning. ``declared``: the code that the page names ("de-AT")."""
    told = re.match(r"[a-z]{2}(?![a-z])", (declared or "").lower())
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(len(word) for word in words) < LEAST_LETTERS:
        return told[0] if told else None
    if sum(word in _COMMON for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    import py3langid  # noqa: PLC0415 - loads a model

    ranked = {str(code): float(score) for code, score in py3langid.rank(sample)}
    best = max(ranked, key=ranked.__getitem__)
    return told[0] if told and ranked[best] - ranked.get(told[0], -math.inf) < TIE else best
