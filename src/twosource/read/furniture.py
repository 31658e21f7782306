"""What a line that is no part of a report looks like: tables of rules, each a kind and a pattern.

In: a line (or, in hard-wrapped text, a paragraph) without the white space around it. Out: its kind, or None. A rule
sees one line; what depends on other lines (repetition, lists under a heading, lines without an end) is in
:mod:`twosource.read.layout`. Patterns are anchored or bounded, so that they are linear; lines longer than
:data:`LONGEST` are running text, whatever they say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.model import MarkKind
from twosource.read.agencies import NAME

LONGEST = 1_200
"""Characters of the longest line that can be furniture: captions with their credits are the longest."""
SHORT = 220
"""Characters of the longest line of a kind that has no business being long (share, navigation)."""
_TAIL = 240
"""Characters at the end of a line that a picture credit may take."""

_PERSON = r"(?:[^\W\d_a-z][\w.’'-]*)(?: [^\W\d_a-z][\w.’'-]*){0,4}"
_PICTURE_AGENCY = (
    rf"(?:{NAME}|EPA(?:-EFE)?|Getty(?: Images)?|Shutterstock(?:\.com)?|i?Stock(?:photo)?|Alamy|Corbis"
    r"|Rex(?: Features| Shutterstock)?|REX|WireImage|FilmMagic|ZUMA(?: Press)?|Polaris|Magnum(?: Photos)?|Sipa(?: USA)?"
    r"|NurPhoto|SOPA Images|Pool|POOL|Flickr|Wikimedia(?: Commons)?|Wikipedia|Unsplash|MAXPPP|Barcroft(?: Media)?"
    r"|Newscom|Redux|SWNS(?:\.com)?|BACKGRID|MEGA|Splash(?: News)?|Screenshot|Screengrab|File|FILE|Handout|HANDOUT)"
)


class Rule(NamedTuple):
    """A kind, the pattern that shows it, and the longest line it can be."""

    kind: MarkKind
    pattern: re.Pattern[str]
    longest: int


def _rule(kind: MarkKind, *patterns: str, longest: int = LONGEST, case: bool = False) -> Rule:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Rule(kind, re.compile(joined, 0 if case else re.IGNORECASE), longest)


WHOLE: tuple[Rule, ...] = (
    _rule(
        "navigation",
        r"advertise?ments?(?: [-–—] )?(?:,? ?(?:continue|story continues|scroll)[a-z ]{0,40})?",
        r"(?:continue|keep) reading(?: below| the main story| this| more)?[.…:]*",
        r"(?:the )?(?:story|article) continues(?: below)?(?: (?:the )?(?:this )?(?:advertise?ment|video|gallery|ad))?[.…]*",
        r"(?:skip|skip to|back to|return to|go to|jump to) [a-z ]{2,40}",
        r"sponsored(?: content| by [\w ]{2,40})?|promoted(?: content)?|paid content|partner content",
        r"(?:click|tap|press) (?:here|below|on)\b.{0,160}",
        r"[\W_]+",
        r"(?:show|load|view|see|hide|expand|read)(?: \d+)? (?:more|all|comments?|less|full (?:story|article))(?: comments)?",
        r"(?:previous|next)(?: (?:slide|article|story|image|photo))?|menu|search|log ?in|sign in|register|close|home",
        r"loading[.… ]*|remind me later\.?|please wait[.… ]*|no thanks\.?|not now\.?|accept(?: all)?(?: cookies)?",
        r"(?:opinion|analysis|commentary|news analysis|analysis/opinion|exclusive|breaking(?: news)?|live|update):?",
        r"\d+ (?:min(?:ute)?s?)(?: |-)read|reading time.{0,30}",
        longest=SHORT,
    ),
    _rule(
        "media",
        r"(?:watch|listen|play|video|audio|slideshow|gallery|photos?|pictures|images|live ?stream|podcast)"
        r"(?: (?:video|audio|now|live|here|gallery|below|above|again))?(?: ?\(\d+ ?[a-z]*\))?:?",
        r"(?:scroll|swipe) (?:down|below|up|through)(?: for| to)?.{0,60}",
        r"(?:photos|pictures|images|video|in pictures|photo gallery|slideshow):? ?\(?\d+ ?(?:images|photos|pictures)?\)?",
        r"(?:embedded |youtube |related |must |featured )?video(?: (?:player|unavailable|of the day|transcript))?",
        longest=SHORT,
    ),
    _rule(
        "share",
        r"(?:share|tweet|pin|email|e-mail|print|comments?|facebook|twitter|whatsapp|linkedin|reddit|copy link|save|flipboard"
        r"|pinterest|messenger|telegram|x|\d+|[\W_])(?:[\s|/,·•]+(?:share|tweet|pin|email|e-mail|print|comments?|facebook"
        r"|twitter|whatsapp|linkedin|reddit|copy link|save|flipboard|pinterest|messenger|telegram|x|on|via|by|\d+)){0,12}",
        r"\d[\d,.]*[km]? (?:shares|comments|views|likes|retweets)",
        longest=SHORT,
    ),
    _rule("related", r"(?:related|more on this(?: story| topic)?|you may also like|see also|recommended|most read|trending"
                     r"|most popular|editor'?s'? (?:picks?|choice)|more (?:stories|news)(?: from.{0,40})?|top stories"
                     r"|(?:related|more) (?:coverage|articles?|stories|content|topics|news|links|reading|internet links|posts)"
                     r"|also read|read also|what to read next|up next|elsewhere on.{0,40}|around the web"
                     r"|read (?:more|next|also|this)(?: (?:from|at|on) .{2,60})?|learn more|more:?):?",
          r"(?:https?://|www\.)\S+", longest=SHORT),
    _rule("highlights", r"(?:story |article )?highlights|key (?:points|takeaways|facts)|at a glance|the gist", longest=SHORT),
)  # fmt: skip
"""The whole line matches."""

STARTS: tuple[Rule, ...] = (
    _rule(
        "caption",
        r"(?:file|handout|pool|stock) (?:photo|image|picture|photograph|footage)s?\b",
        r"(?:cover |main |lead |header |featured? |top )?(?:image|photo(?:graph)?|picture|illustration)s?"
        r"(?: credit| source| copyright| caption| courtesy(?: of)?)? ?[:©]",
        r"(?:image|media|picture) (?:copyright|caption|source)\b",
        r"enlarge (?:this )?image\b|toggle caption\b|hide caption\b",
        r"(?:photo|image|photograph|illustration)s? (?:by|credit|courtesy(?: of)?|via)[: ].{0,120}$",
        r"(?:caption|credit|photographer|pictured)(?: here| above| below)?(?: \([^)]{1,20}\))?[:,]",
        r"in (?:this|an?)\b(?:,? (?:[a-z]{3,12}\.?|\d{1,4}(?:st|nd|rd|th)?),?){0,8}? (?:photo|image|picture|photograph"
        r"|frame grab|video grab|frame|still|courtroom sketch|artist['’]s? \w+)s?"
        r"(?:,| provided| released| taken| made| shot| obtained| shows?| from| by| posted| distributed| combination)",
    ),
    _rule("caption", r"(?:FILE|HANDOUT)\b ?(?:\([^)]{1,40}\) ?)?[-–—:/]", r"CLOSE (?=[A-Z])", case=True),
    _rule("caption", r"\d{1,3} (?:of|/) \d{1,3} (?=(?:This|In|FILE|File|An?|The [a-z]+|Photos?|Image)\b)", case=True),
    _rule("highlights", r"(?:Story )?(?:Highlights|HIGHLIGHTS)(?= [A-Z])", case=True),
    _rule(
        "media",
        r"media playback is (?:un|not )supported",
        r"(?:watch|listen|video|podcast|gallery|photos|slideshow|in pictures|live blog|live updates|timeline)"
        r"(?: (?:below|above|live|now|here|again))? ?[:|]",
        r"(?:watch|check out) (?:the |this |a |more )?(?:full |entire |complete |raw |related )?"
        r"(?:video|clip|interview|footage|exchange|segment|report|gallery|photos?|slideshow|trailer|remarks|speech)\b.{0,90}$",
        r"(?:watch|listen) (?:to )?.{0,80}\b(?:below|above|here)\b[:.!]?$",
        r"(?:your|this) (?:browser|device) (?:does not|doesn['’]t|is not|cannot)",
        r"to view this video",
        longest=SHORT,
    ),
    _rule(
        "appeal",
        r"(?:sign[- ]?up|subscribe|register)(?: now| today| here)?(?: for| to| with)? (?:our|the|your|get|receive|daily|free"
        r"|breaking|newsletters?|updates|alerts|emails?|notifications|us|more|unlimited|[A-Z])",
        r"(?:newsletters?|emails?|alerts?) sign[- ]?up",
        r"interested in .{1,80}\? ?add ",
        r"(?:get|receive|want) .{0,80}\b(?:in your inbox|to your inbox|newsletter|delivered|free app|news alerts?|by email)",
        r"(?:please )?(?:support|donate to|contribute to|help (?:us|support|fund)) (?:our|us|the|independent|quality|free|public"
        r"|local|good) .{0,60}\b(?:journalism|our work|newsroom|reporting|newspaper|mission)\b",
        r"(?:please )?(?:donate|make a donation|become a member|join us|join our)\b(?! forces)",
        r"(?:download|get|install) (?:the|our) .{0,40}\bapps?\b",
        r"click here (?:to|for)\b",
        r"(?:a )?(?:message|letter|note) from (?:the )?(?:editor|editors|publisher|[A-Z])",
        r"dear (?:reader|readers|friend|friends|supporter|supporters)\b",
        r"send (?:news )?(?:tips|us|your|an e-?mail)\b",
        r"(?:do )?you (?:have|know) .{0,60}\b(?:tip|story|information)\b.{0,40}\?",
        r"got (?:a )?(?:news )?tips?\b",
        r"(?:have|got|do you have) (?:a |any )?.{0,50}\?\s+(?:e-?mail|contact|call|write|text|let us)",
        r"(?:if )?you (?:like|enjoy(?:ed)?) (?:this|our|what)\b.{0,60}(?:share|support|subscri|donat|newsletter|follow)",
        r"thanks? (?:you )?for (?:reading|subscribing|signing|your (?:support|interest))",
        r"(?:this|our) (?:content|journalism|work|reporting) (?:is|was) (?:made possible|created by|available|funded|free)",
        r"content created by\b",
        r"the views expressed|the opinions expressed|opinions expressed",
        r"celebrating \d+ years of\b",
        r"(?:limited[- ]time|special) offer\b",
        r"(?:already )?a (?:member|subscriber)\?",
        r"this (?:article|story|content) is (?:only )?(?:available )?(?:for|to) (?:subscribers|members)",
        longest=900,
    ),
    _rule(
        "share",
        r"(?:share|read or share|tweet|print|e-?mail) (?:this|the|on|via|it)\b.{0,90}(?:[:.…]|story|article|post|page|$)",
        r"(?:please )?(?:like|follow|find|join|friend|visit) (?:us|me|our)\b.{0,60}\b(?:facebook|twitter|instagram|page"
        r"|website|site|youtube|telegram|linkedin|whatsapp|channel)\b",
        r"follow .{1,90}\b(?:on|at) (?:twitter|facebook|instagram|x|telegram|youtube|linkedin|threads|https?:)",
        r"follow (?:@|https?:)\S+",
        r"(?:on |via )?(?:twitter|instagram|facebook|x):? @\w+",
        r"(?:contact|reach|e-?mail) (?:the )?(?:author|reporter|writer|" + _PERSON + r") (?:at|on|via|by)\b.{0,120}$",
        longest=SHORT,
    ),
    _rule(
        "related",
        r"read(?: also| more| next| this| it)? ?[:|]",
        r"read more(?: about| on| from| at| here|$)",
        r"read (?:the )?(?:full|entire|whole|original|rest|complete)\b.{0,60}(?:here|below|article|story|at|on)\b",
        r"(?:also|more|see|see more|see also|related|recommended|must read|also read|don['’]t miss|opinion|background"
        r"|fact check|factbox|explainer|more news|more stories|more on|further reading|go deeper|previously|earlier"
        r"|related coverage|related stor(?:y|ies)|related articles?|related video|next)\s?[:|»>→]",
        r"related (?:coverage|articles?|stor(?:y|ies)|content|topics|links)\b",
        r"see also\b",
        r"for more (?:on|about|information|news|from|stories|coverage)\b.{0,100}(?:click|visit|see|go to|here|:|\.com)",
        longest=300,
    ),
    _rule(
        "copyright",
        r"(?:copyright|©|\(c\)) ?(?:©|\(c\))? ?(?:by )?(?:\d{4}|the |all |[A-Z])",
        r"all rights reserved",
        r".{0,80}\ball rights reserved\b",
        r"this material may not be",
        r"(?:unauthori[sz]ed )?reproduction .{0,60}(?:prohibited|permission)",
        r"(?:re)?published with permission|(?:re)?printed with permission|this (?:article|story|content) (?:was|is) (?:originally )?"
        r"(?:published|republished|reprinted|syndicated)\b",
        longest=600,
    ),
    _rule(
        "notice",
        r"[-–—* (\[]{0,3}(?:this|the|an earlier version of this|a previous version of this|earlier versions of this)"
        r" (?:story|report|article|post|piece|headline|item|copy|column|page|version|transcript)\b.{0,60}"
        r"\b(?:updat|correct|amend|revis|clarif|chang|edited|misstat|incorrectly|first (?:appeared|published)|developing"
        r"|originally|has been adapted|appears|mistaken|wrongly|erroneously|republished|stated|translated)",
        r"[-–—* (\[]{0,3}(?:updated?|last updated|first published|published|posted|modified|last modified)"
        r"(?: on| at|:)? (?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)"
        r"[^.!?]{0,50}(?:[ap]\.m\.?.{0,10})?$",
        r"[-–—* (\[]{0,3}updated? to (?:include|reflect|add|correct|clarify|note)\b",
        r"[-–—* (\[]{0,3}(?:correction|clarification|corrections?(?: and clarifications?)?|editor['’]?s['’]? note|ed(?:itor)?\.? note"
        r"|update|note to (?:readers|editors)|disclaimer|disclosure|author['’]s note|full disclosure|trigger warning"
        r"|warning|note)(?: ?\([^)]{1,60}\)| ?#?\d[\d:., apm]{0,30})? ?[:–—]",
        r"this is a (?:developing|breaking)(?: news)? (?:story|report)",
        r"(?:npr )?transcripts? (?:are|is|provided|may)\b.{0,60}(?:rush|provided|created)",
        r"(?:this story|this article|this report) (?:was produced|was reported|was written|is part|was supported)",
        r"information from:",
        r"[-–—(\[]{0,2} ?with (?:files|assistance|reporting|additional|contributions?|reports?|inputs?) (?:from|by|reporting)\b",
        r"[(\[]?(?:additional |further )?(?:reporting|writing|editing)(?: and (?:writing|editing|reporting))? by\b",
        r"[(\[]?(?:compiled|written|edited|translated|reported|produced) by\b.{0,80}$",
        r"[(\[]?(?:additional|extra) (?:reporting|research|writing|material|information)\b",
        r"(?:source|sources|via|h/t|hat tip|data source)s?:.{0,120}$",
        longest=900,
    ),
    _rule(
        "navigation",
        r"advertise?ment (?:continue|scroll|story|[-–—])",
        r"(?:continue reading|story continues|article continues) (?:below|the main)",
        r"newsletter sign[- ]?up",
        r"please verify you['’]re not a robot",
        r"we use cookies|by (?:using|continuing to use|clicking|subscribing|signing up)\b.{0,60}\byou (?:agree|accept|consent)",
        longest=1_200,
    ),
)  # fmt: skip
"""The line begins so."""

_CREDITED = rf"(?:{_PERSON}|[A-Z]{{2,8}}) ?/ ?(?:{_PERSON} ?/ ?)?{_PICTURE_AGENCY}"
ENDS: tuple[Rule, ...] = (
    _rule(
        "caption",
        rf"[\s(©]{_CREDITED}(?:[/, ]+[\w ]{{1,30}})?\)?\.?$",
        rf"\((?:(?:Photo|Image|Picture|Credit|Photograph|Video|Pictures|Photos|Image credit|Photo credit)"
        rf"(?::| by| via| courtesy| credit)[^()]{{0,120}}|[^()]{{0,60}}(?:AP|Reuters|AFP|EPA|PA) Photo[^()]{{0,60}}"
        rf"|[^()]{{0,60}}\bvia (?:AP|Reuters|AFP|Getty Images)|[^()]{{0,80}}Getty Images[^()]{{0,40}}|Getty|"
        rf"file (?:photo|image|picture)|Supplied|Screenshot[^()]{{0,40}}|Shutterstock)\)\.?$",
        rf"\bREUTERS ?/ ?{_PERSON}[^.]{{0,40}}\.?$",
        r"\b(?:Photograph|Photo|Image|Picture|Photo credit|Image credit|Credit|Illustration|Composite)s?"
        r"(?: ?:| by| via| courtesy(?: of)?) ?[^.!?:]{2,80}\.?$",
        rf"\({_PICTURE_AGENCY}/[A-Z][\w .]{{1,30}}\)\.?$",
        r"\bGetty Images?\.?$",
        rf"©\s?{_PERSON}[^.]{{0,40}}$",
        rf"\b(?:AP|AFP|EPA) Photo(?:/[\w .,'’-]{{2,60}})?\)?\.?$",
        case=True,
    ),
    _rule(
        "notice",
        r"\bcontributed (?:to|reporting)(?: to| for)? (?:this|the) (?:report|story|article|post|piece)s?\b.{0,40}$",
        r"\bcontributed (?:reporting|to this)\.?$",
        r"\b(?:reported|reporting) from .{2,100}\bcontributed\b.{0,60}$",
        longest=500,
    ),
    _rule("appeal", r"\b(?:privacy policy|terms of (?:use|service)|thanks for subscribing!?|manage newsletters)[.!]?$",
          longest=600),
    _rule("related", r"(?<=[\w\"”’'?!)]) read more[.…»]*$", longest=300),
)  # fmt: skip
"""The line ends so (searched in its last characters)."""


def kind_of(line: str) -> MarkKind | None:
    """The kind of furniture that a line is by itself, or None."""
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
