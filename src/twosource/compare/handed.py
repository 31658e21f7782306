"""Words that an outlet hands on: "Bell issued a statement. The Quay News Agency published the statement: ...".

They are the issuer's, not the outlet's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from twosource.compare.resolving import Found
from twosource.model import Statement

WITHIN = 3
"""How many remarks earlier the text may have been told of. More are another matter."""
_TEXT = r"statement|letter|message|communiqu[eé]|memo|recording|video"
_PUBLISHED = re.compile(
    r",? (?:(?:has|have|had|also|later|then) )*"
    r"(?:published|posted|carried|aired|broadcast|released|relayed|distributed|reprinted|ran|shared|printed) "
    rf"(?:the|that|this) (?:(?:full|whole|entire|same) )?(?P<text>{_TEXT})\b(?! (?:of|by|from)\b)"
    r"[^.\"“„«\n]{0,60}[:,]\s*[\"“„«]?"
)


def handed_on(
    statement: Statement, source: Found, earlier: Sequence[tuple[Statement, Found]], text: str
) -> tuple[Statement, Found]:
    """The statement and its source, or, of words that an outlet only published, with whoever issued them as the source
    and the outlet as the one who relays them. ``earlier``: the statements of the article before this one.
    """
    if source.kind != "outlet" or statement.source is None or statement.manner != "direct":
        return statement, source
    published = _PUBLISHED.fullmatch(text, statement.source.end, max(statement.source.end, statement.content[0].start))
    if published is None:
        return statement, source
    first = re.compile(rf"\b(?:an?|its|his|her|their) (?:\w+ ){{0,2}}{published['text']}\b")
    for other, issuer in reversed(earlier[-WITHIN:]):
        spans = [*other.content, *(span for span in (other.source, other.cue) if span)]
        told = text[min(s.start for s in spans) : max(s.end for s in spans)]
        if issuer.kind not in {"outlet", "unknown"} and other.source is not None and first.search(told):
            way = {"channel": other.channel, "channel_name": other.channel_name}
            return structs.replace(statement, relayed_by=(source.name, *statement.relayed_by), **way), issuer
    return statement, source
