"""How certain a remark is put, and what the report says about it: its certainty.

In: the cue, the words around, what was said, and the text behind it. Out:

- *declined*: the speaker says that he will say nothing ("declined to comment"; of who was merely silent, ``mute``);
- *denied*: he says that something is not so;
- *unverified*: the report adds that it could not check the remark ("the account could not be independently
  verified"), in the rest of its sentence or in the next one, or calls it unconfirmed;
- *hedged*: it is a belief, a hope, an allegation;
- *asserted*: none of these.

The words of the remark itself are read only for what is declined. What this does not do: it does not find remarks.
"""

from __future__ import annotations

import re

from twosource.model import Certainty

BEHIND = 400
"""Characters behind a remark in which the report may say that it could not check it."""

_DENIED = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut\w+|rebut\w*|disput\w+|reject\w*|dismiss\w*)\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|believ\w+|th(?:ink|inks|inking|ought)|expect\w*|suspect\w*"
    r"|fear\w*|hop(?:e|es|ed|ing)|estimat\w+|speculat\w+|suggest\w*|predict\w*|assum\w+|hint\w*"
    r"|impl(?:y|ies|ied|ying)|alleg\w+|rumou?red)\b",
    re.IGNORECASE,
)
_DECLINED = re.compile(r"\b(?:declin|refus)\w*(?: to comment| comment)?$", re.IGNORECASE)
_SAY = re.compile(
    r"\s*(?:comment\b|an interview|to (?:immediately |publicly |further )?(?:comment|discuss|say|speak|talk|answer"
    r"|confirm|elaborate|identify|respond|give|provide|disclose|specify|name|be (?:named|identified|interviewed))\b)",
    re.IGNORECASE,
)
_WOULD_NOT = re.compile(
    r"\bwould(?: not|n[’']t| neither)(?: \w+){0,2}? (?:say|comment|confirm|discuss|answer|elaborate|disclose|identify"
    r"|name)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(r"\bno (?:immediate |further )?comment\b", re.IGNORECASE)
_ACCOUNT = (
    r"(?:account|accounts|allegations?|authenticity|claims?|details|figures?|footage|images?|information|it|it was|"
    r"number|numbers|photos?|report|reports|statements?|story|that|their|them|these|this|those|tolls?|version|videos?|"
    r"which|remarks?|casualties|identity|recordings?|documents?|posts?)"
)
_CHECKED = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborat(?:e|ed)|authenticat(?:e|ed))"
_NOT = (
    r"(?:could not|couldn[’']t|cannot|can[’']t|has not|hasn[’']t|have not|haven[’']t|had not|was not able to"
    r"|were not able to|(?:was|were|been) unable to|no way to)"
)
_UNCHECKED = re.compile(
    rf"\b{_ACCOUNT}\b[^.!?\n]{{0,80}}?\b{_NOT}\s+(?:(?:be|been|immediately|independently|yet|fully)\s+){{0,4}}{_CHECKED}\b"
    rf"(?!\s+by the (?:U\.S\. )?Senate)"
    rf"|\b{_NOT}\s+(?:(?:immediately|independently|yet|fully)\s+){{0,3}}{_CHECKED}\s+"
    rf"(?:(?:the|his|her|its|their|any of the)\s+)?(?:\w+[’']s\s+)?(?:\w+\s+)?{_ACCOUNT}\b",
    re.IGNORECASE,
)
_UNCONFIRMED = re.compile(
    r"\b(?:unconfirmed|unverified|uncorroborated)\s+(?:\w+\s+)?(?:reports?|claims?|allegations?|accounts?|information"
    r"|rumou?rs?|social media)\b",
    re.IGNORECASE,
)


_MUTE = re.compile(
    r"\b(?:has|have|had|did|does|do|was|were|could|would)(?:\s+not|n[’']t)\s+(?:\w+\s+){0,2}?"
    r"(?:comment|respond|return|repl(?:y|ied)|answer|be reached|available|reachable|announc|confirm|den(?:y|ied)|detail"
    r"|disclos|elaborat|identif|indicat|mention|releas|reveal|sa(?:y|id)\b|specif)",
    re.IGNORECASE,
)


def mute(cue: str, said: str) -> bool:
    """Whether nothing was said: the cue tells of silence ("has not commented on"), the report's own word and nobody's
    remark, or of an act that somebody would not do ("refused to sign").
    """
    silent = _MUTE.search(cue) and not _WOULD_NOT.search(cue)
    return bool(silent or (_DECLINED.search(cue) and not _SAY.match(said)))


def of(cue: str, around: str, said: str, behind: str) -> Certainty:
    """The certainty of a remark; ``behind`` are the rest of its sentence and the next one, up to the next remark."""
    if (_DECLINED.search(cue) and _SAY.match(said)) or _SILENT.search(cue) or _WOULD_NOT.search(cue):
        return "declined"
    if _DENIED.search(cue):
        return "denied"
    if _UNCHECKED.search(behind[:BEHIND]) or _UNCONFIRMED.search(around):
        return "unverified"
    return "hedged" if _HEDGED.search(cue) else "asserted"
