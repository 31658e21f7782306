"""Source words: what the words that name a source say by themselves, before anybody asks who is meant.

In: the words ("a spokesman for the Norland Bank", "two officials familiar with the matter", "the paper"). Out: their
head, and whether they name a document, an outlet, a spokesperson, a body, or stand for something named before.

What this does not do: it resolves nothing; ``origins`` does, with the entities of the story.
"""

from __future__ import annotations

import re

from twosource.lexicon.outlets import is_known
from twosource.lexicon.persons import FEMALE, MALE
from twosource.lexicon.places import COUNTRY_OF

_DETERMINER = re.compile(
    r"^(?:the|a|an|this|that|these|those(?!\s+\w+ing\b)|its|their|his|her|our|one(?!\s+of\b)|another)\s+", re.IGNORECASE
)
_PARTITIVE = re.compile(
    r"^(?:one|two|three|four|some|many|several|most|all|both|each|either|none)\s+of\s+(?:the\s+|those\s+|these\s+)?",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|its|that|this)\s", re.IGNORECASE)
_TAIL = re.compile(
    r",|;|\(|\s(?:[–—-]|--)\s|(?<!-)\b(?:who|which|that|whose|familiar|close|briefed|involved|speaking|of|from|in|at|by|for|with|on|to|"
    r"last|this|earlier|later|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"released|published|obtained|seen|filed|written|penned|recorded|issued|based|led|commissioned)\b"
    r"|\b(?:it|they|he|she)\s+(?:did|does|do|has|had|would|could)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

DOCUMENTS = frozenset(
    """
    affidavit analysis article assessment audit bill book brief briefing budget bulletin cable charter complaint
    communique contract data database diary dissent document documents dossier email emails e-mail essay evidence
    figures filing filings findings footage forecast image images indictment intercepts inquiry investigation judgment
    lawsuit leak leaks legislation letter lists log logs measure memo memoir memorandum minutes motion notes notice
    opinion order paper papers petition photo photos poll polls posting proposal recording records report research
    resolution review rules ruling screenshot settlement statistics statement study studies suit survey surveys
    tape testimony text texts transcript transcripts treaty verdict video warrant
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
RELEASES = frozenset(
    {"statement", "release", "tweet", "tweets", "post", "posting", "posts", "message", "email", "letter"}
)
"""Documents that are somebody's own words."""
REPORTS = frozenset({"report", "article", "story", "account", "piece", "editorial", "interview", "coverage"})
"""May be a document or another outlet's report."""

PRESS = frozenset(
    """
    paper newspaper outlet network agency magazine broadcaster website channel station daily weekly tabloid publication
    newswire wire site journal
    """.split()  # noqa: SIM905
)
"""Nouns that stand for an outlet named before ("the paper")."""

BODIES = frozenset(
    """
    police authorities prosecutors government administration ministry department agency agencies court company companies
    firm bank army military navy force forces office officials commission committee council council's board union party
    group groups organisers organizers organisation organization team campaign regime university school church hospital
    airline club league association federation lawmakers senate house parliament congress cabinet court's firefighters
    investigators regulators service brigade authority chamber bureau board charity institute
    exchange embassy intelligence state states city mayor's municipality embassy presidency palace kremlin crew
    """.split()  # noqa: SIM905
)
"""Heads of words that stand for a body which speaks officially."""

SPOKEN_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men|women)|press (?:office|secretary|officer)|rep(?:s|resentatives?)?)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"(?:he|she|him|her|his|hers|himself|herself|they|their|them|it|its|who|which|i|we|you|my|our|some|others|many|both|one)",
    re.IGNORECASE,
)
SOME = re.compile(
    r"(?:some|others|many|several|few|most|plenty|another(?: one)?|(?:some|many|most) people)", re.IGNORECASE
)
"""Words for people of whom nothing else is told."""
RELATIVE = frozenset({"who", "which", "whom", "whose"})
WRITER = frozenset({"i", "we", "my", "our", "you"})
"""Outside of quotation marks, who writes or who reads."""
SEVERAL = frozenset({"they", "their", "them"})
PARTISAN = re.compile(r"[Tt]he (?:\w+-year-old )?(?:[A-Z][\w.]+ ){0,2}(?:Democrat|Republican)")
"""A member of a parliament, after his name: "the Ohio Republican"."""
_POLITICIAN = re.compile(
    r"\b(?:Sens?|Senators?|Reps?|Representatives?|Congress(?:wo)?man|Gov|Governor|Speaker|Leader|Whip|Mayor|Assembly(?:wo)?man"
    r"|Delegate|Candidate)\b\.?(?: [A-Z][\w.'’-]*)+$"
)
_OF_PARTY = re.compile(r",? \(?(?:[RDI]-[A-Z]|(?:an?|the) (?:[\w-]+ ){0,3}?(?:Democrat|Republican)\b)")
_TITLED = 40
"""Characters before a name in which a title is looked for."""
PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself", "who"})
VAGUE = re.compile(
    r"^(?:(?:some|several|many|other|published|local|media|news|press|recent|earlier|various)\s+)*(?:reports|media|outlets|press)$",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:Times|Post|Journal|News|Herald|Tribune|Gazette|Guardian|Telegraph|Daily|Newspaper|Radio|TV|Television|CNN|"
    r"BBC|NPR|NBC|CBS|ABC|MSNBC|CNBC|PBS|ITV|Fox|Bloomberg|Reuters|AP|Associated Press|AFP|Agence France-Presse|UPI|"
    r"Politico|POLITICO|Axios|BuzzFeed|Magazine|Independent|Mirror|Observer|Chronicle|Globe|Le Monde|Der Spiegel|"
    r"Al Jazeera|Al-Jazeera|Xinhua|TASS|Interfax|Press Association|HuffPost|Huffington Post|Vox|Slate|Breitbart|"
    r"Dispatch|Examiner|Inquirer|Star-?Ledger|Sun|Bild|El Pa[ií]s|Haaretz|Kommersant|Sentinel|Courier|Register|"
    r"USA TODAY|USA Today|Economist|New Yorker|Atlantic|Newsweek|TIME|Zeitung|Broadcasting|Yonhap|KCNA|Kyodo|Anadolu|"
    r"RIA Novosti|Deutsche Welle|[Nn]ews [Aa]gency|\w+TV|(?!WADA|WIPO|KFOR|WMATA)[KW][A-Z]{3})\b"
)
_PRESS_BEFORE = re.compile(
    r"\b(?:newspapers?|news (?:agency|agencies|site|website|service|channel|network)|broadcasters?|daily|"
    r"(?:tv|television|radio) (?:station|channel|network)|station|tabloid|magazine|affiliate)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PRESS_AFTER = re.compile(
    r"\s+(?:newspaper|news (?:agency|site|website|service|channel)|magazine|television|(?:tv|radio) station)\b|"
    r",\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:newspaper|broadcaster|news agency|television station|tabloid|daily)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:reporter|correspondent|editor|host|anchor|columnist|journalist|contributor|analyst)s?\b", re.IGNORECASE
)


def is_politician(text: str, start: int, end: int) -> bool:
    """Whether a name stands behind the title of somebody elected, or before his party."""
    titled = _POLITICIAN.search(text[max(0, start - _TITLED) : end])
    return titled is not None or _OF_PARTY.match(text, end) is not None


def core(words: str) -> str:
    """The noun phrase itself: without determiner, what follows the head, and a possessive ending."""
    stripped = " ".join(words.split())
    without = _DETERMINER.sub("", _PARTITIVE.sub("", stripped))
    tail = _TAIL.search(without)
    phrase = without[: tail.start()] if tail and tail.start() else without
    return _POSSESSIVE.sub("", phrase.strip(" ,;:–—\"“”'‘’")) or without


def head(words: str) -> str:
    """The last word of the core, folded ("officials")."""
    found = _WORDS.findall(core(words))
    return found[-1].casefold() if found else ""


def core_end(words: str) -> int:
    """Where in the words the core ends."""
    at = words.find(core(words).split(" ")[-1]) if core(words) else -1
    phrase = core(words)
    whole = words.find(phrase)
    return (whole + len(phrase)) if whole >= 0 else (at + len(phrase.split(" ")[-1]) if at >= 0 else len(words))


def is_document(words: str) -> bool:
    """Whether the words name a document ("court documents", "the 18-page motion")."""
    return head(words) in DOCUMENTS | REPORTS | RELEASES


def is_outlet(words: str) -> bool:
    """Whether the words name an outlet ("the Daily Bell", "Bell News"), not one of its people."""
    return (_OUTLET.search(core(words)) is not None or is_known(words)) and not _PEOPLE.search(words)


def is_press(text: str, start: int, end: int) -> bool:
    """Whether a report calls the name at this place a paper or a station ("the broadcaster Quay One")."""
    return bool(_PRESS_BEFORE.search(text[max(0, start - 40) : start]) or _PRESS_AFTER.match(text, end))


def is_bare(words: str) -> bool:
    """Whether the words are a head with a determiner only ("the report"): they stand for something named before."""
    return len(_WORDS.findall(core(words))) <= 1 and core(words)[:1].islower()


def may_be(pronoun: str, name: str) -> bool:
    """Whether the pronoun's gender does not contradict the first name."""
    words = {word.casefold() for word in _WORDS.findall(name)[:-1]}
    female, male = bool(words & FEMALE), bool(words & MALE)
    if pronoun.casefold() in {"he", "him", "his", "himself"}:
        return male or not female
    return pronoun.casefold() == "who" or female or not male


def is_partitive(words: str) -> bool:
    """Whether the words take some out of a group ("one of the two officials")."""
    return bool(_PARTITIVE.match(words))


def is_press_before(words: str) -> bool:
    """Whether the words stand for an outlet named before: "the paper", "the news agency", "the report"."""
    phrase = core(words)
    definite = bool(_DEFINITE.match(words)) and phrase == phrase.lower() and len(phrase.split()) <= 3  # noqa: PLR2004
    return definite and (head(words) in PRESS or (head(words) in REPORTS and is_bare(words)))


_THEIR_REPORT = re.compile(
    r"^(?:the|an?|this|its)\s+(?:[\w@’'-]+\s+){0,3}(?:newspaper|editorial|piece|article|story|report)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:police|government|official|inspector|annual|audit|medical|court|intelligence|United|U\.?[NS]\.?|ministry|bank"
    r"|commission|committee|study|research|forensic|financial|earnings|jobs|autopsy)\b",
    re.IGNORECASE,
)


def is_their_report(words: str) -> bool:
    """Whether the words may mean what an outlet wrote: "a report", "the editorial", "the German newspaper"."""
    return bool(_THEIR_REPORT.match(" ".join(words.split()))) and not _OF_OTHERS.search(words)


_ISSUED = re.compile(
    r"(?:joint|written|official|separate|brief|short|new|emailed|prepared|public|press|news)\s+", re.IGNORECASE
)


def unmodified(words: str) -> str:
    """The words without what only tells what kind of statement it is ("a joint statement")."""
    return _ISSUED.sub("", words)


def issuer(words: str) -> str | None:
    """Who issued a statement, where the words before it say so: "a police statement", "the Norlandish statement"."""
    before = _ISSUED.sub("", core(words)).rsplit(" ", 1)
    if len(before) < 2:  # noqa: PLR2004 - the issuer and the noun
        return None
    name = before[0]
    if country := COUNTRY_OF.get(name.casefold()):
        return country.title()
    return name if name.casefold().split(" ")[-1] in BODIES else None


def is_plural(words: str) -> bool:
    """Whether the head is a plural."""
    return head(words).endswith("s") and not head(words).endswith("ss")


_OFFICE = re.compile(
    r"^(?:State|Defen[cs]e|Treasury|Commerce|Health|Homeland Security|Energy|Labou?r|Interior|Education|Transportation"
    r"|Agriculture|Justice|Foreign Affairs|Finance|Economy|Veterans Affairs)\s+(?=\w+\.?\s+\w)"
)


def without_office(name: str) -> str:
    """A person's name without what is left of an office before it."""
    return _OFFICE.sub("", name)


def telling(words: str) -> str:
    """The words as the name of an origin: without determiner, of a length to be read in a table."""
    name = _DETERMINER.sub("", " ".join(words.split())).strip(' ,;:"“”')
    return name if len(name) <= LONGEST else name[:LONGEST].rsplit(" ", 1)[0] + " …"


LONGEST = 90
"""Characters of an origin's name."""
