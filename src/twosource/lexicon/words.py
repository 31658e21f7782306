"""Ordinary words, function words, and small classes of words that many rules ask for."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files


def listed(text: str) -> frozenset[str]:
    """The words of a word list written as text."""
    return frozenset(text.split())


@cache
def ordinary() -> frozenset[str]:
    """Words that news English writes in lower case (``ordinary.txt``)."""
    listed = (files("twosource.lexicon") / "ordinary.txt").read_text(encoding="utf-8")
    return frozenset(listed.split()) | FUNCTION


FUNCTION = listed("""
    a about above according across after afterwards again against ago all almost along already also although always am
    amid among an and another any anybody anyone anything are around as asked at away back be because been before
    behind being below beside besides between beyond both but by can cannot could despite did do does doing done down
    during each earlier either else even ever every everybody everyone everything except few first following for
    former formerly from further had has have having he her here hers herself him himself his how however i if in
    including indeed inside instead into is it its itself just last late later latest least less let like likely many
    may maybe me meanwhile might mine more moreover most much must my myself near nearly neither never nevertheless
    new next no nobody none nonetheless nor not nothing now of off often on once one only onto or other others
    otherwise our ours out outside over own per perhaps rather reportedly said same says shall she should since so
    some somebody someone something sometimes soon still such than that the their theirs them themselves then there
    therefore these they this those though three through throughout thus to today together tomorrow tonight too
    toward towards two under unless until up upon us very via was we well were what whatever when whenever where
    whereas wherever whether which while who whoever whom whose why will with within without would yes yesterday yet
    you your yours yourself four five six seven eight nine ten eleven twelve dozens hundreds thousands millions
    """)

CALENDAR = listed("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays
    tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july august
    september october november december jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sept sept. sep
    sep. oct oct. nov nov. dec dec. a.m. p.m. am pm gmt est edt easter christmas ramadan thanksgiving halloween
    """)

_FROM_ZERO = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {word: value for value, word in enumerate(_FROM_ZERO.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
"""Numbers of one word and their values."""

DETERMINERS = listed("the a an this that these those his her its their our my your another some one two")

PERSONAL_PRONOUNS = listed("he him his himself she her hers herself")
OTHER_PRONOUNS = listed("it its itself they them their theirs themselves")
"""The third person's: of one person, and of things, bodies and groups."""

PARTICLES = listed(
    "de del della di da dos du des la le les van von der den ter ten bin bint ibn al el e y und zu af av bar"
)
"""Small words inside names."""

SPEECH_VERBS = listed("""
    said says say saying told tells tell added adds wrote writes write tweeted tweets posted announced announces
    confirmed confirms denied denies claimed claims argued argues warned warns insisted insists explained explains
    noted notes stated states declared acknowledged admitted alleged asserted testified reported replied responded
    asked urged vowed pledged called described accused declined refused testified predicted suggested recalled
    believes believed thinks thought continued concluded commented remarked quipped joked
    """)
"""Verbs whose subject is somebody who can speak."""


STARTERS = listed("new first last next second united north south east west central old big open air upper lower great")
"""Ordinary words with which many names begin."""


_SHORTEST_STEM = 3


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether a lower-case word is an ordinary one in some of its forms ("organisers", "consequently")."""
    known = ordinary()
    if word in known or word.replace("is", "iz") in known or word.replace("our", "or") in known:
        return True
    if word.endswith(("ously", "ently", "antly", "ably", "ibly", "ally", "fully", "tions", "ments", "nesses")):
        return True
    return any(
        word.endswith(end) and _stem(word, end) & known for end in ("s", "es", "ed", "d", "ing", "ly", "er", "ers")
    )


def _stem(word: str, end: str) -> frozenset[str]:
    stem = word[: -len(end)]
    return frozenset({stem, stem + "e", stem.replace("is", "iz")}) if len(stem) > _SHORTEST_STEM else frozenset()
