"""The words that ``distorting`` exchanges: units, opposites, verbs, places and invented people."""

from __future__ import annotations

import re

from twosource.lexicon import places

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

UNITS = {
    "thousand": "million",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "miles": "kilometers",
    "mile": "kilometer",
    "kilometers": "miles",
    "kilometres": "miles",
    "km": "miles",
    "feet": "meters",
    "meters": "feet",
    "metres": "feet",
    "inches": "feet",
    "pounds": "ounces",
    "percent": "percentage points",
    "minutes": "hours",
    "minute": "hour",
    "hours": "days",
    "hour": "day",
    "days": "weeks",
    "day": "week",
    "weeks": "months",
    "week": "month",
    "months": "years",
    "month": "year",
    "years": "months",
    "year": "month",
}
"""Each unit's stand-in: never a rounding of the same."""
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))

_PAIRS = """
approved:rejected|approve:reject|rose:fell|rises:falls|increased:decreased|increase:decrease|won:lost|win:lose
confirmed:denied|accepted:refused|accept:refuse|supported:opposed|supports:opposes
higher:lower|more than:less than|allowed:forbade|allow:forbid|allows:forbids|opened:closed|upheld:overturned
granted:refused|hired:fired|survived:died|strengthen:weaken|expanded:shrank|expand:shrink|raised:lowered
raise:lower|arrived in:left|entered:left|joined:quit|released:withheld|guilty:innocent
illegal:legal|legally:illegally|successful:unsuccessful|failed:succeeded|began:ended|begin:end|begins:ends
largest:smallest|highest:lowest|safe:unsafe|constitutional:unconstitutional
unanimously:narrowly|rejected:approved|reject:approve|fell:rose|lose:win|denied:confirmed|opposed:supported
closed:opened|overturned:upheld|died:survived|before:after|after:before
north:south|south:north|east:west|west:east|northern:southern|southern:northern|eastern:western|western:eastern
increasing:decreasing|rising:falling|ended:began|banned:allowed|criticized:praised|criticised:praised
praised:criticized|condemned:welcomed|welcomed:condemned|agreed:refused|weaker:stronger|stronger:weaker
former:current|buy:sell|bought:sold|sold:bought|imposed:lifted|impose:lift|lifted:imposed|blocked:allowed
included:excluded|includes:excludes|worst:best|best:worst|older:younger
"""
OPPOSITES = dict(pair.split(":") for pair in reversed(re.split(r"[|\n]", _PAIRS.strip())))
OPPOSED = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(OPPOSITES, key=len, reverse=True))})(?![\w-])")

_REGULAR = """
sign order fire resign launch attack kill crash open close reject approve appoint invite impose agree block arrest
detain start return land help cancel withdraw end join visit reach receive pass threaten release accept remove use
call vote serve play move work serve lift pardon charge convict sentence suspend postpone collapse explode
collide injure damage destroy mention enter raise pay target fail serve share apologize
apologise discuss host cause travel fall decide plead award ban carry collect create cut
"""
_IRREGULAR = """
met:meet:met|won:win:won|lost:lose:lost|left:leave:left|began:begin:begun|took:take:taken|made:make:made|gave:give:given
sent:send:sent|went:go:gone|came:come:come|fell:fall:fallen|broke:break:broken
struck:strike:struck|drove:drive:driven|flew:fly:flown|bought:buy:bought|sold:sell:sold|paid:pay:paid|shot:shoot:shot|stole:steal:stolen
withdrew:withdraw:withdrawn|became:become:become|ran:run:run|fought:fight:fought|hid:hide:hidden|chose:choose:chosen
pleaded:plead:pleaded|sued:sue:sued|wrote:write:written|grew:grow:grown|rose:rise:risen|spent:spend:spent
"""
_OWN = frozenset({"withdraw", "fall", "plead", "pay", "cut"})


def _past(base: str) -> str:
    doubled = {"ban": "banned", "plan": "planned"}
    return doubled.get(base) or (
        f"{base}d" if base.endswith("e") else f"{base[:-1]}ied" if base[-2:] == "ry" else f"{base}ed"
    )


VERBS = {_past(base): (base, _past(base)) for base in _REGULAR.split() if base not in _OWN}
VERBS |= {
    past: (base, participle)
    for past, base, participle in (v.split(":") for v in re.split(r"[|\n]", _IRREGULAR.strip()))
}
"""Past form -> base and participle."""
UNPLANNED = frozenset(
    "crash collapse explode collide injure damage kill fall grow rise lose break fail die become".split()  # noqa: SIM905 - a list of words
)
PAST = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})(?![\w-])")

_PARTICIPLES = "|".join(
    sorted({participle for _, participle in VERBS.values()} | {"seen", "known", "shown", "done", "set"})
)
HELPED = re.compile(
    r"(?<!to )(?<!would )\b(?P<aux>has|have|had|was|were|is|are|will)"
    rf"(?=\s(?:been\s)?(?P<verb>{_PARTICIPLES}|[a-z]{{3,}}ed|(?<=will\s)[a-z]{{2,}})\b)"
)
SOFTER = {
    "has": ("may have", "has reportedly"),
    "have": ("may have", "have reportedly"),
    "had": ("may have", "had reportedly"),
    "was": ("may have been", "was reportedly"),
    "were": ("may have been", "were reportedly"),
    "is": ("may be", "is reportedly"),
    "are": ("may be", "are reportedly"),
    "will": ("may", "might"),
}
DOUBTS = re.compile(
    r"\b(?:not|never|no|nobody|none|nor|cannot|may|might|could|would|should|reportedly|allegedly|possibly|perhaps|if|"
    r"whether|unless|plans?|planned|planning|considering|den(?:y|ied|ies)|refus\w+|declin\w+|appear\w*|seem\w*|likely|"
    r"hop\w+|want\w*|expected|suspected|alleged|accused|failed)\b|n['’]t\b|\?"
)
DOES_TO = re.compile(
    r"\s(?:(?!with\b|and\b|between\b|or\b|met\b|meet\w*\b|told\b|said\b|says\b|who\b|but\b|as\b)[^\s,;:]+\s)*"
    r"(?:sued|fired|beat|defeated|accused|invited|critici[sz]ed|attacked|asked|thanked|praised|appointed|endorsed|"
    r"ordered|threatened|nominated|urged|replaced|succeeded|blamed|hired|charged|warned|pardoned|mocked|insulted|hit|"
    r"struck|invaded|bombed|sanctioned|condemned|helped|supports?|advised|called|questioned|subpoenaed|indicted|"
    r"by|against|to|for|on)\s(?:(?:the|President|then-President|former|special|counsel|Mr\.|Judge)\s)*",
)
"""What stands between one who does something and one to whom it is done (or the other way round)."""

PLACES = {
    "country": ("Peru", "Kenya", "Norway", "Bolivia", "Finland", "Ghana", "Portugal", "Vietnam", "Chile", "Latvia"),
    "state": ("Oregon", "Vermont", "Nebraska", "Wyoming", "Idaho", "Delaware", "Maine", "Kansas", "Montana", "Utah"),
    "city": ("Lisbon", "Nairobi", "Oslo", "Lima", "Riga", "Accra", "Hanoi", "Zagreb", "Tallinn", "Bogota"),
}
_NO_PLACE = frozenset({"washington", "georgia", "jordan", "chad", "victoria", "israel", "turkey"})


def sort_of_place(name: str) -> str:
    """Of what sort a place is: "country", "state" or "city"; empty for what is none, or not only a place."""
    folded = name.casefold()
    if folded in _NO_PLACE:
        return ""
    known = {"country": places.COUNTRIES, "state": places.STATES, "city": places.CITIES}
    return next((sort for sort, listed in known.items() if folded in listed), "")


GIVEN = {
    "male": ("Martin", "Gregory", "Albert", "Walter", "Stephen", "Victor"),
    "female": ("Laura", "Monica", "Teresa", "Alice", "Julia", "Vanessa"),
}
SURNAMES = (
    "Kelner",
    "Ostrand",
    "Lindqvist",
    "Hallam",
    "Perrault",
    "Whitcombe",
    "Dorsett",
    "Marchetti",
    "Brandreth",
    "Okafor",
)
