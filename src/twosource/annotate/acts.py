"""Whether an attribution gives somebody words: a remark, a belief, a promise, an accusation.

In: an attribution with the words of its cue, its source and each part of its content. Out: whether it is a statement.
A tagger that was trained on every kind of attitude marks more than that: that somebody backs, signs or requires
something, is known for it, seems to be so, or talks about it. Those are acts and states, told in the report's own
voice. They stay only where words of the source's own stand between quotation marks.

The test looks at the kind of the attributing word and at the form of the content: a clause or an infinitive says what
somebody said or meant, a mere noun phrase only what it was about. Each list was judged on the attributions of 150
reports and on the stories of ``train``; a word stands here if what it drops is no statement in at least 17 of 20 cases.
"""

from __future__ import annotations

import re

from twosource.lexicon.words import listed

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_QUOTED = re.compile(r"[\"“”„«»]|(?<!\w)['‘][^'‘’]{3,}['’](?!\w)")
_AUXILIARY = listed(
    """
    has have had having is are was were be been being am will would can could may might must should shall did does do
    not n't also never ever already later further again even just now so then still long since once very really often
    repeatedly recently previously publicly apparently reportedly always widely well too 's 've 're 'd 'm 'll
    """
)
_BARE = listed(
    """
    what which that who whom it this these those so he him she her they them we us i you me something one
    by for of in on at as to with about from
    """
)
"""Words that are no content by themselves: "what he said", "who, she thought, was ill", "praised him, by"."""

_SAYING = listed("say says said saying")
_NOUN = re.compile(r"(?:(?:the|an?|this|that|his|her|its|their|our|my) [\w’'-]+|(?!Yes\b|No\b)[A-Z][\w’'-]+)")
"""What nobody can say: "papers she said support her claim" was read as "she said her claim"."""

SPEAKING = listed("speak speaks spoke speaking")
"""Cues that may tell only that somebody spoke, and on what terms."""

APPEARANCE = listed("seem seems seemed seeming appear appears appeared appearing look looks looked looking")
_LEADING = APPEARANCE | listed("use uses used using")
"""Words behind which the cue itself tells what was done: "seemed to admit", "used the visit to announce"."""
STATE = listed(
    """
    know knows knew knowing known understand understands understood unaware aware forget forgot forgotten remember
    ignore ignores ignored ignoring
    """
)
STANCE = listed(
    """
    support supports supported supporting supportive back backs backed backing oppose opposes opposed opposing endorse
    endorses endorsed endorsing embrace embraces embraced embracing love loves loved loving like likes liked dislike
    dislikes disliked hate hates hated favor favors favored favour favours favoured champion champions championed
    championing herald heralded boo booed
    """
)
ACT = listed(
    """
    nominate nominates nominated nominating sign signs signed signing pass passes passed passing introduce introduces
    introduced implement implements implemented implementing appoint appoints appointed elect elected vote votes voted
    voting approve approves approved approving hire hired fire fired sue sued suing adopt adopts adopted adopting
    aim aims aimed try tries tried trying attempt attempts attempted attempting seek seeks sought seeking
    join joined follow followed used use uses using work works worked pursue pursued block blocked
    """
)
LAW = listed(
    """
    require requires required requiring allow allows allowed allowing ban bans banned banning bar bars barred
    prohibit prohibits prohibited permit permits permitted mandate mandates mandated let lets
    """
)
TOPIC = listed(
    """
    discuss discusses discussed discussing talk talks talked talking refer refers referred referring reference
    references referenced referencing debate debates debated debating address addresses addressed addressing focus
    focuses focused review reviews reviewed reviewing investigate investigates investigated investigating study
    studies studied studying sidestep sidestepped dodge dodges dodged
    """
)


def bare(part: str) -> bool:
    """Whether a part of a content says nothing by itself."""
    words = [word.lower() for word in _WORD.findall(part)]
    return all(word in _BARE for word in words)


def head(cue: str) -> str:
    """The word of a cue that tells what kind of attribution it is: "has also said to" -> "said"."""
    words = [part for word in _WORD.findall(cue.lower().replace("’", "'")) for part in _split(word)]
    found = [word for word in words if word not in _AUXILIARY and not word.endswith("ly")]
    if len(found) > 1 and found[0] in _LEADING and "to" in found[1:-1]:
        return found[found.index("to") + 1]
    return found[0] if found else ""


def _split(word: str) -> list[str]:
    """A contraction taken apart: "doesn't" -> "does", "n't"."""
    at = word.find("n't") if word.endswith("n't") else word.find("'")
    return [word] if at < 0 else [part for part in (word[:at], word[at:]) if part]


_STEMS = listed(
    """
    accord accus acknowledg admi advis advoca alleg announc appeal applaud argu ask assert assess assur attack attribut
    begging believ belief blam blast boast brag briefed briefing brush call caution celebrat challenged challenging
    charg chastis chid claim clarif clear comment complain conced concern conclu condemn considered considers confess
    confirm congratulat contend content contradict convict counter credit criti decid decision decr declar deem defend
    defens defenc demand denied denies deny denounc deplor depict derid describ descript detail determin disagre
    disclos dismay dismiss disparag disput doubl doubt downplay dub echo elaborat emphasi encourag estimat exclaim
    expect explain explan express fault fear feel felt figur find float forecast foresee frustrat guess hail hear
    highlight hint identif implied implies imply indicat indict inform insist insult invok jok label lambast lament
    lash laud laid maintain mention mock notif object offer opin order outlin outrag plan plead pledg point portray
    posted posting prais predict press proclaim project promis promot propos protest publish push question quip quot
    rais react read reaffirm rebuff rebuk rebut recall recommend record recount refut register reiterat reject relay
    releas remark remind repeat replied replies reply report request respon reveal ridicul said say scold sentiment shar
    shout signal slam sought speak spoke speculat spell stress suggest summar suspect swear swore taunt tell told
    testif think though threat tout tweet underlin underscor urg vent voic volunteer vow want warn welcom worr writ
    wrote
    """
)
_WHOLE = listed(
    """
    beg begs begged cite cites cited citing consider found hope hopes hoped hoping lay lays laying muse mused name named
    naming note notes noted noting put puts rail rails railed railing rip ripped ruled rules ruling show shows showed
    shown state states stated stating statement text texted texts word
    """
)
_TELLS = re.compile(
    rf"\b(?:{'|'.join(sorted(_STEMS))}|(?:{'|'.join(sorted(_WHOLE))})\b"
    r"|hit(?:s|ting)? (?:back|out)|play(?:s|ed|ing)? (?:down|up)|walk(?:s|ed|ing)? back)",
    re.IGNORECASE,
)
"""Cues behind which even a bare noun phrase is what somebody said: "announced a ceasefire", "denied the charge"."""
_TAKEN_AS = re.compile(r"\b(?:see|sees|saw|seen|seeing|view|regard|consider|treat|interpret|rank)", re.IGNORECASE)
_AS = re.compile(r"\bas\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|cannot|\w+n[’']t)\b"
    r"|^(?:to|that|if|whether|how|why|when|where|what|who)\s|\w[’'](?:s not|re|ll|d)\b",
    re.IGNORECASE,
)


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be)\b(?: \w+ly| also| now| still)? (?:thought|believed|said|expected|reported"
    r"|alleged|urged|encouraged|asked|advised|told|warned|accused|suspected|rumou?red|instructed|ordered|feared|estimated|seen)\b",
    re.IGNORECASE,
)


_MAY = re.compile(
    r"\b(?:must|may|might|could|should|would|will|can(?! be (?:heard|seen)))\b(?! not\b| neither\b)", re.IGNORECASE
)
"""What somebody might say, or has to, he has not said."""
_ASKED = re.compile(r"Asked\b|(?:(?:has|have|had) been|was|were|is|are) asked\b")
"""Who is asked does not say what the question says: "Asked whether it rained, Bell said ..."."""
_IN_THE_AIR = re.compile(r"\b(?:emerg|transpir|rumou?r)", re.IGNORECASE)
"""Cues besides those that tell or are passive by which something is said and nobody says it."""
_LIVES = re.compile(r"\bclaim\w* (?:(?!that\b)[\w,’'-]+ ){0,4}(?:lives|life|victims?)\b", re.IGNORECASE)
"""What a flood claims, it does not say."""
_ANYONE = listed("anyone anybody")
_CAPTION = re.compile(
    r"(?:in )?this\b[^.]{0,60}?\b(?:photo|photograph|image|picture|video|frame grab|still|map|graphic|illustration)\b",
    re.IGNORECASE,
)
"""The subject of a caption ("This photo released by the ministry shows ..."): it tells what a picture is, which the
report does itself. "Pictures of the ministry showed ..." is what somebody brings forward, and stays."""


def passive(cue: str) -> bool:
    """Whether the words before a cue tell whom it is about, not who speaks: "the crew | is believed | to be safe"."""
    return _PASSIVE.search(cue) is not None


def voiced(cue: str, source: str, parts: list[str], *, that: bool = False) -> bool:
    """Whether somebody's words, belief, promise or accusation are told. ``that``: the conjunction stands between cue
    and content.
    """
    if all(bare(part) for part in parts):
        return False
    if _unsaid(cue, source, parts):
        return False
    if any(_QUOTED.search(part) for part in parts):
        return True
    if not cue:
        return "@" in source
    if head(cue) in _NO_WORDS or _CAPTION.match(source):
        return False
    if that or any(_CLAUSE.search(part) for part in parts) or _TELLS.search(cue):
        return True
    return bool(_TAKEN_AS.search(cue)) and bool(_AS.search(" ".join((cue, *parts))))


def _unsaid(cue: str, source: str, parts: list[str]) -> bool:
    """Whether what may look like a remark was not made: it might be, must be, was asked for or is a figure of speech;
    or nobody is named, and nothing shows that somebody speaks.
    """
    if _ASKED.match(cue) or _MAY.search(cue) or not _ANYONE.isdisjoint(source.lower().split()):
        return True
    if _LIVES.search(f"{cue} {parts[0]}") or (head(cue) in _SAYING and _NOUN.fullmatch(" ".join(parts))):
        return True
    told = _TELLS.search(cue) or passive(cue) or _IN_THE_AIR.search(cue)
    return bool(cue) and not source and not told


_NO_WORDS = APPEARANCE | STATE | LAW | ACT | STANCE | TOPIC
