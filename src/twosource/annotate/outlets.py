"""Names of news outlets in running text: "Reuters", "the Erie Times-News", "ABC's 'This Week'".

In: a stretch of text. Out: where an outlet is named. Known by a list of names that do not look like one, by the
word they end in (Times, Post, Herald, TV ...), and by what the text calls them ("the news agency Lanternwire", "told
The Tarn Lamp": only a paper has a capital article there). Not found: outlets whose name could be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.lexicon.outlets import KNOWN
from twosource.lexicon.places import ADJECTIVES, is_place
from twosource.lexicon.words import CALENDAR

_ENDINGS = (
    r"Times-News|Times-Union|Times-Picayune|Times|Post-Gazette|Post-Dispatch|Post|News Agency|News|Herald|Tribune"
    r"|Gazette|Journal-Constitution|Journal|Telegraph|Mail|Express|Observer|Chronicle|Globe|Standard|Mirror|Dispatch|Courier"
    r"|Sentinel|Inquirer|Enquirer|Examiner|Register|Bulletin|Argus|Advertiser|Record|Star-Ledger|Star-Tribune|Star"
    r"|Zeitung|Daily(?: [A-Z]\w+)?|Weekly"
    r"|Magazine|Review|Broadcasting|Radio|Television|TV|Newspaper|Newswire|Free Press|Press|Today"
    r"|Tageblatt|Monitor|Mercury|Reporter|Ledger|Plain Dealer|Union-Tribune|Sun-Times|Echo|Wire Service|Wire"
    r"|(?:News|Media|TV|Television|Radio|Broadcasting|Sports|Cable) Network"
)
_WORD = r"(?:[A-Z][\w’'&-]{0,30}|[A-Z]\w{0,2}\.|(?:[A-Z]\.){2,3})"
_NAME = re.compile(
    rf"(?<![\w@#/])(?:{KNOWN})(?![\w@]|-\w)"
    rf"|(?<![\w@#/])(?:{_WORD}[ \t]+){{1,4}}(?:{_ENDINGS})(?![\w@-]|\s+(?:[Ss]ecretary|[Oo]ffice))"
    rf"|(?<![\w@#/])(?:{_WORD}[ \t]+){{1,3}}"
    r"(?=(?:newspaper|magazine|news agency|daily|tabloid|weekly|news site|news website)\b)"
    r"|(?<![\w@#/])(?:Daily|Sunday|Evening|Morning|Weekly) (?!Morning|Evening|Night|Afternoon)[A-Z]\w+(?![\w@])"
    r"|(?<=\b[Tt]he )(?:Times|Post|Journal|Herald|Tribune|Globe|Chronicle|Gazette|Mirror|Sun|Mail|Telegraph|Oregonian"
    r"|Robesonian|Athletic|Intercept|Atlantic|Bee|Hill|Record|Observer|Post-Gazette|Times-News)(?![\w@-]|\s[A-Z])"
)
_CAPITALS = rf"{_WORD.replace('{0,30}', '{1,30}')}(?:[ \t]{_WORD}){{0,2}}"
_CALLED = re.compile(
    r"\b(?:newspaper|magazine|news (?:agency|site|website|channel)|broadcaster|tabloid|newswire)"
    rf"[ \t](?P<name>(?:The )?{_CAPITALS})|\b[Tt]old[ \t](?P<told>The {_CAPITALS})"
)
_OTHERS = re.compile(rf"(?:{'|'.join(CALENDAR)}|mr|mrs|ms|dr|hague|i)\b", re.IGNORECASE)
"""First words of what is no outlet's name behind such words: "told the newspaper Monday", "told The Hague tribunal"."""
_GENERIC = re.compile(
    r"(?:(?:the|an?|one|some|several|other|another|many|most|its|multiple|various)\s+)?"
    r"(?:(?!social\b|white\b|position\b|research\b|working\b|discussion\b)[\w’'-]+\s+){0,3}"
    r"(?:newspaper|paper|magazine|news agency|(?:(?:news|media) )?outlet|publication|broadcaster|tabloid|daily"
    r"|news site|news service|news channel|(?:news)?paper editorial|editorial"
    r"|wire service|media report|press report|television station|tv station|radio station|media|press)s?",
    re.IGNORECASE,
)
_NOT_ALONE = frozenset(["daily", "paper", "papers", "press", "social media"])
_CORE = re.compile(r"^[^,;(]*?(?=,|;|\(|\s(?:of|in|at|on|from|by|for|to|with|which|that|who|whose)\b|$)")
_OWNER = re.compile(r"(?:[A-Z]\w+ )?[A-Z]\w+[’']s ")
_NETWORKS = frozenset(["CBS", "NBC", "ABC", "Fox"])
_STATION_OF = re.compile(r"[A-Za-z]+ (?P<place>(?:New |Los |San )?[A-Z][a-z]+)\b")
"""A network's station in a town: "CBS Boston"."""
EPITHET = re.compile(
    r".*[\w.](?:-|–)(?:linked|based|backed|owned|run|affiliated|funded|controlled|aligned|language)\s+"
)
"""Words before an outlet's name that tell what it is: "the Norland-based Daily Lantern"."""
_PEOPLE = frozenset(adjective.lower() for adjective in ADJECTIVES) | {"local", "national", "daily", "state", "swedish"}
"""First words of "the German newspaper", which is no newspaper's name."""
_NOT_OUTLETS = frozenset(
    [
        "new year",
        "press",
        "world today",
        "white house press",
        "daily",
        "good news",
        "breaking news",
        "fake news",
        "washington post road",
    ]
)
_LEADS = ("The ", "the ", "A ", "An ", "In ", "On ", "To ", "But ", "And ", "As ", "With ")


class Outlet(NamedTuple):
    """An outlet's name as it stands in the text that was searched, and where."""

    name: str
    start: int
    end: int


def find(text: str) -> list[Outlet]:
    """The outlets named in a text, in order. A leading "The" belongs to the name."""
    found = []
    for match in _NAME.finditer(text):
        name, start = match[0], match.start()
        while lead := next((lead for lead in _LEADS[2:] if name.startswith(lead)), None):
            name, start = name[len(lead) :], start + len(lead)
        name = name.rstrip()
        owner = _OWNER.match(name)
        if owner:  # "Russia's TASS"
            name, start = name[owner.end() :], start + owner.end()
        told = EPITHET.match(f"{name} ")
        if told:
            name, start = name[told.end() :], start + told.end()
        bare = name in {"Press", "News", "Times"} and text[max(0, start - 4) : start].lower() != "the "
        if not name or bare or name.lower() in _NOT_OUTLETS or name in {"The", "A", "An"} or name.lower() in _PEOPLE:
            continue
        station = _STATION_OF.match(text, start) if name in _NETWORKS else None
        if station and is_place(station["place"].lower()):
            name = station[0]
        if not name.startswith("The ") and text[max(0, start - 4) : start] == "The ":
            name, start = text[start - 4 : start] + name, start - 4
        found.append(Outlet(" ".join(name.split()), start, start + len(name)))
    return sorted([*found, *_called(text, found)], key=lambda outlet: outlet.start)


def _called(text: str, found: Sequence[Outlet]) -> Iterator[Outlet]:
    """The outlets that only what the text calls them tells of, beside those that were found."""
    for match in _CALLED.finditer(text):
        start, end = match.span("name" if match["name"] else "told")
        words = list(re.finditer(r"\S+", text[start:end]))
        other = next((w.start() for w in words if _OTHERS.match(w[0])), end - start)
        name = text[start : start + other].rstrip()
        if name not in {"", "The"} and not any(o.start < start + len(name) and start < o.end for o in found):
            yield Outlet(" ".join(name.split()), start, start + len(name))


_ALSO_NAMES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.? (?P<titled>Bloomberg|Forbes|Salon|Vice)\b"
    r"|\b(?:Mayor|President|Senator|Michael|Mike|Steve|Malcolm) (?:R\. )?(?P<called>Bloomberg|Forbes)\b"
)


def people(text: str) -> frozenset[str]:
    """Outlets' names that are people's names in this text ("Mr. Bloomberg")."""
    return frozenset(found["titled"] or found["called"] for found in _ALSO_NAMES.finditer(text))


def full(name: str, named: Sequence[Outlet]) -> str:
    """The full name of a shortened one ("the Journal") if it is among those the article names, else the name."""
    short = name.removeprefix("The ")
    if " " in short:
        return name
    for found in named:
        if found.name.endswith(f" {short}") and found.name != f"The {short}":
            return found.name
    return name


def is_generic(text: str) -> bool:
    """Whether a phrase means some outlet without naming it: "the newspaper", "local media"."""
    core = (_CORE.match(text) or [text])[0].strip()
    papers = core.endswith("papers") and not core.endswith("newspapers")  # court papers
    return bool(_GENERIC.fullmatch(core)) and not papers and core.lower() not in _NOT_ALONE and not find(core)


def same(one: str | None, other: str | None) -> bool:
    """Whether two names mean one outlet: "AP" and "The Associated Press", "BBC" and "BBC News"."""
    a, b = key(one or ""), key(other or "")
    return bool(a and b) and (a == b or a.startswith(f"{b} ") or b.startswith(f"{a} "))


_SHORT = {
    "associated press": "ap",
    "agence france-presse": "afp",
    "agence france presse": "afp",
    "huffington post": "huffpost",
    "www.bbc.com": "bbc",
    "www.bbc.co.uk": "bbc",
}


def key(name: str) -> str:
    """A name for comparing: lower case, no article, no web address around it."""
    bare = name.strip().lower().removeprefix("the ").removesuffix(" online")
    bare = _SHORT.get(bare, bare)
    if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[a-z]{2,4})+", bare):
        bare = bare.removeprefix("www.").split(".")[0]
    return _SHORT.get(bare, bare)
