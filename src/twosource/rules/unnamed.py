"""Unnamed sources that a desk asks about: somebody whom the report knows and does not name.

In: the words of a source. Out: whether they stand for an unnamed insider ("a senior official", "two people familiar
with the matter", "one source"), and whether for one or for several.

Not every source without a name is meant. "Officials said the road was closed" is an authority speaking; "critics",
"protesters", "experts", "thousands of women" are a public, and nobody is shielded. A desk that is told of each of these
stops reading, so only words that say that somebody is not named, or that somebody speaks from the inside, count.
"""

from __future__ import annotations

import re

from twosource.model import Channel
from twosource.rules.case import Piece

_SHIELDED = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|(?:not|n[’']t) (?:wish |want )?(?:to )?be (?:named|identified|quoted)|"
    r"not authori[sz]ed|familiar with|briefed on|close to|(?:with|having) (?:direct |first-?hand )?knowledge of|"
    r"in the know|declined to be (?:named|identified)|who (?:spoke|talked) on (?:the )?condition)\b",
    re.IGNORECASE,
)
_SOURCES = re.compile(r"\b(?:sources?|insiders?|aides?)$", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:official|diplomat|executive|adviser|advisor|staffer|staff member|operative|lawmaker)$", re.IGNORECASE
)
_FEW = re.compile(
    r"^(?:(?:one|two|three|four|five|several|multiple|a few)\b.*"
    r"\b(?:officials?|diplomats?|executives?|advis[eo]rs?|staffers?|sources?)"
    r"|(?:two|three|four|five|several|multiple|a few) (?:\w+ )?(?:people|persons)"
    r"|.*\b(?:senior|current and former)\s+(?:\w+\s+){0,2}(?:officials|diplomats|executives|advis[eo]rs))$",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"\b(?:\d{2,}|\d,\d{3}|dozens?|scores|hundreds?|thousands?|many|most|more than|all)\b(?! (?:one|two)\b)",
    re.IGNORECASE,
)
_SOURCE_OF_PAPER = re.compile(
    r"\b(?:open|media|news|data|public|official|court|documentary|energy|power|food|water|state[- ]media)[- ]sources?$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\s*\(unnamed\)$")
"""What ``compare`` writes behind the name of an origin that is a pronoun ("others")."""
_BEHIND = re.compile(
    r",|\s+(?:who|whom|that|which|with|to|for|familiar|briefed|close|in|at|on|of|from|inside|within|involved|working)\b.*"
)
_REFERS = re.compile(r"(?:the|this|that|these|those|he|she|they|who|both|one|another|some)\b", re.IGNORECASE)
"""How words begin that stand for somebody told of before."""
_PLURAL = re.compile(r"(?:people|persons|sources|insiders|aides|[a-z]{3,}(?:ials|mats|ives|ers|ors))$", re.IGNORECASE)
_ONE_WORD = re.compile(r"^(?:a|an|one|another)\b", re.IGNORECASE)
_IN_PUBLIC: frozenset[Channel] = frozenset({"press-release", "speech", "document", "court", "broadcast", "social-post"})
"""Ways in which nobody speaks who is to stay unknown."""


def is_insider(source: str) -> bool:
    """Whether these words stand for somebody whom the report knows and does not name."""
    told = _NO_NAME.sub("", source.strip())
    if not told or (_CROWD.search(told) and not _SHIELDED.search(told)):
        return False
    head = noun_phrase(told)
    if _SOURCE_OF_PAPER.search(head):
        return False
    patterns = (_SOURCES, _ONE, _FEW)
    return bool(_SHIELDED.search(told)) or any(pattern.search(head) for pattern in patterns)


def is_several(source: str) -> bool:
    """Whether the words say more than one: "officials", "two people"; not "one source", "an official"."""
    head = noun_phrase(source)
    return bool(_PLURAL.search(head)) and not _ONE_WORD.match(head)


def is_one(source: str) -> bool:
    """Whether the words say one: "a source", "one of the officials". "Source" alone tells nothing."""
    told = source.strip()
    return bool(_ONE_WORD.match(told)) and (not _PLURAL.search(noun_phrase(told)) or told.lower().startswith("one of"))


def noun_phrase(source: str) -> str:
    """The source without what follows its noun: "two people" of "two people familiar with the talks"."""
    return _BEHIND.split(source.strip(), maxsplit=1)[0].strip(" \"“”‘’'")


def insider(piece: Piece) -> bool:
    """Whether a passage is given to an unnamed insider: by its own words, or by whom "the official" was found to be."""
    said, origin = piece.statement, piece.origin
    if said is None or origin is None or not said.anonymous or origin.kind != "anonymous":
        return False
    meant = bool(_REFERS.match(piece.source)) and is_insider(origin.name)
    return said.channel not in _IN_PUBLIC and (is_insider(piece.source) or meant)
