"""Whether words are a judgement: praise or blame, not an account of what happened.

In: the words given to somebody, and the words that give them. Out: yes or no. Few words decide, those that are hardly
ever anything but a judgement: a rule that calls a fact an opinion is switched off. Predictions, conditions, hopes and
"should" are neither account nor judgement here (``independence.is_account`` tells them from accounts).

Counter-examples: "a dangerous chemical", "a stunning blast" (a kind of thing); "he called the decision reckless" (the
judgement is another's, and told as a fact).
"""

from __future__ import annotations

import re

_JUDGES = (
    r"(?:embarrass(?:ing|ment)|disgrace(?:ful)?|shameful|outrage(?:ous)?|ridiculous|laughable|pathetic|appalling|"
    r"despicable|incompetent|clueless|reckless|irresponsible|foolish|stupid|idiotic|insane|crazy|unhinged|toxic|"
    r"cowardly|hypocrit\w+|unacceptable|indefensible|inexcusable|brilliant|fantastic|terrific|wonderful|courageous|"
    r"heroic|disastrous|a disaster|a mess|a joke|a farce|a circus|a fool|an idiot|a moron|unfit|absurd|naive|horrible|"
    r"terrible|a mistake|the right thing|the wrong thing)"
)
_IS = r"(?:\b(?:is|are|was|were|been|being|be|seems?|looks?|feels?|becoming)|[’'](?:s|re))"
_HOW = (
    r"(?:(?:a|an|the|so|very|really|just|simply|utterly|completely|totally|absolutely|quite|truly|deeply|pretty|not|"
    r"nothing (?:less|short) (?:than|of))\s+)"
)
_JUDGED = re.compile(rf"{_IS}\s+{_HOW}{{0,3}}{_JUDGES}\b", re.IGNORECASE)
_JUDGING = re.compile(
    r"\b(?:criticis\w+|criticiz\w+|condemn\w*|denounc\w+|deplor\w+|derid\w+|ridicul\w+|mock(?:s|ed|ing)|slam(?:s|med|ming)?|"
    r"blast(?:s|ed|ing)|lambast\w+|prais\w+|hail(?:s|ed|ing)|applaud\w*|laud(?:s|ed|ing))\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:call(?:s|ed|ing)?|said|says?|told|thinks?|thought|believe[sd]?|describ\w+|deem\w*|consider\w*|denied|denies|"
    r"accus\w+|insist\w*)\b",
    re.IGNORECASE,
)


def is_opinion(said: str, cue: str) -> bool:
    """Whether somebody judges in these words, or is said to praise or blame. ``said``: the words given to him."""
    if _JUDGING.search(cue):
        return True
    found = _JUDGED.search(said)
    return found is not None and not _ANOTHER.search(said[: found.start()]) and "?" not in said[found.end() :][:40]
