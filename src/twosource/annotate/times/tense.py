"""Whether a time expression looks back or forward, told by the words around it.

"met on Friday" looks back, "will meet on Friday" forward. The nearest verb on the left decides, since it governs the
expression; if there is none ("On Friday, the court will ..."), the first one on the right. "Until" looks forward;
"by" and "before" do, unless a verb looks back. Tenses of reported speech are taken as they stand: "said he would go
on Friday" looks forward. Words further away than ``REACH`` characters are not read.
"""

from __future__ import annotations

import re

from twosource.annotate.times.calendar import Lean
from twosource.model import Span

REACH = 160
"""Characters of the sentence read on either side."""

_TO = (
    r"(?:have|has|had|need(?:s|ed)?|want(?:s|ed)?|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?"
    r"|expect(?:s|ed)?|intend(?:s|ed)?"
    r"|means?|meant|vow(?:s|ed)?|promis(?:es|ed)|agree[ds]?|decided|pledge[ds]?|aim(?:s|ed)?|prepar(?:es|ed|ing)|threaten(?:s|ed)?"
    r"|invited?|urged?|asked|ordered|ready|likely|unlikely|about|(?:is|are|was|were|be))"
    r" (?:(?:him|her|them|it|us|not|\w+ly) )?to"
)
"""Verbs with an infinitive: what follows is to come, though the verb itself may look back ("agreed to meet")."""

_AHEAD = (
    r"(?:will|won['’]t|shall|can|(?:would|may|might|should|must)(?! (?:not )?have\b))"
    r"(?: (?:not|also|still|then|now|[a-z]+ly))?(?: (?:be|have) [a-z]+| [a-z]+)?|to be [a-z]+|going to"
    r"|(?:set|due|slated|scheduled|supposed) (?:to|for)|expected|(?:is|are|was|were|be|been) planned"
    r"|scheduled|slated|planned for|for (?:delivery|release|launch|settlement)|payable|of record|due|upcoming|deadline"
    r"|expires?|begins|starts|resumes|beginning|starting|effective"
    r"|takes effect|(?:is|are|be) [a-z]+ing|is|are"
)
_BACK = (
    r"was (?:due|set|scheduled|slated)(?: to(?: be)? [a-z]+)"
    r"|had been (?:due|set|scheduled|slated|expected|planned)(?: to(?: be)? [a-z]+)?"
    r"|[a-z]{2,}ed|follows|set(?! (?:to|for)\b)"
    r"|said|told|was|were|had|did|came|went|met|began|took|made|won|lost|saw|gave|got|(?:with)?held|left|sent|spoke"
    r"|wrote|found|felt|fell|rose|grew|knew|thought|became|brought|bought|built|caught|cut|hit|put|led|paid|ran|sat|stood"
    r"|shot|struck|sued|swore|threw|broke|drew|drove|flew|hung|kept|laid|quit|sank|sold|spent|stole|taught|tore|woke"
    r"|withdrew|died|been|since|according to|says|has|have|following|after|ago|earlier|previous|done|seen"
    r"|given|taken|gone|shown|known"
    r"|born|written|chosen|driven|fallen|spoken|stolen|beaten|hidden|saying|telling|adding|writing|tweeting|noting|warning"
)
_EDGES = r"(?<![\w'’])(?:{})(?![\w'’])"
_LEFT = re.compile(_EDGES.format(rf"(?P<ahead>{_TO}|{_AHEAD})|(?P<back>{_BACK})") + r"|['’](?P<short>ll|d)\b")
_RIGHT = re.compile(_EDGES.format(rf"(?P<ahead>{_AHEAD})|(?P<back>{_BACK})") + r"|['’](?P<short>ll|d)\b")
_LEADS_AHEAD = re.compile(
    r"\b(?:until|till|through|starting|beginning|effective|ahead of|upcoming|no later than|deadline of)\W+"
    r"(?:the\W+|at least\W+)?$",
    re.IGNORECASE,
)
_LEADS_BACK = re.compile(r"\b(?:since|as of)\W+$", re.IGNORECASE)
_WILL = re.compile(r"\bwill\b")
_OPENS = re.compile(r"\W*(?:until|till|through)\W+", re.IGNORECASE)
_LEADS_WEAKLY = re.compile(r"\b(?:by|before)\W+(?:the\W+|late\W+|early\W+|end of\W+){0,3}$", re.IGNORECASE)
_AIM = re.compile(r"(?:vow|promis|agree|decid|pledg|threaten|invit|urg|ask|order)[a-z]+ .*to$")
_AFTERWARDS = re.compile(r"\s(?:after|amid|as|during|when|while)\b")
"""With ``_AIM``: "threatened to close it on Friday after talks failed" tells when the threat was made."""
_STOP = re.compile(r"[;:](?=\s)")


def lean(text: str, span: Span, sentence: Span) -> Lean:
    """Whether the expression at ``span`` of a sentence is of the past or to come; "" if nothing tells."""
    left = text[max(sentence.start, span.start - REACH) : span.start]
    for stop in reversed(list(_STOP.finditer(left))):
        left = left[stop.end() :]
        break
    if _LEADS_AHEAD.search(left):
        opening = _OPENS.fullmatch(left) and _RIGHT.search(text, span.end, min(sentence.end, span.end + REACH))
        return "past" if opening and opening["back"] else "future"
    if _LEADS_BACK.search(left) and not _WILL.search(text, span.end, min(sentence.end, span.end + REACH)):
        return "past"
    cues = list(_LEFT.finditer(left))
    cue = cues[-1] if cues else _RIGHT.search(text, span.end, min(sentence.end, span.end + REACH))
    if cue and cue["back"] is None and cues and _AIM.match(cue[0]) and _AFTERWARDS.match(text, span.end):
        return "past"
    if cue:
        return "past" if cue["back"] else "future"
    return "future" if _LEADS_WEAKLY.search(left) else ""
