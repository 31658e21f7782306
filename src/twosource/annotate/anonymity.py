"""Whether a source is anonymous: people whom the text does not name and who do not speak for an institution.

In: the words of a source. Out: True, False, or None where the words alone do not tell (pronouns). "Two officials who
asked not to be named", "witnesses", "critics" are; "police", "the ministry", "a company spokeswoman", "the president"
are not: they are institutions, speak officially, or stand for somebody the reader knows.
"""

from __future__ import annotations

import re

from twosource.lexicon.persons import FAMILY, ROLES, is_first_name, singular
from twosource.lexicon.places import ADJECTIVES, STATES


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
    " classmate classmates schoolmate schoolmates flatmate flatmates pal pals insiders"
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
_PRONOUNS = word_set("he she they it who his her their him them i we") | {
    f"the {group}" for group in ("two", "pair", "three", "duo", "trio", "couple", "others", "latter", "former")
}
_KNOWN_ROLES = word_set(
    "man woman leader minister commander mother father senator lawyer attorney coach officer prosecutor owner pilot"
    " teacher reporter congressman wife husband son daughter brother sister researchers scientists agent family"
    " owners lawyers attorneys executives lawmaker legislator politician republican democrat"
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
    if " ".join(words).lower() in _PRONOUNS:
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


_ANALYSTS = word_set("analyst analysts economist economists strategist strategists")
_HOUSES = frozenset(["House", "Senate", "Assembly", "Social", "Christian", "Free", "Liberal"])
"""What makes one body of a party's people: "House Democrats", "the Social Democrats"."""
_LOCAL = word_set(
    "department ministry agency company fire police health school city county state hospital airport transit election"
    " emergency prison"
)
_OWNERS = word_set("his her their its our my")
_NUMBERS = word_set("multiple dozens more other unnamed two three four five six several some many one another a an")
_BROAD = frozenset(["U.S", "US", "UN", "EU", "CIA", "FBI", "NSA", "UK", "NATO"])


def _known(words: list[str], head: int) -> bool:
    """Whether the phrase means somebody the reader can tell without a name: "the judge", "his lawyer", "a Texas
    woman" (named further on), a local service by its officials, the members of one party in one house, or people who
    are asked for their firm ("analysts at Goldman").
    """
    noun, before, behind = words[head].lower(), words[:head], words[head + 1 :]
    if noun in _ANALYSTS and len(behind) > 1 and behind[0] in {"at", "polled", "surveyed"} and behind[-1][0].isupper():
        return True
    if not before:
        return False
    first = before[0].lower()
    if noun in _PARTIES and before[-1] in _HOUSES:
        return True
    roles = _KNOWN_ROLES if noun in _PEOPLE else frozenset([noun]) - {singular(noun) + "s"}
    if noun in roles and (first in {"the"} | _OWNERS or any(_owns(word) for word in before)):
        return True
    if noun in _KNOWN_ROLES and first in {"a", "an"}:
        return True
    if noun in {"official", "officials"} and first not in _NUMBERS:
        return _local(before)
    return False


def _local(before: list[str]) -> bool:
    """Whether officials are those of one service or state: "fire department officials", "Ohio officials"."""
    service = (word.lower() if word is before[0] else word for word in (*before[-2:], before[0]))
    if any(word in _LOCAL for word in service) or any(word.lower() in STATES for word in before):
        return True
    return any(word.isupper() and len(word) > 1 and word.rstrip(".") not in _BROAD for word in before)


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
    """The noun that says who they are: the first that stands for people; "some" only where no other noun follows,
    "those" too before what they do ("those defending the dam").
    """
    for at, word in enumerate(words):
        low = word.lower()
        if at and (low in _STOPS or (low == "of" and words[at - 1].lower() not in _GROUPS | _QUANTITIES)):
            return None
        people = low in _PEOPLE or (word == low and low not in _NO_PEOPLE and singular(low) in ROLES | FAMILY)
        if not people or (at and word[0].isupper() and low not in _PARTIES):
            continue
        behind = words[at + 1].lower() if at + 1 < len(words) else "of"
        if _modifies(words, at):
            continue
        if low not in _QUANTITIES or behind in _TAILS or (low == "those" and behind.endswith("ing")):
            return at
    return None


def _modifies(words: list[str], at: int) -> bool:
    """Whether a word stands before the noun it belongs to: "patient advocates", "her official biography", "a teachers
    union".
    """
    if at + 1 == len(words) or words[at].lower() in _QUANTITIES | _PARTIES:
        return False
    behind = words[at + 1]
    if behind in _UNIONS:
        return True
    if words[at].lower() not in _PEOPLE and singular(behind.lower()) in ROLES:
        return True
    plain = behind.islower() and behind.isalpha() and behind not in _TAILS and behind not in _GOES_ON
    return plain and not words[at].endswith("s") and not behind.endswith(("ed", "ing", "ly"))


_UNIONS = word_set("union unions association associations federation guild league lobby")
_GOES_ON = word_set(
    "and or but not that which whose was were is are has had said says told also then now close here there"
)
_STOPS = word_set("to for by with from at in on about over before after during among between against")
_GROUPS = word_set(
    "dozens hundreds thousands scores tens group groups number majority handful couple crowd team pair none half all"
    " each both members any lot lots plenty minority coalition collection generation class list pool chorus wave parade"
    " two three four five six seven eight nine ten families"
)
"""What stands before "of" and the people who are meant."""
_NO_PEOPLE = word_set(
    "state states judge judges justice justices general chief executive principal secretary president minister prime"
    " host star public major private fellow figure figures member members head heads model models guard crown speaker"
    " chair minister ministers chiefs representative representatives boss bosses ombudsman guy guys captain"
    " corporal council individual radical conservative moderate partisan communist socialist fascist"
)
"""Words that are people only sometimes, or people who speak officially."""
_OTHERS = re.compile(r"\s+(?:and|or|along with|as well as)\s+(?:some\s+|several\s+|many\s+)?(?:others?|fellow)\b.*")


_WITH_OTHERS = re.compile(r"((?:[A-Z][\w’'.-]+\s+){1,3})and (?:his|her|their|its|others?|some|several|many|fellow)\b")


def _named(source: str) -> bool:
    """Whether a person's name is in the phrase: a part between commas that is all name, a name behind the noun or
    behind a title, or somebody named with others.
    """
    if (alone := _WITH_OTHERS.match(source)) and alone[1].split()[0].lower() not in _PEOPLE | ADJECTIVES:
        return True
    parts = re.split(r"[,;(]", _OTHERS.sub("", re.sub(r"\bwho\b.*", "", source)))
    for number, part in enumerate(parts):
        words = _WORD.findall(part)
        if not words:
            continue
        head = _head(words)
        if head is not None and _of_somebody(words, head):
            continue
        if _titled(words) or (number and _pair(words)):
            return True
        if head is None:
            if _all_name(words) or _alone(words, parts[number + 1 :]):
                return True
        elif _behind(words, head) or _ends_in_name(words):
            return True
    return False


def _of_somebody(words: list[str], head: int) -> bool:
    """Whether several people are told by whose they are: "supporters of Mayor Ann Bell" are not Ann Bell."""
    noun, behind = words[head].lower(), words[head + 1 : head + 2]
    return noun.endswith("s") and bool(behind) and behind[0] in _OWNED_BY


_OWNED_BY = word_set("of to for with close loyal around under behind")


def _titled(words: list[str]) -> bool:
    """Whether a form of address stands before a name: "state Rep. Ann Bell"."""
    return any(
        word.lower().rstrip(".") in _TITLES and word[0].isupper() and (at == 0 or at + 1 < len(words))
        and (at == 0 or words[at + 1][0].isupper())
        for at, word in enumerate(words)
    )  # fmt: skip


def _pair(words: list[str]) -> bool:
    """Whether an apposition begins with a full name."""
    pair = words[:2]
    plain = all(word[0].isupper() and word.lower() not in _PEOPLE and word.lower() not in ADJECTIVES for word in pair)
    return len(pair) > 1 and plain


_PARTICLES = word_set("de van al bin von and")


def _all_name(words: list[str]) -> bool:
    return len(words) > 1 and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)


def _alone(words: list[str], rest: list[str]) -> bool:
    """Whether one name is explained: "Ann, his wife", "Bell, who chairs the board"."""
    return len(words) == 1 and words[0][0].isupper() and bool(rest)


def _ends_in_name(words: list[str]) -> bool:
    """Whether a name ends the phrase: "ambassador to the Holy See Ann Bell", but not "lawyer for Ann Bell"."""
    *before, first, last = words if len(words) > 2 else ("", "", "")  # noqa: PLR2004 - something and a name
    return bool(
        last[:1].isupper()
        and first[:1].isupper()
        and before
        and ((is_first_name(first) and before[-1][:1].isupper()) or _before_name(before[-1]))
    )


def _before_name(word: str) -> bool:
    """Whether a word may stand right before a name that it describes: "press secretary Ann Bell"."""
    return word.islower() and singular(word) == word and (word in ROLES or word in _NO_PEOPLE or word in _PEOPLE)


def _behind(words: list[str], head: int) -> bool:
    """Whether a name follows the noun: "spokesman Alan Reed", "Police Officer Reed"."""
    behind = words[head + 1 :]
    if not behind:
        return False
    if behind[0][0].isupper() and behind[0].lower() not in _PEOPLE:
        return True
    return words[head][0].isupper() and head > 0 and all(w[0].isupper() for w in words)


_BARE = re.compile(r"(?:the|these|those)\s+([a-z-]+)", re.IGNORECASE)


def bare(source: str) -> str | None:
    """The noun of a phrase that stands for people named before: "officials" of "the officials"."""
    found = _BARE.fullmatch(source)
    return found[1].lower() if found else None


def noun(source: str) -> str | None:
    """The noun that says who they are: "officials" of "Ohio officials in the capital"; None if none does."""
    words = _WORD.findall(source)
    head = _head(words)
    return None if head is None else words[head].lower()
