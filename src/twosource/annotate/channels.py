"""How a remark reached the reporter, as far as the attributing words tell: the channel and its name.

In: the words around a remark (its sentence without the content), the cue and the source. Out: :class:`Told`: channel,
the channel's name ("Twitter", "letter", "Fox News"), and the outlet it was told to or is reported by. The words of the
remark itself are never looked at. Most remarks tell nothing: "unstated".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.annotate import outlets
from twosource.model import Channel


class Told(NamedTuple):
    """What the words around a remark tell of its way."""

    channel: Channel = "unstated"
    name: str | None = None
    outlet: str | None = None


_SOCIAL = (
    (re.compile(r"\b(?:re)?tweet(?:ed|s|ing)?\b|\bTwitter\b|\(@\w+\)", re.IGNORECASE), "Twitter"),
    (re.compile(r"\bFacebook\b"), "Facebook"),
    (re.compile(r"\bInstagram\b"), "Instagram"),
    (re.compile(r"\bTelegram\b(?!\s+(?:and|&)\s+\w+)"), "Telegram"),
    (re.compile(r"\bTruth Social\b"), "Truth Social"),
    (re.compile(r"\bWeibo\b"), "Weibo"),
    (re.compile(r"\bWhatsApp\b"), "WhatsApp"),
    (re.compile(r"\bTikTok\b"), "TikTok"),
    (re.compile(r"\bYouTube\b"), "YouTube"),
    (re.compile(r"\bLinkedIn\b"), "LinkedIn"),
    (re.compile(r"\bReddit\b"), "Reddit"),
    (re.compile(r"\bVKontakte\b|\bVK\b"), "VKontakte"),
    (re.compile(r"\b(?:on|to|via) X\b(?!-)"), "X"),
)
_ACCOUNT = re.compile(r"\(@|\baccount\b|\bpost\b|\btweet|\bpage\b", re.IGNORECASE)
_SOCIAL_ANY = re.compile(r"\bsocial media\b|\b(?:said|wrote|written|posted) in a post\b|\bposted\b", re.IGNORECASE)
_REPORTERS = re.compile(
    r"\b(?:told|telling|tells|to|with) (?:the )?(?:reporters|journalists|the press)\b"
    r"|\b(?:news|press) (?:conference|briefing)|\bbriefing\b|\bpresser\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\bstatement\b|\bstatements\b|\b(?:press|news) release\b|\bcommuniqu[eé]\b|\bmedia advisory\b", re.IGNORECASE
)
_COURT_SOURCE = re.compile(
    r"^(?:[\w.’'-]+ ){0,5}?(?:[Cc]ourts?|[Jj]udges?|[Jj]ustices|[Jj]ury|[Ii]ndictments?|[Ll]awsuits?|[Aa]ffidavits?"
    r"|[Tt]ribunal|[Mm]agistrate|[Jj]urors|Justice (?!Department|Minister|Ministry|Secretary)[A-Z]\w+)\b"
    r"(?! (?:analyst|reporter|correspondent|watcher|expert|spokes|official|documents?|papers|filings?|records))"
)
_IN_COURT = re.compile(
    r"\b(?:in|to|before) (?:open |the |a |an )?(?:[\w’'-]+ ){0,3}?"
    r"(?:court|hearing|trial|lawsuit|indictment|affidavit|complaint)\b"
    r"|\bcourt (?:filing|papers|documents|hearing|records|order)s?\b"
    r"|\bin (?:his|her|their|its|the|a) (?:majority |dissenting |concurring )?(?:opinion|ruling|dissent|decision)\b"
)
_COURT_CUES = frozenset(["ruled", "rules", "indicted", "pleaded", "dissented"])
_DOCUMENTS = (
    "letter|memo|memorandum|report|study|studies|survey|poll|filing|filings|documents?|email|e-mail|emails|note"
    "|book|website|web site|white paper|paper|research|cable|text message|manifesto|bill|proposal|papers|records|data"
    "|op-ed|essay|article|advisory|order|petition|guidance|investigation|audit|transcript|analysis|review|notice|motion"
)
_IN_DOCUMENT = re.compile(
    r"\b(?:in|by|from|of|on|according to)\s+(?:an?|the|his|her|their|its|this|that)\s+(?:[\w’'.-]+\s+){0,4}?"
    rf"(?P<kind>{_DOCUMENTS})\b",
    re.IGNORECASE,
)
_IS_DOCUMENT = re.compile(
    r"^(?:(?!of\b|with\b|to\b|from\b|in\b|by\b|for\b|on\b|at\b|who\b|author\b)[\w’'.-]+ ){0,5}?"
    rf"(?P<kind>{_DOCUMENTS})\b"
    r"(?=$|,| (?:by|from|of|in|on|that|which|filed|obtained|released|published|seen|to|about|and|for"
    r"|conducted|reviewed|commissioned|posted|written|signed)\b)",
    re.IGNORECASE,
)
_PRESS_REPORTS = re.compile(
    r"\b(?:published|media|news|press|some|several|local|newspaper|earlier) reports?\b|^[Rr]eports$"
)
_SPEECH = re.compile(
    r"\b(?:in|during|at|to) (?:an?|the|his|her|their|its) (?:[\w’'-]+ ){0,4}?"
    r"(?:speech|address|rally|keynote|sermon|lecture|testimony|remarks|podium|convention|ceremony|memorial|parliament|summit|forum|event)\b"
    r"|\b(?:speech|address)\b"
    r"|\btold (?:the |a )?(?:crowd|audience|supporters|rally|parliament|delegates|lawmakers|congress)\b",
    re.IGNORECASE,
)
_BROADCAST = re.compile(r"\b(?:televised|television|TV|radio|broadcast|podcast|on air|on-air)\b")
_INTERVIEW = re.compile(r"\binterview(?:s|ed|er)?\b|\btold me\b|\bby (?:phone|telephone)\b", re.IGNORECASE)
_MOST = 5
_LEADS_OUTLET = re.compile(r"^(?:The|A|An|Another|In|State-run)$|[’']s$|(?:ish|ese|an|ch|li|qi|ic)$")
_TOLD_OUTLET = re.compile(
    r"(?:\b(?:told|telling|tells|tell|informed|to|with|by|on|in|for|from|at|as)\s+(?:[A-Za-z]*\s+)?(?:the\s+|The\s+)?)$"
)
_REPORTED_BY = re.compile(
    r"\b(?:report(?:ed|s)|according to|citing|cited|seen by|obtained by|reviewed by|first reported)\b"
)


def told(words: str, cue: str, source: str, own: tuple[str | None, ...]) -> Told:
    """The channel that the attributing words tell; ``own`` are the names of the outlet that prints them."""
    document = _IS_DOCUMENT.search(source)
    if outlet := is_outlet(source):
        if document and _REPORTED_BY.search(source):
            return Told("document", document["kind"].lower(), None if _ours(outlet, own) else outlet)
        return Told() if _ours(outlet, own) else Told("other-outlet", outlet)
    if _PRESS_REPORTS.search(source) or outlets.is_generic(source):
        return Told("other-outlet")
    rest = words.replace(source, " ", 1) if source else words
    social = _social(f"{rest} {cue} {source if _ACCOUNT.search(source) else ''}")
    if social:
        return social
    if _REPORTERS.search(rest):
        return Told("press-conference")
    listener = _listener(rest)
    if listener and not document:
        return Told("interview") if _ours(listener, own) else Told("other-outlet", listener, listener)
    return _plain(rest, cue.lower(), source)._replace(outlet=listener if document else None)


def _plain(rest: str, cue: str, source: str) -> Told:
    """Channels without an outlet."""
    if _RELEASE.search(rest) or _RELEASE.search(source):
        return Told("press-release")
    if _COURT_SOURCE.search(source) or _IN_COURT.search(rest) or cue in _COURT_CUES:
        return Told("court")
    document = _IN_DOCUMENT.search(rest) or _IS_DOCUMENT.search(source)
    if document:
        return Told("document", document["kind"].lower())
    if _SPEECH.search(rest):
        return Told("speech")
    if _INTERVIEW.search(rest):
        return Told("interview")
    return Told("broadcast") if _BROADCAST.search(rest) else Told()


def _social(words: str) -> Told | None:
    for pattern, name in _SOCIAL:
        if pattern.search(words):
            return Told("social-post", name)
    return Told("social-post") if _SOCIAL_ANY.search(words) else None


def is_outlet(source: str) -> str | None:
    """The outlet that a source names, if the source is that outlet, its report or its staff without a name."""
    found = outlets.find(source)
    if not found:
        return None
    before = re.findall(r"[^\W_][\w’'-]*", source[: found[0].start])
    behind = re.findall(r"[^\W_][\w’'-]*", source[found[0].end :])
    plain = all(word.islower() or _LEADS_OUTLET.search(word) for word in before)
    staff = all(word.islower() for word in behind) or source[found[0].end : found[0].end + 1] == ","
    return found[0].name if plain and staff and len(before) <= _MOST else None


def _listener(words: str) -> str | None:
    """The outlet that was told, that did the interview, or that reports it."""
    for found in outlets.find(words):
        before = words[max(0, found.start - 40) : found.start]
        if _TOLD_OUTLET.search(before) or _REPORTED_BY.search(before):
            return found.name
    return None


def _ours(name: str, own: tuple[str | None, ...]) -> bool:
    return any(outlets.same(name, mine) for mine in own)
