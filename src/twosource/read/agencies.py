"""News agencies: their names, and what a byline, dateline or credit line says about whose text a report is.

In: words of a byline or line, an address, an outlet. Out: the agency that they name, under its name in a dossier.

``credit`` means: *the report is this agency's text*. A dateline with the agency in brackets, a byline that names it, a
line that is nothing but its name, a copyright line of the agency, the form in which Reuters signs its reports, and a
section of a site that holds an agency's reports say so; so does an outlet that is an agency.

What gives no credit: "The Associated Press contributed to this report" and its like (the text is the paper's own); an
agency behind a picture ("AP Photo", "Reuters/Ada Quill", "Ada Quill, Bloomberg, Getty Images"); a person of an agency's
name ("By Nora Bloomberg"); an outlet that marks its own text like an agency ("(CNN)" on CNN's site).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

AGENCIES: Mapping[str, str] = {
    "AP": r"AP|A\.P\.|(?:The )?Associated Press",
    "Thomson Reuters Foundation": r"Thomson Reuters Foundation",
    "Reuters": r"(?:Thomson )?Reuters|REUTERS",
    "AFP": r"AFP|Agence[ -]France[ -]Presse",
    "UPI": r"UPI|United Press International",
    "PA": r"PA(?: Media)?|Press Association",
    "DPA": r"dpa|DPA|Deutsche Presse-Agentur",
    "Xinhua": r"Xinhua(?: News Agency)?|XINHUA",
    "TASS": r"(?:ITAR-)?TASS|Tass",
    "Interfax": r"Interfax|INTERFAX",
    "RIA Novosti": r"RIA(?: Novosti)?",
    "ANSA": r"ANSA",
    "EFE": r"EFE|Efe",
    "Kyodo": r"Kyodo(?: News)?|KYODO",
    "Jiji": r"Jiji(?: Press)?",
    "Yonhap": r"Yonhap(?: News Agency)?|YONHAP",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI|Asian News International",
    "IANS": r"IANS|Indo-Asian News Service",
    "AAP": r"AAP|Australian Associated Press",
    "Canadian Press": r"(?:The )?Canadian Press|CP",
    "Anadolu": r"Anadolu(?: Agency)?",
    "APA": r"APA|Austria Press Agency",
    "ATS": r"Keystone-(?:SDA|ATS)",
    "Belga": r"Belga",
    "NTB": r"NTB",
    "TT": r"TT News Agency",
    "PAP": r"Polish Press Agency",
    "Lusa": r"Lusa",
    "Ukrinform": r"Ukrinform",
    "IRNA": r"IRNA",
    "SANA": r"SANA",
    "WAFA": r"WAFA",
    "MENA": r"Middle East News Agency",
    "Bernama": r"Bernama|BERNAMA",
    "Antara": r"ANTARA|Antara",
    "KCNA": r"KCNA",
    "CNA": r"Central News Agency",
    "Bloomberg": r"Bloomberg(?: News)?",
    "Dow Jones": r"Dow Jones(?: Newswires)?",
    "CNN": r"CNN(?: Wire| Newsource)?|CNNWire",
    "Tribune News Service": r"Tribune News Services?|TNS",
    "McClatchy": r"McClatchy(?: (?:Newspapers|News(?: Service)?|Washington Bureau|DC))?|MCT",
    "New York Times News Service": r"(?:The )?New York Times News Service|N\.?Y\.? Times News Service",
    "Washington Post News Service": r"Washington Post(?:-Bloomberg)? News Service",
    "Religion News Service": r"Religion News Service|RNS",
    "Kaiser Health News": r"K(?:aiser|FF) Health News",
    "Inter Press Service": r"Inter Press Service",
    "States Newsroom": r"States Newsroom",
}
"""Name in a dossier -> how reports write it. Letter case counts: "PA" is an agency, "Pa." a state."""

NAME = "(?:" + "|".join(AGENCIES.values()) + ")"
"""Matches any agency's name."""
_EACH = tuple((name, re.compile(f"(?:{form})(?![\\w])")) for name, form in AGENCIES.items())
_ANY = re.compile(rf"(?<![\w.'’]){NAME}(?![\w'’])")
_HOSTS: Mapping[str, str] = {
    "apnews.com": "AP",
    "reuters.com": "Reuters",
    "afp.com": "AFP",
    "upi.com": "UPI",
    "xinhuanet.com": "Xinhua",
    "news.cn": "Xinhua",
    "tass.com": "TASS",
    "interfax.com": "Interfax",
    "yna.co.kr": "Yonhap",
    "kyodonews.net": "Kyodo",
    "ptinews.com": "PTI",
    "aa.com.tr": "Anadolu",
    "ansa.it": "ANSA",
    "efe.com": "EFE",
    "dpa.com": "DPA",
    "news.trust.org": "Thomson Reuters Foundation",
}
_ALONE = re.compile(
    rf"(?:The )?{NAME}(?: (?:News|Staff|Reporters?|Writers?|Editors?|Correspondents?|staff|reporters?))*"
)
_SECTIONS: Mapping[str, str] = {
    "ap": "AP",
    "aponline": "AP",
    "ap-online": "AP",
    "apwire": "AP",
    "associated-press": "AP",
    "associatedpress": "AP",
    "reuters": "Reuters",
    "afp": "AFP",
    "upi": "UPI",
    "dpa": "DPA",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "pti": "PTI",
    "canadian-press": "Canadian Press",
    "press-association": "PA",
}
"""Sections of sites that hold nothing but one agency's reports."""
_WIRE_SECTIONS: Mapping[str, str] = {"pa": "PA", "cp": "Canadian Press", "bloomberg": "Bloomberg", "ani": "ANI"}
"""Sections that are an agency's only below a section of wires: "/pa/" alone may be Pennsylvania."""
_WIRES = frozenset(("wire", "wires", "newswire", "newswires", "news-wires", "wire-news", "wire-services"))
_ABOUT = re.compile(
    r"(?:tags?|topics?|authors?|by|people|person|profile|compan(?:y|ies)|organi[sz]ations?|brands?|search|quotes?|stocks)"
)
"""Sections in which a name says what a page is about, or who made it, not whose text it is."""
_SHORT = 4
"""Letters from which a name inside another is no accident: "STA" is in "Star"."""
OUTLETS_TOO = frozenset({"CNN", "Bloomberg"})
"""Agencies that are outlets in the first place."""
_CAPITALS = re.compile(
    r"\b(?:ASSOCIATED PRESS|AGENCE FRANCE[ -]PRESSE|PRESS ASSOCIATION|UNITED PRESS INTERNATIONAL|CANADIAN PRESS"
    r"|TRIBUNE NEWS SERVICES?|BLOOMBERG(?: NEWS)?|THOMSON REUTERS FOUNDATION)\b"
)
_PARTS = re.compile(r"\s*(?:[,;|/()•]|\s[-–—]\s|\b(?:and|via|for|of|from|by|By|BY)\b)\s*")
_NO_AUTHOR = re.compile(
    r"\b(?:special to|contribut\w+|with|additional|(?:photo\w*|images?|pictures?|video) (?:by|from))\b", re.IGNORECASE
)
_PICTURES = re.compile(r"\b(?:Getty|Shutterstock|iStock|Alamy|EPA|Zuma|Newscom|Images?|Photos?)\b", re.IGNORECASE)
_ALSO_PEOPLE = frozenset(
    ("Bloomberg", "Efe", "Antara", "Lusa", "Belga", "Tass", "Jiji", "PA", "CP", "TT", "CNA", "MENA")
)
"""Forms that are names of people or places as well: in a byline they must stand alone."""
_TITLED = re.compile(r"(?:Ap|Afp|Upi|Dpa|Pti|Aap|Ians)(?= [Rr]eporters?$| [Ss]taff$| News$|$)")
"""Initials as programs write them that give every word of a byline one capital."""
_STATE = re.compile(r", PA\b")
_SIGNED = re.compile(
    r"\((?:[Aa]dditional |[Ff]urther )?(?:[Rr]eporting|[Ww]riting|[Cc]ompiled|[Ee]diting)\b[^();]{0,20}\bby\b"
    r"(?:[^()]|\([^()]*\)){0,600}\)\.?$"
)
_ROLE = re.compile(r"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and (?:writing|editing))? by\b")
_EDITED = re.compile(r"\b[Ee]diting by [^\W\d_a-z]")


class Signature(NamedTuple):
    """Where the signature of an agency's report begins in a line, and the agency."""

    start: int
    agency: str


def named(words: str) -> str | None:
    """The first agency that the words name, under its name in a dossier."""
    found = _ANY.search(_CAPITALS.sub(lambda all_capitals: all_capitals[0].title(), words))
    return _known(found[0]) if found else None


def of_byline(byline: str | None) -> str | None:
    """The agency that a byline names as the writer's own: "Ada Quill, Associated Press", "Reuters Staff"."""
    if not byline:
        return None
    aside = _NO_AUTHOR.search(byline)
    byline = byline[: aside.start()] if aside else byline
    parts = [part for part in _PARTS.split(byline) if part]
    if any(_PICTURES.search(part) for part in parts):
        # whoever stands behind the first may be a picture's agency
        parts = [part for part in parts[:1] if not _PICTURES.search(part)]
    agency = next(filter(None, map(_writer, parts)), None)
    return None if agency == "PA" and _STATE.search(byline) else agency


def of_address(url: str | None) -> str | None:
    """The agency whose section of a site an address lies in: "https://quaynews.example/wires/afp/..."."""
    try:
        path = urlsplit(url or "").path.lower()
    except ValueError:
        return None
    before = ""
    for section in path.split("/")[1:-1]:
        if _ABOUT.fullmatch(section):
            return None
        if section in _SECTIONS:
            return _SECTIONS[section]
        if before in _WIRES and section in _WIRE_SECTIONS:
            return _WIRE_SECTIONS[section]
        before = section
    return None


def signed(words: str) -> Signature | None:
    """The signature at the end of a line: "(Reporting by Ada Quill; Editing by Ben Reed)" is how Reuters, and nobody
    else in ten thousand reports of 90 outlets, ends a report. Without its brackets others write so, too.
    """
    found = _SIGNED.search(words, max(0, len(words) - 700))
    if not found or not (_EDITED.search(found[0]) or len(_ROLE.findall(found[0])) > 1):
        return None
    foundation = "Thomson Reuters Foundation"
    return Signature(found.start(), foundation if foundation in found[0] else "Reuters")


def of_outlet(outlet: str | None) -> str | None:
    """The agency that an outlet is, if it is one."""
    if not outlet:
        return None
    host = outlet.lower().removeprefix("www.")
    if host in _HOSTS:
        return _HOSTS[host]
    return next((name for name, form in _EACH if form.fullmatch(outlet) and name not in OUTLETS_TOO), None)


def of_report(outlet: str | None, seen: str | None, byline: str | None, url: str | None = None) -> str | None:
    """Whose text a report is: by its layout (``seen``), by a stated byline, by the section of the site that it stands
    in, or because the outlet is an agency.

    A publisher that marks its own copy like an agency ("(CNN) -" on CNN) credits nobody.
    """
    credit = seen or of_byline(byline) or of_address(url) or of_outlet(outlet)
    return None if credit and _own(credit, outlet, url) else credit


def _own(credit: str, outlet: str | None, url: str | None) -> bool:
    """Whether it is the outlet itself that is credited, and no agency: "(CNN)" on CNN, "(QN)" in the Quay News."""
    if credit in AGENCIES and credit not in OUTLETS_TOO:
        return False
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    wanted, words = _letters(credit), re.findall(r"[^\W_]+", f"{outlet or ''} {host}".casefold())
    if len(wanted) < _SHORT:
        initials = "".join(word[0] for word in re.findall(r"\w+", outlet or "")).casefold()
        return wanted in words or wanted == initials
    return wanted in _letters(outlet or "") or wanted in _letters(host)


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _known(form: str) -> str | None:
    return next((name for name, pattern in _EACH if pattern.fullmatch(form)), None)


def _writer(part: str) -> str | None:
    """The agency that one part of a byline names."""
    words = _TITLED.sub(lambda initials: initials[0].upper(), part) if _TITLED.match(part) else part
    words = _CAPITALS.sub(lambda all_capitals: all_capitals[0].title(), words)
    found = _ANY.search(words)
    if not found or (found[0] in _ALSO_PEOPLE and not _ALONE.fullmatch(words)):
        return None
    return _known(found[0])
