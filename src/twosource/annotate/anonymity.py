"""Whether a source is anonymous: people whom the text does not name and who do not speak for an institution.

In: the words of a source. Out: True, False, or None where the words alone do not tell (pronouns). "Two officials who
asked not to be named", "witnesses", "critics" are; "police", "the ministry", "a company spokeswoman", "the president"
are not: they are institutions, speak officially, or stand for somebody the reader knows.
"""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())


_PEOPLE = word_set(
    "official officials source sources witness witnesses eyewitness eyewitnesses expert experts critic critics"
    " analyst analysts economist economists protester protesters protestor protestors demonstrator demonstrators"
    " doctor doctors surgeon surgeons nurse nurses researcher researchers scientist scientists lawmaker lawmakers"
    " senator senators congressman congressmen legislator legislators republicans democrats conservatives liberals"
    " supporter supporters opponent opponents advocate advocates activist activists campaigner campaigners resident"
    " residents neighbor neighbors neighbour neighbours villager villagers relative relatives friend friends family"
    " families colleague colleagues aide aides adviser advisers advisor advisors diplomat diplomats executive"
    " executives employee employees worker workers insider insiders investor investors trader traders student students"
    " teacher teachers parents mother father people person persons man woman men women passenger passengers"
    " survivor survivors victim victims fan fans user users voter voters observer observers commentator commentators"
    " forecaster forecasters journalist journalists reporter reporters lawyer lawyers attorney attorneys officer"
    " officers agent agents soldier soldiers commander commanders rebel rebels militant militants leader leaders"
    " politician politicians some many others most few several one two those publishers farmers"
    " groups outlets commenters users academics scholars historians engineers astronomers detractors skeptics allies"
    " customers owners customer owner pilot pilots driver drivers shopper shoppers tourist tourists businessman"
    " mothers fathers brother sister son daughter wife husband cousin uncle aunt professionals teenagers locals"
    " firefighter firefighters paramedic paramedics coach teammate teammates prosecutor"
)
_OFFICIAL = re.compile(
    r"\b(?:police|authorities|government|ministry|department|spokes(?:man|woman|person|people)|prosecutors|court|judge"
    r"|justices?|president|white house|pentagon|kremlin|administration|company|agency|bureau|office of|statement"
    r"|report|study|survey|poll|letter|document|documents|filing|lawsuit|website|organisers|organizers)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"anonym|not to be (?:named|identified)|unnamed|unidentified|not authori[sz]ed|declined to (?:be named|give)"
    r"|familiar with|briefed on|close to the|with knowledge of|who (?:was|were) not named|condition of",
    re.IGNORECASE,
)
_PRONOUNS = word_set("he she they it who his her their him them i we")
_KNOWN_ROLES = word_set(
    "man woman leader minister commander mother father senator lawyer attorney coach officer prosecutor owner pilot"
    " teacher reporter congressman wife husband son daughter brother sister researchers scientists agent family"
    " owners lawyers attorneys executives"
)
_QUANTITIES = word_set("some many others most few several one two those")
_PARTIES = word_set("republicans democrats conservatives liberals republican democrat")
_TAILS = word_set("of in who on at from with within close familiar inside among around")
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_TITLES = word_set("mr mrs ms dr sen rep gov gen lt col prof sir lord lady president minister judge justice")


def of(source: str) -> bool | None:
    """Whether the source is anonymous; None for a pronoun, which is as anonymous as what it stands for."""
    words = _WORD.findall(source)
    if not words:
        return False
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return None
    if _named(source):
        return False
    if _MARKED.search(source):
        return True
    head = _head(words)
    if head is None:
        return False
    if _known(words, head):
        return False
    return not _official(words, head)


_LOCAL = word_set("fire police health school city county state hospital airport transit election emergency prison")
_OWNERS = word_set("his her their its our my")
_NUMBERS = word_set("two three four five six several some many one another a an")
_BROAD = frozenset(["U.S", "US", "UN", "EU", "CIA", "FBI", "NSA", "UK", "NATO"])


def _known(words: list[str], head: int) -> bool:
    """Whether the phrase means somebody the reader can tell without a name: "the judge", "his lawyer", "a Texas
    woman" (named further on), or a local service by its officials.
    """
    noun, before = words[head].lower(), words[:head]
    if not before:
        return False
    first = before[0].lower()
    if noun in _KNOWN_ROLES and (first in {"the", "a", "an"} | _OWNERS or any(_owns(word) for word in before)):
        return True
    if noun in {"official", "officials"} and first not in _NUMBERS:
        if any(word in _LOCAL or (word == before[0] and first in _LOCAL) for word in before[-2:]):
            return True
        return any(word.isupper() and len(word) > 1 and word.rstrip(".") not in _BROAD for word in before)
    return False


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def _official(words: list[str], head: int) -> bool:
    """Whether an institution speaks: "police", "organisers", but not "police officials"."""
    return bool(_OFFICIAL.search(" ".join(words[max(0, head - 1) : head + 1]))) and words[head].lower() not in {
        "official",
        "officials",
        "source",
        "sources",
        "employee",
        "employees",
        "officers",
        "diplomats",
    }


def _head(words: list[str]) -> int | None:
    """The noun that says who they are: the first of the list of people; "some" only where no other noun follows."""
    for at, word in enumerate(words):
        low = word.lower()
        if low not in _PEOPLE or (at and word[0].isupper() and low not in _PARTIES):
            continue
        behind = words[at + 1].lower() if at + 1 < len(words) else "of"
        if low not in _QUANTITIES or behind in _TAILS:
            return at
    return None


def _named(source: str) -> bool:
    """Whether a person's name is in the phrase: a part between commas that is all name, or a name behind the noun."""
    for part in re.split(r"[,;(]", re.sub(r"\bwho\b.*", "", source)):
        words = _WORD.findall(part)
        if not words:
            continue
        head = _head(words)
        if head is None:
            if len(words) > 1 and all(w[0].isupper() or w.lower() in {"de", "van", "al", "bin", "von"} for w in words):
                return True
            if words[0].lower().rstrip(".") in _TITLES:
                return True
        elif any(word[0].isupper() and word.lower() not in _PEOPLE for word in words[head + 1 : head + 2]):
            return True
        elif words[head][0].isupper() and head and all(w[0].isupper() for w in words) and words[-1][0].isupper():
            behind = words[head + 1 :]
            if behind:
                return True
    return False
