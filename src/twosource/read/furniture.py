"""What a line that is no part of a report looks like: tables of rules, each a kind and its patterns.

In: a line (or, in hard-wrapped text, a paragraph) without the white space around it. Out: its kind, or None. A rule
sees one line; what depends on other lines (repetition, lists under a heading, lines without an end) is in
:mod:`twosource.read.sections`. Patterns are anchored or bounded, so that they are linear; lines longer than
:data:`LONGEST` are running text, whatever they say, but for galleries: so long may each of their captions be.

Counter-examples that shaped the rules: "Update: the court has ruled ..." and "Background: ..." are paragraphs of
blogs; "In a stunning new image, ..." and "A letter from the dean ..." open reports; a paragraph that ends in
"(Related: ...)" is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from twosource.lexicon import persons
from twosource.model import MarkKind
from twosource.read.agencies import NAME

LONGEST = 1_200
"""Characters of the longest line that can be furniture: captions with their credits are the longest."""
SHORT = 220
"""Characters of the longest line of a kind that has no business being long (share, navigation)."""
_TAIL = 240
"""Characters at the end of a line that a picture credit may take."""


@dataclass(frozen=True)
class Rule:
    """A kind, the form that shows it, and the longest line it can be."""

    kind: MarkKind
    form: str
    flags: int
    longest: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a line is looked at: all take a fifth of a second, for which nothing else is to wait."""
        return re.compile(self.form, self.flags)


def _rule(kind: MarkKind, *patterns: str, longest: int = LONGEST, case: bool = False) -> Rule:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Rule(kind, joined, 0 if case else re.IGNORECASE, longest)


_PERSON = r"(?:[^\W\d_a-z][\w.’'-]*)(?: [^\W\d_a-z][\w.’'-]*){0,4}"
_FULL = r"[^\W\d_a-z][\w.'’-]* [^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}"
_PICTURE_AGENCY = (
    rf"(?:{NAME}|EPA(?:-EFE)?|Getty(?: Images)?|Shutterstock(?:\.com)?|i?Stock(?:photo)?|Alamy|Corbis"
    r"|Rex(?: Features| Shutterstock)?|REX|WireImage|FilmMagic|ZUMA(?: Press)?|Polaris|Magnum(?: Photos)?"
    r"|Sipa(?: USA)?|NurPhoto|SOPA Images|Pool|POOL|Flickr|Wikimedia(?: Commons)?|Wikipedia|Unsplash|MAXPPP"
    r"|Barcroft(?: Media)?|Newscom|Redux|SWNS(?:\.com)?|BACKGRID|MEGA|Splash(?: News)?|Screenshot|Screengrab"
    r"|LANDOV|Landov|Agencies|File|FILE|Handout|HANDOUT)"
)
_DAYS_AND_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
_SERVICE = (
    r"(?:share|tweet|pin|email|e-mail|print|comments?|facebook|twitter|whatsapp|linkedin|reddit|copy link|save"
    r"|flipboard|pinterest|messenger|telegram|google\+?)"
)
_REPORT = r"(?:story|report|article|post|piece|headline|item|column|page|version|transcript)"
_LEAD = r"[-–—*•_ (\[]{0,3}"

WHOLE: tuple[Rule, ...] = (
    _rule(
        "navigation",
        r"advertise?ments?:?(?: [-–—] )?(?:,? ?(?:continue|story continues|scroll)[a-z ]{0,40})?",
        r"(?:continue|keep) reading(?: below| the main story| this| more)?[.…:]*",
        r"(?:the )?(?:story|article) continue[sd](?: below)?(?: (?:the |this )?(?:advert\w*|video|gallery|ad))?[.…]*",
        r"(?:skip|skip to|back to|return to|go to|jump to) [a-z ]{2,40}",
        r"sponsored(?: content| by [\w ]{2,40})?|promoted(?: content)?|paid content|partner content",
        r"(?:click|tap|press) (?:here|below|on)\b.{0,160}",
        r"[\W_]+|\d{9,}",
        r"(?:show|load|view|see|hide|expand|read)(?: \d+)? (?:more|all|comments?|less|full (?:story|article))"
        r"(?: comments)?",
        r"(?:previous|next)(?: (?:slide|article|story|image|photo))?|menu|search|log ?in|sign in|register|close|home",
        r"loading[.… ]*|remind me later\.?|please wait[.… ]*|no thanks\.?|not now\.?|accept(?: all)?(?: cookies)?",
        r"(?:opinion|analysis|commentary|news analysis|analysis/opinion|exclusive|breaking(?: news)?|live|update):?",
        r"\d+ min(?:ute)?s?[ -]read|reading time.{0,30}|\d+ (?:minute|hour|day|week|month|year)s? ago",
        longest=SHORT,
    ),
    _rule(
        "media",
        r"(?:watch|listen|play|video|audio|slideshow|gallery|photos?|pictures|images|live ?stream|podcast)"
        r"(?: (?:video|audio|now|live|here|gallery|below|above|again))?(?: ?\(\d+ ?[a-z]*\))?:?",
        r"(?:scroll|swipe) (?:down|below|up|through)(?: for| to)?.{0,60}",
        r"(?:photos|pictures|images|video|in pictures|photo gallery|slideshow):? ?"
        r"\(?\d+ ?(?:images|photos|pictures)?\)?",
        r"(?:embedded |youtube |related |must |featured )?video(?: (?:player|unavailable|of the day|transcript))?",
        longest=SHORT,
    ),
    _rule(
        "share",
        rf"{_SERVICE}(?:[\s|/,·•]+(?:{_SERVICE}|x|on|via|by|this|\d+)){{0,12}}",
        r"\d[\d,.]*[km]? (?:shares|comments|views|likes|retweets)",
        longest=SHORT,
    ),
    _rule(
        "related",
        r"(?:related|more on this(?: story| topic)?|you may also like|see also|recommended|most read|trending"
        r"|most popular|editor['’]?s['’]? (?:picks?|choice)|more (?:stories|news)(?: from.{0,40})?|top stories"
        r"|also read|read also|what to read next|up next|elsewhere on.{0,40}|around the web|learn more|more"
        r"|(?:related|more) (?:coverage|articles?|stories|content|topics|news|links|reading|internet links|posts)"
        r"|read (?:more|next|also|this)(?: (?:from|at|on) .{2,60})?):?",
        r"(?:https?://|www\.)\S+",
        longest=SHORT,
    ),
    _rule(
        "highlights",
        r"(?:story |article )?highlights|key (?:points|takeaways|facts)|at a glance|the gist",
        longest=SHORT,
    ),
)
"""The whole line matches."""

STARTS: tuple[Rule, ...] = (
    _rule(
        "caption",
        r"(?:file|handout|pool|stock) (?:photo|image|picture|photograph|footage)s?\b",
        r"(?:image|media|picture) (?:copyright|caption|source)\b",
        r"enlarge (?:this )?image\b|toggle caption\b|hide caption\b|(?:facebook|twitter) (?:twitter|pinterest) ",
        r"pictured(?: here| above| below)?(?: \([^)]{1,20}\))?[:,]",
        r"this (?:(?:undated|file|handout|still|aerial|combination) )?(?:photo|image|picture|photograph|frame grab"
        r"|video grab)s?(?:,| provided| released| taken| made| shot| obtained| shows| from| by| posted| distributed)",
        r"in (?:this|an? (?:undated|file|handout|still|combination))\b(?:,? (?:[a-z]{3,12}\.?|\d{1,4}(?:st|nd|rd|th)?)"
        r",?){0,8}? (?:photo|image|picture|photograph|frame grab|video grab|frame|still|courtroom sketch|artist['’]s?"
        r" \w+)s?(?:,| provided| released| taken| made| shot| obtained| shows?| from| by| posted| distributed"
        r"| combination)",
    ),
    _rule(
        "caption",
        r"(?:cover |main |lead |header |featured? |top )?(?:image|photo(?:graph)?|picture|illustration)s?"
        r"(?: credit| source| copyright| caption| courtesy(?: of)?)? ?[:©]",
        r"(?:photo|image|photograph|illustration)s? (?:by|credit|courtesy(?: of)?|via)[: ].{0,120}$",
        r"(?:caption|credit|photographer)(?: \([^)]{1,20}\))?:",
        longest=300,
    ),
    _rule(
        "caption",
        r"(?:FILE|HANDOUT)\b ?(?:\([^)]{1,40}\) ?)?[-–—:/]",
        r"CLOSE (?=[A-Z])",
        r"\d{1,3} (?:of|/) \d{1,3} (?=(?:This|In|FILE|File|An?|The [a-z]+|Photos?|Image)\b)",
        r"(?:AP|Getty|REUTERS|Reuters|AFP) Photos? (?=[A-Z])",
        case=True,
    ),
    _rule(
        "caption",
        r".{0,300}?[A-Z][\w’'-]+, (?:(?:far|second from|third from|at|top|bottom|front|back) )?"
        r"(?:left|right|center|centre),",
        r".{0,300}?\((?:left|right|centre|center|L-R|\d(?:st|nd|rd|th) [LR]|from left)\)",
        longest=500,
        case=True,
    ),
    _rule("notice", rf"{persons.LABEL}, (?:HOST|BYLINE|ANCHOR|CORRESPONDENT):$", case=True),
    _rule("highlights", r"(?:Story )?(?:Highlights|HIGHLIGHTS|highlights)(?= [A-Z])", case=True),
    _rule("related", r"(?:Read|READ) (?:More|MORE|more) (?=[A-Z‘“])|(?:MOST|Most) (?:READ|Read) (?=[A-Z])", case=True),
    _rule(
        "media",
        r"media playback is (?:un|not )supported",
        r"(?:just|must) watch(?:ed)?\b|(?:play|embed) video\b",
        r"(?:watch|listen|video|podcast|gallery|photos|slideshow|in pictures|live blog|live updates|timeline|graphic)"
        r"(?: (?:below|above|live|now|here|again))? ?[:|]",
        r"(?:watch|check out) (?:the |this |a |more )?(?:full |entire |complete |raw |related )?"
        r"(?:video|clip|interview|footage|exchange|segment|report|gallery|photos?|slideshow|trailer|speech)\b.{0,90}$",
        r"(?:watch|listen) (?:to )?.{0,80}\b(?:below|above|here)\b[:.!]?$",
        r"(?:your|this) (?:browser|device) (?:does not|doesn['’]t|is not|cannot)",
        r"to view this video",
        longest=700,
    ),
    _rule(
        "appeal",
        r"(?:sign[- ]?up|subscribe)(?: now| today| here)?(?: for| to| with)? (?:our|the|your|get|receive|daily|free"
        r"|breaking|newsletters?|updates|alerts|emails?|notifications|us|more|unlimited)\b",
        r"(?:sign[- ]?up|subscribe) (?:for|to) .{2,80}(?:newsletter|podcast|channel|alerts?|updates)\b",
        r"(?:newsletters?|emails?|alerts?) sign[- ]?up|.{0,60}\bnewsletters?\b.{0,20}\bsign ?up\b",
        r"interested in .{1,80}\? ?add ",
        r"(?:get|receive|want) .{0,80}\b(?:in your inbox|to your inbox|newsletter|delivered|free app|news alerts?)\b",
        r"(?:if you would like|want|to) (?:to )?(?:receive|get) .{0,80}\b(?:sign up|subscribe|click)\b",
        r"(?:please )?(?:support|donate to|contribute to|help (?:us|support|fund)) (?:our|us|the|independent|quality"
        r"|free|public|local|good) .{0,60}\b(?:journalism|our work|newsroom|reporting|newspaper|mission)\b",
        r"(?:please )?(?:donate|make a donation|become a member|join us|join our)\b(?! forces)",
        r"(?:download|get|install) (?:the|our) .{0,40}\bapps?\b",
        r"click here (?:to|for)\b",
        r"(?:an? )?(?:message|letter|note) from (?:the |our )?(?:editors?|publisher|newsroom|team)\b",
        r"(?:an? )?message from .{2,60}:$",
        r"dear (?:reader|readers|friend|friends|supporter|supporters)\b",
        r"send (?:news )?(?:tips|your)\b|got (?:an? )?(?:news )?tips?\b|we pay for (?:your )?(?:stories|videos)",
        r"(?:do )?you (?:have|know) .{0,60}\b(?:tip|story|information)\b.{0,40}\?",
        r"(?:have|got|do you have) (?:a |any )?.{0,50}\?\s+(?:e-?mail|contact|call|write|text|let us|join us)",
        r"(?:if )?you (?:like|enjoy(?:ed)?) (?:this|our|what)\b.{0,60}(?:share|support|subscri|donat|follow|newsl)",
        r"thanks? (?:you )?for (?:reading|subscribing|signing|your (?:support|interest))",
        r"(?:this|our) (?:content|journalism|work|reporting) (?:is|was) (?:made possible|created by|available|funded)",
        r"content created by\b",
        r"the (?:views|opinions)\b.{0,60}\b(?:expressed|their own|the authors?['’]s?)|opinions expressed",
        r"celebrating \d+ years of\b",
        r"(?:limited[- ]time|special) offer\b|(?:already )?a (?:member|subscriber)\?",
        r"this (?:article|story|content) is (?:only )?(?:available )?(?:for|to) (?:subscribers|members)",
        longest=900,
    ),
    _rule(
        "share",
        r"(?:share|read or share|tweet|print|e-?mail) (?:this|the|on|via|it)\b.{0,90}(?:[:.…]|story|article|post|$)",
        r"(?:please )?(?:like|follow|find|join|friend|visit) (?:us|me|our)\b.{0,60}\b(?:facebook|twitter|instagram|page"
        r"|website|site|youtube|telegram|linkedin|whatsapp|channel)\b",
        r"follow .{1,90}\b(?:on|at|:) ?(?:twitter|facebook|instagram|x|telegram|youtube|linkedin|threads|https?:|@)",
        r"follow (?:@|https?:)\S+|(?:on |via )?(?:twitter|instagram|facebook|x):? @\w+",
        longest=SHORT,
    ),
    _rule(
        "related",
        r"[(\[]? ?(?:read(?: also| more| next| this| it| now)?|also|more|see|see more|see also|also see|related"
        r"|recommended|must read|also read|don['’]t miss|more news|more stories|more on|further reading|also on .{2,30}"
        r"|related coverage|related stor(?:y|ies)|related articles?|related video|photos|watch)\s?[:|»>→]",
        r"read more(?: about| on| from| at| here|$)",
        r"read (?:the )?(?:full|entire|whole|original|rest|complete)\b.{0,60}(?:here|below|article|story|at|on)\b",
        r"related (?:coverage|articles?|stor(?:y|ies)|content|topics|links)\b",
        r"see also\b",
        r"for more (?:on|about|information|news|from|stories|coverage)\b.{0,100}(?:click|visit|see|go to|here|:|\.com)",
        r"more (?:\w+ ){0,3}(?:coverage|news|stories|sports|info|information): ?https?:",
        longest=300,
    ),
    _rule(
        "copyright",
        r"(?:\(tm\) and )?(?:copyright|[©ⓒ]|\(c\)) ?(?:[©ⓒ]|\(c\))? ?(?:by )?(?:\d{4}|the |all )",
        r".{0,80}\ball rights reserved\b|this material may not be",
        r"(?:unauthori[sz]ed )?reproduction .{0,60}(?:prohibited|permission)",
        r"(?:re)?(?:published|printed) with permission",
        longest=600,
    ),
    _rule("copyright", r"(?:Copyright|[©ⓒ]|\([cC]\)) ?(?:[©ⓒ]|\([cC]\))? ?(?:by )?[A-Z]", longest=300, case=True),
    _rule(
        "share",
        rf"(?:Contact|Reach|E-?mail|Write to) (?:the (?:author|reporter|writer)|{_PERSON}) (?:at|on|via)\b.{{0,99}}$",
        longest=SHORT,
        case=True,
    ),
    _rule(
        "notice",
        rf"{_LEAD}(?:this|the|(?:an earlier|a previous|the original) version of this) {_REPORT}"
        r"\b.{0,60}\b(?:updat|correct|amend|revis|clarif|chang|edited|misstat|incorrectly|first (?:appeared|published)"
        r"|developing|originally|has been adapted|appears|mistaken|wrongly|erroneously|(?:re)?published|stated"
        r"|translated|is more than \d)",
        rf"{_LEAD}(?:updated?|last updated|first published|published|posted|modified|last modified)(?: on| at|:)?"
        rf" (?:\d|{_DAYS_AND_MONTHS})[^.!?]{{0,50}}(?:[ap]\.?m\.?.{{0,60}})?$",
        rf"{_LEAD}updated? to (?:include|reflect|add|correct|clarify|note)\b",
        rf"{_LEAD}(?:correction|clarification|corrections?(?: and clarifications?)?|editor['’]?s['’]? note"
        r"|ed(?:itor)?\.? note|note to (?:readers|editors)|disclaimer|disclosure|author['’]s note|full disclosure"
        r"|trigger warning|warning|note)(?: ?\([^)]{1,60}\)| ?#?\d[\d:., apm]{0,30})? ?[:–—]",
        rf"this is a (?:developing|breaking)(?: news)? {_REPORT}",
        r"(?:npr )?transcripts? (?:are|is|provided|may)\b.{0,60}(?:rush|provided|created)",
        rf"this {_REPORT} (?:was produced|was reported|was written|is part|was supported)",
        rf"{_LEAD}with (?:files|assistance|reporting|additional|contributions?|reports?|inputs?) (?:from|by|reporting)",
        rf"{_LEAD}(?:additional |further )?(?:reporting|writing|editing)(?: and (?:writing|editing|reporting))? by\b",
        rf"{_LEAD}(?:additional|extra) (?:reporting|research|writing|material|information)\b",
        r"(?:source|sources|via|h/t|hat tip|data source|contributing|contributors|information from"
        r"|this \w+ tagged under):.{0,200}$",
        r"the post .{1,300} (?:appeared first|first appeared) on .{1,100}$",
        r".{2,200}? originally (?:appeared|published|ran) (?:on|at|in) [A-Z“\"‘'].{2,200}$",
        r".{2,60} ?\| ?(?:last )?(?:updated|published|posted|modified)\b.{0,60}$",
        longest=900,
    ),
    _rule("notice", r"[(\[]?(?:compiled|written|edited|translated|reported|produced) by\b.{0,80}$", longest=100),
    _rule(
        "navigation",
        r"advertise?ment (?:continue|scroll|story|[-–—])|newsletter sign[- ]?up",
        r"(?:continue reading|story continues|article continues) (?:below|the main)",
        r"please verify you['’]re not a robot|we use cookies",
        r"by (?:using|continuing to use|clicking|subscribing|signing up)\b.{0,60}\byou (?:agree|accept|consent)",
    ),
)
"""The line begins so."""

_CREDITED = rf"(?:{_PERSON}|[A-Z]{{2,8}}) ?/ ?(?:{_PERSON} ?/ ?)?{_PICTURE_AGENCY}"
ENDS: tuple[Rule, ...] = (
    _rule(
        "caption",
        rf"[\s(\[©]{_CREDITED}(?:[/, ]+[\w ]{{1,30}})?[)\]]?\.?$",
        r"\((?:Photo|Image|Picture|Credit|Photograph|Video|Pictures|Photos|Image credit|Photo credit)"
        r"(?::| by| via| courtesy| credit)[^()]{0,120}\)\.?$",
        r"\([^()]{0,60}(?:AP|Reuters|AFP|EPA|PA) [Pp]hoto[^()]{0,60}\)\.?$",
        r"\([^()]{0,80}(?:\bvia (?:AP|Reuters|AFP)|Getty)[^()]{0,40}\)\.?$",
        rf"[(\[](?:{_PERSON}(?: ?/ ?| for )(?:The )?{_FULL}|{_FULL} ?/ ?(?:The )?{_PERSON})[)\]]$",
        r"[(\[][Cc]ourtesy of [^()]{2,60}[)\]]$",
        r"\((?:[Ff]ile (?:photo|image|picture)|Supplied|Screenshot[^()]{0,40}|Shutterstock)\)\.?$",
        rf"\({_PICTURE_AGENCY}/[A-Z][\w .]{{1,30}}\)\.?$",
        rf"\b(?:REUTERS|Reuters) ?/ ?{_PERSON}[^.]{{0,40}}\.?$",
        r"\b(?:Photograph|Photo|Image|Picture|Photo credit|Image credit|Credit|Illustration|Composite)s?"
        r"(?: ?:| by| via| courtesy(?: of)?) ?[^.!?:]{2,80}\.?$",
        rf"\bGetty Images?\.?$|©\s?{_PERSON}[^.]{{0,40}}$",
        r"\b(?:AP|AFP|EPA) Photo(?:/[\w .,'’-]{2,60})?\)?\.?$",
        case=True,
    ),
    _rule(
        "notice",
        rf"\bcontributed (?:to|reporting)(?: to| for| from \w+ to| from \w+ for)? (?:this|the) {_REPORT}s?\b.{{0,90}}$",
        r"\bcontributed (?:reporting|to this)\.?$",
        r"\b(?:reported|reporting) from .{2,100}\bcontributed\b.{0,60}$",
        r"\bfollow (?:him|her|them|us|me) (?:on|at) .{0,80}$",
        longest=700,
    ),
    _rule(
        "appeal",
        r"\b(?:privacy policy|terms of (?:use|service)(?: apply)?|thanks for subscribing!?|manage newsletters)"
        r"[.!]?$",
        r"(?:^|[.?!] )(?:e-?mail|contact|write to)\b.{0,60}\S+@\S+\.\w+.{0,60}$",
        longest=700,
    ),
    _rule("related", r"(?<=[\w\"”’'?!)]) read more[.…»]*$", longest=300),
)
"""The line ends so (searched in its last characters)."""


_CREDIT_FIRST = re.compile(
    rf"(?:{_PICTURE_AGENCY}|PA:Press Association|AP:Associated Press)(?: Images| - [A-Z]\w+)? (?=[A-Z])"
)


def credit_first(line: str) -> bool:
    """Whether a line that is no sentence opens with a picture agency, as captions of some papers do."""
    return _CREDIT_FIRST.match(line) is not None


_GALLERY = re.compile(r"\bhide caption \d+ of \d+\b|^photos: .{0,1000}\bhide caption$", re.IGNORECASE)


def kind_of(line: str) -> MarkKind | None:
    """The kind of furniture that a line is by itself, or None."""
    if line and len(line) <= LONGEST * len(_GALLERY.findall(line)):  # a gallery: all its captions in one line
        return "caption"
    if not line or len(line) > LONGEST:
        return None
    for rule in WHOLE:
        if len(line) <= rule.longest and rule.pattern.fullmatch(line):
            return rule.kind
    for rule in STARTS:
        if len(line) <= rule.longest and rule.pattern.match(line):
            return rule.kind
    for rule in ENDS:
        if len(line) <= rule.longest and rule.pattern.search(line[-_TAIL:]):
            return rule.kind
    return None
