"""Bylines: the people (or bodies) that a page names as its authors, without what stands around their names.

In: texts that name authors, as pages give them ("By Ada Quill, Staff Reporter | Updated 3 March"). Out: names. Left
out: addresses, handles, dates, roles ("staff reporter"), "By", the outlet's own name where people are named too, and
what is no name at all ("admin").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

_BEFORE = r"(?:written|posted|story|words|reported|published|article|text|report|interview|pressemitteilung)"
_BY = re.compile(
    rf"^(?:[\w ,]{{0,30}}\b{_BEFORE}\s+)?(?:by|von|por|par|di|door|av|af)\s*:?\s+"
    r"|^(?:autor(?:in|es)?|authors?|text|redaktion|interview|foto|escrito por|publicado por|автор)\s*:\s*",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:(?:[Ww]ritten|[Pp]osted|[Ss]tory|[Ww]ords|[Rr]eported|[Tt]ext) )?"
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|Di|Door)[: ] ?[^\W\d_a-z]"
)
_LONGEST_LINE = 120
_CUT = re.compile(r"\s*(?:;|\||•|·|\n|\t|\s[–—/]\s|\s-\s|,| and | und | y | et | e | & | with )\s*")
_AFTER = re.compile(
    r"\s+(?:am|on|at|in|vom|le|el|il|den)$|\s*\(.*$|\s*(?:\b(?:published|updated|posted|last|on|at)\b.*\d.*|\b\d{1,2}[:./]\d{1,2}.*|\b(?:19|20)\d\d\b.*)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|journalist|staff|columnist|contributor|producer|author|follow|email|"
    r"e-mail|more from|view all|see all|posts?|profile|updated|published|minutes?|read|share|comments?|"
    r"redakteur(?:in)?|redacteur|journaliste|corresponsal|special to|bureau|desk|opinion|subscribe|contact|bio|"
    r"photograph(?:y|er|s)?|fotos?|photos?|video|january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NOBODY_AT_ALL = (
    "admin administrator editor editorial webmaster redaktion redacción redaccion redação redazione rédaction author"
    " unknown none null staff guest anonymous user wordpress root online web news team super autor name text"
    " monday tuesday wednesday thursday friday saturday sunday"
)
_NOBODY = frozenset(_NOBODY_AT_ALL.split())
_LONGEST_NAME = 60
MOST = 8
"""More names than these are a list of something else."""


def people(texts: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The names in some texts, in their order, each once."""
    out: list[str] = []
    for text in texts:
        for part in _CUT.split(_BY.sub("", " ".join(unescape(text).split()))):
            name = _name(part)
            if name and name.lower() not in {each.lower() for each in out}:
                out.append(name)
    site = _plain(outlet or "")
    named = [name for name in out if not site or _plain(name) not in site]
    return tuple(named) if len(out) <= MOST else ()


def by(lines: Iterable[str]) -> tuple[str, ...]:
    """The names of the first line that begins with "By" and goes on with a name."""
    for line in lines:
        found = _LINE.match(line) if len(line) <= _LONGEST_LINE else None
        words = [word for word in line.split() if word[0].isalpha()]
        if 2 * sum(word[0].isupper() for word in words) < len(words):
            continue  # "By Monday, all was over" is a sentence
        names = people([line[found.end() - 1 :]]) if found else ()
        if names:
            return names
    return ()


def _name(part: str) -> str | None:
    """A part of a byline as a name; None if it is none."""
    words = _AFTER.sub("", _BY.sub("", part.strip())).strip(" .,:;-–—|/*\"'")
    if not words or len(words) > _LONGEST_NAME or len(words.split()) > 6:  # noqa: PLR2004
        return None
    if "@" in words or "://" in words or "www." in words or "/" in words or any(char.isdigit() for char in words):
        return None
    if words.lower() in _NOBODY or _ROLE.search(words):
        return None
    if words.isupper() and " " in words:
        words = words.title()
    capital = words[0].isalpha() and any(char.isupper() for char in words)
    return words if capital or not words.isascii() else None


def _plain(name: str) -> str:
    return re.sub(r"\W+", "", name.lower())
