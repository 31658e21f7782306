"""News agencies by the names reports credit them under.

In: the words of a credit, byline, dateline or outlet. Out: the agency's usual short name, or None. This says only
that an agency is *named*; whether a report is its copy is for ``copies`` and ``origins`` to decide.
"""

from __future__ import annotations

import re

_NAMES: dict[str, tuple[str, ...]] = {
    "AAP": ("AAP", "Australian Associated Press"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "ANI": ("ANI", "Asian News International"),
    "ANSA": ("ANSA",),
    "AP": ("AP", "Associated Press"),
    "Bloomberg News": ("Bloomberg News",),
    "Canadian Press": ("Canadian Press",),
    "CNA": ("Catholic News Agency",),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE",),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "Interfax": ("Interfax",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "PA": ("PA", "Press Association", "PA Media"),
    "PTI": ("PTI", "Press Trust of India"),
    "Reuters": ("Reuters", "Thomson Reuters"),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "TASS": ("TASS", "ITAR-TASS"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua",),
    "Yonhap": ("Yonhap",),
}
_SHORT_OF = {name: short for short, names in _NAMES.items() for name in names}
_FOLDED = {name.casefold(): short for name, short in _SHORT_OF.items() if not name.isupper()}
_ANY = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(_SHORT_OF, key=lambda n: (-len(n), n))) + r")(?!\w)"
)


def named_in(words: str) -> str | None:
    """The agency that the words name first, by its usual short name. Short forms count in capitals only."""
    found = _ANY.search(words)
    return _SHORT_OF[found[0]] if found else None


def named(outlet: str) -> str | None:
    """The agency whose name these words are, article and case aside ("the Associated Press" -> "AP")."""
    name = " ".join(outlet.split())
    for prefix in ("the ", "The "):
        name = name.removeprefix(prefix)
    return _SHORT_OF.get(name) or _FOLDED.get(name.casefold())
