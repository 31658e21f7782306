"""News agencies: their names, and what a byline, dateline or credit line says about whose text a report is.

``credit`` means: *the report is this agency's text*. A dateline with the agency in brackets, a byline that names it, a
line that is nothing but its name and a copyright line of the agency say so; so does an outlet that is an agency.
"The Associated Press contributed to this report" does not: such a line is marked, and gives no credit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    "Tribune News Service": r"Tribune News Service|TNS",
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


def named(words: str) -> str | None:
    """The first agency that the words name, under its name in a dossier."""
    found = _ANY.search(words)
    return next((name for name, form in _EACH if form.fullmatch(found[0])), None) if found else None


def of_outlet(outlet: str | None) -> str | None:
    """The agency that an outlet is, if it is one."""
    if not outlet:
        return None
    host = outlet.lower().removeprefix("www.")
    if host in _HOSTS:
        return _HOSTS[host]
    return next((name for name, form in _EACH if form.fullmatch(outlet) and name not in {"CNN", "Bloomberg"}), None)


def of_report(outlet: str | None, seen: str | None, byline: str | None) -> str | None:
    """Whose text a report is: by its layout (``seen``), by a stated byline, or because the outlet is an agency.

    A publisher that marks its own copy like an agency ("(CNN) -" on CNN) credits nobody.
    """
    credit = seen or (named(byline) if byline else None) or of_outlet(outlet)
    if credit in {"CNN", "Bloomberg"} and outlet and credit.lower() in outlet.lower():
        return None
    return credit
