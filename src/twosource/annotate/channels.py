"""How a remark reached the reporter, as far as the attributing words tell: the channel and its name.

In: the words around a remark (its sentence without any content and without the source), the cue and the source. Out:
:class:`Told`: channel, the channel's name ("Twitter", "letter", "Fox News"), and the outlet it was told to or is
reported by. The words of the remark itself are never looked at. Most remarks tell nothing: "unstated".

What is only the occasion of a remark ("after his tweets", "in response to the statement") is not its channel.
Said *to* an outlet is "other-outlet" (in that outlet's own copy "interview"); said *on* a station "broadcast".
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from twosource.annotate import outlets
from twosource.model import Channel


class Told(NamedTuple):
    """What the words around a remark tell of its way."""

    channel: Channel = "unstated"
    name: str | None = None
    outlet: str | None = None


_SITES = {
    "twitter": "Twitter", "facebook": "Facebook", "instagram": "Instagram", "telegram": "Telegram", "weibo": "Weibo",
    "truth social": "Truth Social", "whatsapp": "WhatsApp", "tiktok": "TikTok", "youtube": "YouTube",
    "linkedin": "LinkedIn", "reddit": "Reddit", "vkontakte": "VKontakte", "vk": "VKontakte", "bluesky": "Bluesky",
    "mastodon": "Mastodon", "snapchat": "Snapchat", "x": "X",
}  # fmt: skip
_NAMES = r"Twitter|Facebook|Instagram|Telegram|Weibo|Truth Social|WhatsApp|TikTok|YouTube|LinkedIn|Reddit|VKontakte|VK"
_NAMES += r"|Bluesky|Mastodon|Snapchat|X"
_SITE = re.compile(
    r"\b(?:on|to|via|through|over|us(?:ed|es|ing)) (?:(?:his|her|its|their|the|an?|[\w.]+[’']s) )?(?:[a-z]+ ){0,2}"
    rf"(?P<on>{_NAMES})"
    r"\b(?![-’'&]|\s(?:and|&)\s(?-i:[A-Z]))"
    rf"|\b(?P<own>{_NAMES}) (?:post|page|message|video|live|account|feed|thread|status|stor(?:y|ies)|channel|statement"
    r"|rant|tirade|update|livestream|caption|user|exchange|response)s?\b|\((?P<handle>@)\w+\)",
    re.IGNORECASE,
)
_TWEET = re.compile(r"\b(?:re)?tweet(?:ed|s|ing|storms?)?\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\(@|\baccount\b|\bpost\b|\btweet|\bpage\b", re.IGNORECASE)
_IS_POST = re.compile(r"[’']s (?:[a-z]+ )?(?:posts?|tweets?)$")
_SOCIAL_ANY = re.compile(
    r"\b(?:on|via|to) social media\b|\b(?:an?|his|her|its|their) (?:online )?posts?\b(?!-)|\bcaptioned\b"
    r"|\bsocial[- ]media (?:posts?|messages?|pages?|accounts?|videos?|threads?)\b"
    r"|\b(?:said|wrote|written|posted) in a post\b",
    re.IGNORECASE,
)
_REPORTERS = re.compile(
    r"\b(?:told|telling|tells|spoke to|speaking to|spoke with|speaking with|addressed|asked by|pressed by|briefed) "
    r"(?:the |a group of |a handful of |some |travell?ing |local |foreign |assembled )*"
    r"(?:reporters|journalists|the (?:press|media)|newsmen)\b"
    r"|(?<!statement )\bto (?:reporters|journalists)\b|\b(?:reporters|journalists)[’'] questions?\b"
    r"|\bquestions? (?:from|by) (?:reporters|journalists)\b"
    r"|\b(?:news|press|media|joint) (?:conference|briefing|call|availability|gaggle)\b"
    r"|\b(?:told|in|at|during) (?:an?|the|his|her|their|its|[\w.]+[’']s) (?:[\w-]+ ){0,2}?"
    r"(?:daily|regular|weekly|televised|White House|background|Pentagon) briefing\b"
    r"|\bbriefing (?:with |for )?reporters\b|\bpresser\b|\bcall with (?:reporters|journalists)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\bin (?!response|reaction|reference|answer|contrast)(?:[\w’',.:-]+ ){0,7}?"
    r"(?<!court )(?<!opening )(?<!closing )(?<!victim )(?<!financial )statements?\b"
    r"|\b(?:issu|releas|publish|post|shar|provid|read|put|gave|mad|mak|sent|send)\w* (?:out )?(?:[\w’'-]+ ){0,4}?"
    r"(?<!court )(?<!opening )(?<!closing )statements?\b"
    r"|\bstatement (?:from|by|released|issued|posted|said|says|read|reads|sent|emailed|provided|attributed)\b"
    r"|\b(?:via|through|by|with) (?:an? )?(?:[\w-]+ )?statement\b"
    r"|\b(?:press|news|media) release\b|\bmedia advisory\b",
    re.IGNORECASE,
)
_RELEASE_SOURCE = re.compile(r"\b(?:statement|(?:press|news|media) release)s?\b", re.IGNORECASE)
_COURT_SOURCE = re.compile(
    r"^(?:[\w.’'-]+ ){0,5}?(?:[Cc]ourts?|[Jj]udges?|[Jj]ustices|[Jj]ury|[Ii]ndictments?|[Ll]awsuits?|[Ss]uits?"
    r"|[Aa]ffidavits?|[Tt]ribunal|[Mm]agistrate|[Jj]urors|[Ss]ubpoena"
    r"|Justice (?!Department|Minister|Ministry|Secretary)[A-Z]\w+)\b"
    r"(?! (?:analyst|reporter|correspondent|watcher|expert|spokes|official|historian))"
    r"(?![’']s (?!order|ruling|opinion))"
    r"|^(?:[\w.’'-]+ ){0,5}?(?:court|legal) (?:documents?|papers|filings?|records|briefs?)\b"
    r"|^(?:[\w.’'-]+ ){0,4}?(?:plea agreement|criminal complaint|(?:motion|complaint) filed|-page motion)\b"
)
_IN_COURT = re.compile(
    r"\b(?:in|during) (?:open |federal |district |the |a |an )*(?:[\w’'-]+ ){0,1}?court(?:room)?\b(?!’s|'s)"
    r"|\btold (?:the |a |an )?(?:[\w’'-]+ ){0,3}?(?:court|judge|jury|jurors|tribunal|inquest)\b"
    r"|\b(?:court|legal) (?:filing|papers|documents|records|order|brief|motion)s?\b"
    r"|\b(?:document|filing|motion|declaration|brief|complaint|petition)s? filed (?:\w+ ){0,3}?(?:in|with|to) "
    r"(?:[\w.’'-]+ ){0,6}?(?:court|motion)\b"
    r"|\bin (?:an?|the|his|her|their|its|that|this|one) (?:[\w’'.-]+ ){0,4}?"
    r"(?:lawsuit|indictment|affidavit|(?<!disciplinary )complaint|motion|emergency application|plea agreement"
    r"|legal brief|ruling|dissent"
    r"|concurrence|(?:majority|dissenting|concurring) opinion)\b(?! to)"
    r"|\b(?:at|during) (?:[\w’'-]+ ){0,3}?(?:court|bail|sentencing|arraignment|extradition|plea) hearing\b"
)
_OUT_OF_COURT = re.compile(r"\b(?:announc|th(?:ink|ought)|believ|hop|fear|plan|want|expect)\w*", re.IGNORECASE)
_RULING = re.compile(r"\b(?:ruled|rules|pleaded|dissented|sentenced)$")
_DOCUMENTS = (
    "letter|memo|memorandum|report|study|studies|survey|poll|filing|filings|documents?|email|e-mail|emails|note"
    "|book|memoir|website|web site|white paper|paper|research|cable|text messages?|manifesto|bill|proposal|papers"
    "|records|data|blog post|op-ed|essay|article|advisory|order|petition|guidance|investigation|audit|transcript"
    "|analysis|review|notice|motion|communiqu[eé]|draft|agreement|resolution|dossier|files|files|fact sheet|forecast"
)
_IN_DOCUMENT = re.compile(
    r"\b(?:in|by|via|according to|through)\s+(?:an?|the|his|her|their|its|this|that|one|another|[\w.]+[’']s)\s+"
    rf"(?:[\w’'.-]+\s+){{0,4}}?(?P<kind>{_DOCUMENTS})\b(?!\s+(?:stage|process|period|sale|meeting|session|phase))"
    r"|\bon (?:its|his|her|their|the) (?:[\w’'.-]+\s+){0,3}?(?P<site>website|web site|blog)\b"
    r"|\b(?:wrote|sent|signed|writing|sending) (?:in )?(?:an?|the|his|her|their) (?:[\w’'.-]+\s+){0,3}?"
    r"(?P<sent>letter|memo|email|e-mail|note|cable)\b"
    r"|\b(?:an?|the) (?:[\w-]+ )?(?P<from>letter|memo|email|e-mail|note|cable) from\s*(?:claim|say|stat|warn|ask)ing\b"
    r"|\b(?P<text>texted|text message|emailed|e-mailed)\b"
    r"|\bin (?:[\w’'-]+ ){0,2}?(?P<prepared>prepared (?:remarks|testimony))\b",
    re.IGNORECASE,
)
_IS_DOCUMENT = re.compile(
    r"^(?:(?!of\b|with\b|to\b|from\b|in\b|by\b|for\b|on\b|at\b|who\b|author\b)[\w’'.-]+ ){0,5}?"
    rf"(?P<kind>{_DOCUMENTS})\b"
    r"(?=$|,| (?:by|from|of|in|on|that|which|filed|obtained|released|published|seen|to|about|and|for"
    r"|conducted|reviewed|commissioned|posted|written|signed|with)\b)"
    r"|^(?:[\w’'.-]+ ){0,4}?(?:trove|cache|batch|tranche|leak) of (?:[\w’'.-]+ ){0,3}?"
    r"(?P<leaked>documents|files|papers|records|emails)$"
    r"|^(?:[\w’'.-]+ ){0,3}?(?P<orders>instructions|directives?|orders?|guidelines|minutes)"
    r" (?:seen|obtained|reviewed) by\b",
    re.IGNORECASE,
)
_PRESS_REPORTS = re.compile(
    r"^(?:(?:the|some|several|many|multiple|various|recent|earlier|local|state|[A-Z][\w-]+)\s+)*"
    r"(?:published|media|news|press|newspaper|earlier) reports?\b"
    r"|^(?:(?:some|several|multiple|unconfirmed) )?[Rr]eports$"
)
_SPEECH = re.compile(
    r"\b(?:in|during|at) (?:an?|the|his|her|their|its|[\w.]+[’']s) (?:[\w’'-]+ ){0,4}?"
    r"(?:speech|address|rally|keynote|sermon|lecture|testimony|remarks|convention|parliament|eulogy|homily)\b"
    r"|\bin (?:[\w’'-]+ ){0,3}?testimony\b"
    r"|\b(?:in|during|at) (?:[\w’'-]+ ){0,4}?(?:Senate|House|congressional|committee|confirmation) hearing\b"
    r"|\b(?:televised|national|inaugural|State of the Union) (?:speech|address)\b"
    r"|\btold (?:the |a |an |his |her |cheering )?(?:[\w-]+ )?(?:crowds?|audience|supporters|rally|parliament|delegates"
    r"|congregation|mourners|protesters|conference|convention)\b"
    r"|\btestified (?:before|to|at)\b",
    re.IGNORECASE,
)
_STATE_STATION = re.compile(r"\b(?:state|national|public)(?:-run)? (?:radio|television|TV)$", re.IGNORECASE)
_SPEECH_SOURCE = re.compile(r"^(?:[\w.’'-]+ ){1,4}(?:speech|address|testimony|sermon)$")
_BROADCAST = re.compile(
    r"\b(?:said|told|speaking|appeared|remarks|interview|announced|address) (?:[\w’'-]+ ){0,4}?on (?:[\w’'-]+ ){0,3}?"
    r"(?:television|TV|radio|podcast|broadcast)\b|\bon (?:the |a )?(?:air|podcast)\b|\b(?:tele|radio )?broadcast live\b"
)
_ON_STATION = re.compile(r"\b(?:on|during)\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?:[\w’'-]+\s+){0,2}?[“\"'‘]?$")
_STATION = re.compile(
    r"(?:BBC|CNN|MSNBC|CNBC|CBS|NBC|ABC|PBS|NPR|Fox|Sky|ITV|LBC|Al Jazeera|RT|CGTN|C-SPAN|\bTV|Television|Radio|Press"
    r"|Nation|America|Joe|Minutes|This Week|Union|Show|Today|Tonight|Breakfast|Newsnight|HBO)\b"
)
_INTERVIEW = re.compile(
    r"\b(?:in|during|for|gave|giving) (?:an?|the|his|her|their|another) (?:[\w’',-]+ ){0,5}?interview\b"
    r"|\binterview(?:s|ed)?\b(?! by\b)|\btold me\b|\b(?:said|reached) by (?:phone|telephone)\b|\bsaid over the phone\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:told|telling|tells|interview(?:s|ed)?|asked|speaking to|spoke to|spoke with)\b")
_FIRST_HAND = frozenset(["court", "document", "speech"])
"""Channels that an outlet that reports the remark does not replace."""
How = Literal["told", "aired", "reported"]
_MOST = 5
_LEADS_OUTLET = re.compile(r"^(?:The|A|An|Another|In|State-run)$|[’']s$|(?:ish|ese|an|ch|li|qi|ic)$")
_TOLD_PAPER = re.compile(
    r"\b(?:told|telling|interview with|statement to|email to) (?:an?|the|that) (?:[a-z-]+ ){0,2}"
    r"(?:paper|newspaper|magazine|station|network|broadcaster|news agency|outlet|agency|channel|website)\b"
    r"|\b(?:told|telling) (?:local|state|national|regional|foreign|[A-Z][\w-]+) (?:state )?"
    r"(?:media|newspapers|television|radio)\b"
)
_TOLD_OUTLET = re.compile(
    r"\b(?:told|telling|tells|tell|informed)\s+(?:[A-Za-z]*\s+)?(?:[Tt]he\s+)?"
    r"(?:(?:[a-z-]+\s+)?(?:newspaper|magazine|broadcaster|tabloid|news\s(?:agency|site|website|channel))\s+)?[“\"'‘]?$"
    r"|\b(?:interview(?:ed|s)?|[Ss]p(?:oke|eaks|eaking)|reports?|talk(?:ed|ing)|statements?|comments?|remarks?|e-?mail(?:ed)?|sa(?:id|ys|ying)"
    r"|quoted|published|op-ed|column|essay|article|wrote|writ(?:es|ing|ten)|appear(?:ed|ing|ance)|confirmed|aired|host(?:ed|s)?)"
    r"\s+(?:[\w’'-]+\s+){0,4}?(?:to|with|by|on|in|for|from)\s+(?:[A-Za-z]*\s+)?(?:[Tt]he\s+)?[“\"'‘]?$"
    r"|^[\s.,]*(?:[Oo]n|[Ii]n)\s+(?:[Tt]he\s+)?[“\"'‘]?$"
)
_REPORTED_BY = re.compile(
    r"\b(?:report(?:ed|s)|according to|citing|cited|seen by|obtained by|reviewed by|first reported|via)\s+"
    r"(?:[\w’'-]+\s+){0,3}?[“\"'‘]?$"
)
_OBTAINED = re.compile(r"\b(?:obtained|seen|reviewed|leaked)\b")
_REPORTS_BEHIND = re.compile(
    r"^[’'”\",]*\s+(?:first |previously |later |also )?(?:reported|reports|said|cit(?:ed|ing)|quot(?:ed|ing))\b"
)
_OCCASION = re.compile(
    r"\b(?:after|before|following|in response to|respond(?:ing|ed) to|react(?:ing|ed) to|referring to|prompting"
    r"|prompted|sparking|drawing|drew|amid|despite|ahead of|hours before|days before|denying|defending"
    r"|criticizing|criticising|comment(?:ing)? on|asked about|since|contradict\w+|accompanying|deleted) [^,.;:—–]*",
    re.IGNORECASE,
)


def told(rest: str, cue: str, source: str, own: tuple[str | None, ...]) -> Told:
    """The channel that the attributing words tell; ``rest`` are the words around without the source, ``own`` the names
    of the outlet that prints them.
    """
    outlet = is_outlet(source)
    if outlet:
        document = _IS_DOCUMENT.search(source)
        if document and _OBTAINED.search(source):
            return Told("document", _kind(document), None if _ours(outlet, own) else outlet)
        return Told() if _ours(outlet, own) else Told("other-outlet", outlet)
    if station := _STATE_STATION.search(source):
        name = source[4:] if source.lower().startswith("the ") else source
        return Told("broadcast", name if station.start() else None)
    if _PRESS_REPORTS.search(source) or outlets.is_generic(source):
        named = outlets.find(source)
        return Told("other-outlet", named[0].name if named else None)
    return _around(_OCCASION.sub(" ", rest), cue, source, own)


def _around(rest: str, cue: str, source: str, own: tuple[str | None, ...]) -> Told:
    """The channel of a remark whose source is no outlet."""
    heard, how = _listener(rest)
    if _told_us(rest, heard, own):
        return Told("interview")
    through = None if heard is None or _ours(heard, own) else heard
    passed_on = through if how == "reported" else None
    social = _social(f"{rest} {cue} {source if _ACCOUNT.search(source) else ''}")
    if social or _IS_POST.search(source):
        return (social or Told("social-post"))._replace(outlet=passed_on)
    if _REPORTERS.search(rest):
        return Told("press-conference", None, passed_on)
    plain = _plain(rest, cue.lower(), source)
    if heard is None:
        said = plain.channel == "unstated" and _TOLD_PAPER.search(rest)
        return Told("other-outlet") if said else plain
    document = how == "reported" or _IS_DOCUMENT.search(source)
    if plain.channel == "press-release" or (plain.channel in _FIRST_HAND and document):
        return plain._replace(outlet=through)
    if through is None:
        return Told("interview") if how == "told" else plain
    return Told("broadcast", through) if how == "aired" else Told("other-outlet", through, through)


def _plain(rest: str, cue: str, source: str) -> Told:
    """Channels without an outlet."""
    if _RELEASE.search(rest) or _RELEASE_SOURCE.search(source):
        return Told("press-release")
    if _IN_COURT.search(rest) or _RULING.search(cue):
        return Told("court")
    if _INTERVIEW.search(rest):
        return Told("interview")
    if _COURT_SOURCE.search(source) and not _OUT_OF_COURT.search(cue):
        return Told("court")
    if document := _IS_DOCUMENT.search(source):
        return Told("document", _kind(document))
    if document := _IN_DOCUMENT.search(f"{rest} {cue}"):
        kind = _kind(document)
        return Told("document", {"texted": "text message", "emailed": "email"}.get(kind, kind))
    if _SPEECH.search(rest) or _SPEECH_SOURCE.search(source):
        return Told("speech")
    return Told("broadcast") if _BROADCAST.search(rest) else Told()


def _kind(document: re.Match[str]) -> str:
    """What a document is called: the one group of its pattern that matched."""
    called: str = next(filter(None, document.groups()))
    return called.lower()


def _social(words: str) -> Told | None:
    found = _SITE.search(words)
    name = found and (found["on"] or found["own"])
    if _TWEET.search(words) or (found and found["handle"]):
        return Told("social-post", "Twitter")
    if name and (name.lower() != "x" or name == "X"):
        return Told("social-post", _SITES[name.lower()])
    return Told("social-post") if _SOCIAL_ANY.search(words) else None


_PERSON = re.compile(
    r"\b(?:former|ex-\w+|columnist|spokes\w+|host|anchor|commentator|contributor|owner|publisher|executive|employee|lawyer"
    r"|attorney|chief|director|president|viewers?|readers?|subscribers?)s?\b"
)
"""What tells that a source is somebody of an outlet, who does not speak for what it reports."""


def is_outlet(source: str) -> str | None:
    """The outlet that a source names, if the source is that outlet, its report or its staff without a name."""
    found = outlets.find(source)
    if not found:
        return None
    before = re.findall(r"[^\W_][\w’'-]*", outlets.EPITHET.sub("", source[: found[0].start]))
    behind = re.findall(r"[^\W_][\w’'-]*", source[found[0].end :])
    if _PERSON.search(source[: found[0].start]) or _PERSON.search(source[found[0].end :].split(",", maxsplit=1)[0]):
        return None
    plain = all(word.islower() or _LEADS_OUTLET.search(word) for word in before)
    staff = all(word.islower() for word in behind) or source[found[0].end : found[0].end + 1] == ","
    return found[0].name if plain and staff and len(before) <= _MOST else None


_OF_SOMEBODY = re.compile(
    r"\b(?:blam|criti[cq]|prais|attack|accus|denounc|condemn|thank|congratulat|slam|blast|mock|announc|reveal|unveil|defend"
    r"|welcom|confirm|express|den(?:y|ied|ies))\w*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:in (?:an? )(?:[\w’'-]+ ){0,3}?(?:post|message|tweet|statement|letter|interview|speech)\b"
    r"|on (?:Twitter|Telegram|Facebook|Instagram|X)\b)[^.,;:\"“”]{0,60}[.\"”]?$"
)
REACH = 160
"""Characters at the end of a content that are looked at."""


def behind(cue: str, content: str) -> str:
    """The words at the end of a content that belong to the act: "blamed [the wind in a message on Telegram]"."""
    if not _OF_SOMEBODY.search(cue) or content[:1] in "\"“‘'":
        return ""
    found = _TAIL.search(content[-REACH:])
    return found[0] if found else ""


def is_document(source: str) -> bool:
    """Whether a source is a document: "a report by the council", "court papers"."""
    return bool(_IS_DOCUMENT.search(source))


def _listener(words: str) -> tuple[str | None, How]:
    """The outlet that was told, on whose air it was said, or that reports it."""
    asked = bool(_ASKING.search(words))
    for found in outlets.find(words):
        before = words[max(0, found.start - 60) : found.start]
        if not asked and _ON_STATION.search(before) and _STATION.search(words[found.start : found.end + 20]):
            return found.name, "aired"
        if _REPORTED_BY.search(before) or _REPORTS_BEHIND.search(words[found.end :]):
            return found.name, "reported"
        if _TOLD_OUTLET.search(before):
            return found.name, "told"
    return None, "told"


_TO_THE = re.compile(r"\btold [Tt]he (?P<name>[A-Z][\w’'-]+)(?! [A-Z])")


def _told_us(words: str, heard: str | None, own: tuple[str | None, ...]) -> bool:
    """Whether somebody told the outlet that prints it, under the last word of its name ("told the Ledger"), and no
    other is told to have heard it.
    """
    told = {match["name"] for match in _TO_THE.finditer(words)}
    short = told & {name.split(" ")[-1] for name in own if name}
    return bool(short) and (heard is None or heard.removeprefix("The ") in short)


def _ours(name: str, own: tuple[str | None, ...]) -> bool:
    return any(outlets.same(name, mine) for mine in own)
