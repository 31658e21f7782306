"""Statements: each attribution a tagger finds, with all that the article tells about how the words reached it.

In: an article, its sentences and mentions, and a :class:`twosource.seams.Tagger`. Out: :class:`Statement` s in text
order: manner, channel and its name, whether the source is anonymous, who relayed it, how certain it is put. ``speaker``
and ``origin`` stay empty: they are a matter of the story.

What is read here is read from the words around a remark (``channels``, ``anonymity``), never from the tagger's rules,
so that it serves any tagger. A remark that is reported inside another one ("The Herald reported that the minister had
said ...") is one statement, the inner one, relayed by the outer source. The channel is kept for the following
remarks of the same speaker. Pronouns are not resolved, but "he" after an anonymous official is as anonymous as he.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from twosource.annotate import anonymity, channels, outlets
from twosource.annotate.channels import Told
from twosource.model import Article, Attribution, Certainty, Manner, Mention, Sentence, Span, Statement
from twosource.seams import Tagger
from twosource.text import make_id, overlap

NESTED = 0.5
"""Share of the outer content that an inner remark must hold to be what is reported. Set on the stories of ``train``."""
NEIGHBOURS = 8
"""Attributions before and behind one that are looked at together with it."""
AROUND = 500
"""Characters of attributing words that are read before and behind a content."""
KEPT_PARAGRAPHS = 2
"""For how many paragraphs a channel is kept for the same speaker. Set on the stories of ``train``."""

_OPENING = "\"“„«'‘`"
_CLOSING = "\"”“»'’"
_QUOTED = re.compile(r"[\"“„«][^\"”“»]+[\"”“»]|(?<!\w)['‘][^'‘’]+['’](?!\w)")
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut\w+|rebut\w*|disput\w+|reject\w*|dismiss\w*)\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|believ\w+|th(?:ink|inks|inking|ought)|expect\w*|suspect\w*"
    r"|fear\w*|hop(?:e|es|ed|ing)|estimat\w+|speculat\w+|suggest\w*|predict\w*|assum\w+|hint\w*"
    r"|impl(?:y|ies|ied|ying)|alleg\w+|rumou?red)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"^(?:(?:an?|the|another|his|her|this|that)\s+)?"
    r"(?:(?:further|second|third|later|earlier|first|last|new|separate|subsequent|previous|other)\s+)?"
    r"(?:post|tweet|message)$",
    re.IGNORECASE,
)
"""A source that is itself a post: "a further post" goes on in the channel of the post before."""
_SINGLE = re.compile(r"(?:an?|one|another|the same)\b", re.IGNORECASE)
_ACCORDING = re.compile("according", re.IGNORECASE)
_PRONOUNS = frozenset(["he", "she", "they", "it", "him", "her", "them", "his", "their"])


def read(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], tagger: Tagger
) -> tuple[Statement, ...]:
    """All statements of the article's running text."""
    del mentions  # part of the stage's interface: a later version tells people from organisations by them
    found = sorted(tagger.attributions(article, sentences), key=_order)
    kept, relays = _unnest(article, found)
    reader = _Reader(article, sentences, kept)
    made: list[Statement] = []
    for number, attribution in enumerate(kept):
        made.append(reader.statement(number, attribution, relays.get(attribution, ()), made))
    return tuple(made)


def _order(attribution: Attribution) -> tuple[Span, Span, Span]:
    none = Span(-1, -1)
    return attribution.content[0], attribution.cue or none, attribution.source or none


def _words(article: Article, span: Span | None) -> str:
    return article.text[span.start : span.end] if span else ""


def _unnest(
    article: Article, found: Sequence[Attribution]
) -> tuple[list[Attribution], dict[Attribution, tuple[str, ...]]]:
    """Drop each attribution that only reports another one, and note who reported it."""
    relays: dict[Attribution, tuple[str, ...]] = {}
    dropped: set[Attribution] = set()
    for number, outer in enumerate(found):
        words = _words(article, outer.source)
        outlet = _relayer(words)
        if outlet is None and not _ACCORDING.match(_words(article, outer.cue)):
            continue
        inner = [other for other in _near(found, number) if other != outer and _reports(outer, other)]
        for other in inner:
            relays[other] = (*relays.get(other, ()), outlet or words)
        if inner:
            dropped.add(outer)
    return [a for a in found if a not in dropped], relays


def _near(found: Sequence[Attribution], number: int) -> Sequence[Attribution]:
    """An attribution and its neighbours: enough to see what shares its sentence, and linear over the article."""
    return found[max(0, number - NEIGHBOURS) : number + NEIGHBOURS + 1]


def _relayer(source: str) -> str | None:
    """The outlet's name if the source is an outlet."""
    named = outlets.find(source)
    if named and channels.is_outlet(source):
        return named[0].name
    return None


def _reports(outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer content is mostly the inner remark, source and cue included."""
    if inner.source is None or inner.source == outer.source:
        return False
    said = sum(overlap(a, b) for a in outer.content for b in inner.content)
    size = sum(c.end - c.start for c in outer.content)
    if said < NESTED * size:
        return False
    inside = any(c.start <= inner.source.start and inner.source.end <= c.end for c in outer.content)
    return inside or outer.cue != inner.cue


class _Reader:
    """One article's sentences and attributions, asked about the words around each."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], found: Sequence[Attribution]) -> None:
        self.article, self.found = article, found
        self.sentences = [s for s in sentences if not s.headline]
        self.starts = [s.start for s in self.sentences]
        self.own = (article.outlet, article.credit)
        self.named: list[outlets.Outlet] | None = None
        self.speaker: frozenset[str] = frozenset()
        self.memory: list[tuple[frozenset[str], Told, int]] = []

    def statement(
        self, number: int, attribution: Attribution, relays: tuple[str, ...], before: Sequence[Statement]
    ) -> Statement:
        article = self.article
        source, cue = _words(article, attribution.source), _words(article, attribution.cue)
        last = before[-1] if before else None
        told = channels.told(self.around(number), cue, source, self.own)
        told = self.kept(told, attribution)
        relays = tuple(self.full(name) for name in relays)
        if told.outlet:
            named = self.full(told.outlet)
            told = told._replace(outlet=named, name=named if told.name == told.outlet else told.name)
        if relays and told.channel == "unstated" and outlets.find(relays[0]):
            told = Told("other-outlet", relays[0])
        relayed = tuple(dict.fromkeys((*relays, *((told.outlet,) if told.outlet else ()))))
        return Statement(
            id=make_id("s", article.id, attribution.content, attribution.source, attribution.cue),
            article=article.id,
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            manner=manner(article.text, attribution),
            anonymous=self.anonymous(attribution, last),
            channel=told.channel,
            channel_name=told.name,
            relayed_by=relayed,
            certainty=_certainty(cue),
        )

    def full(self, name: str) -> str:
        """An outlet's full name, as it stands somewhere in the article."""
        if self.named is None:
            self.named = list({o.name: o for o in outlets.find(self.article.text)}.values())
        return outlets.full(name, self.named)

    def place(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return max(0, bisect_right(self.starts, at) - 1)

    def around(self, number: int) -> str:
        """The words around a remark: the sentence of its cue without any content, as far as the neighbours with
        another source leave it.
        """
        attribution = self.found[number]
        anchor = attribution.cue or attribution.source
        if anchor is None or not self.sentences:
            return ""
        sentence = self.sentences[self.place(anchor.start)]
        start, end = sentence.start, max(sentence.end, anchor.end)
        near = _near(self.found, number)
        for other in near:
            if other.source == attribution.source or other.cue is None:
                continue
            phrase = min(other.cue.start, other.source.start if other.source else other.cue.start)
            if anchor.end <= phrase < end:
                end = phrase
            elif start < other.cue.end <= min(anchor.start, (attribution.source or anchor).start):
                start = other.cue.end
        pieces, at = [], start
        for content in sorted(c for a in near for c in a.content):
            if content.start < end and content.end > at:
                pieces.append(self.article.text[at : max(at, content.start)])
                at = max(at, content.end)
        pieces.append(self.article.text[at:end])
        return " ... ".join(piece[-AROUND:] if piece is not pieces[-1] else piece[:AROUND] for piece in pieces)

    def kept(self, told: Told, attribution: Attribution) -> Told:
        """The channel of the remark before, when the same speaker goes on."""
        if attribution.source is None:
            return told
        words = _words(self.article, attribution.source)
        pronoun = words.lower() in _PRONOUNS
        paragraph = self.paragraph(attribution.content[0].start)
        names = self.speaker if pronoun else _names(words) or frozenset([words.lower()])
        if told.channel == "unstated":
            post = bool(_POST.search(words))
            for mine, past, at in reversed(self.memory):
                goes_on = past.channel == "social-post" if post else bool(mine & names)
                if goes_on and paragraph - at <= KEPT_PARAGRAPHS:
                    told = past
                    break
        self.speaker = names
        if told.channel != "unstated":
            self.memory.append((names, told, paragraph))
        return told

    def paragraph(self, at: int) -> int:
        return self.sentences[self.place(at)].paragraph if self.sentences else 0

    def anonymous(self, attribution: Attribution, last: Statement | None) -> bool:
        source = _words(self.article, attribution.source)
        if not source or attribution.source is None:
            return False
        found = anonymity.of(source)
        if found is not None:
            return found
        if last is None or not last.anonymous or last.source is None:
            return False
        near = self.place(attribution.source.start) - self.place(last.content[-1].start) <= 1
        before = _words(self.article, last.source)
        single = before.lower() in {"he", "she"} or bool(_SINGLE.match(before))
        return near and single == (source.lower() in {"he", "she", "who"})


_TITLES = frozenset(
    ["The", "Mr", "Mrs", "Ms", "Dr", "President", "Sen", "Rep", "Gov", "House", "White", "Minister", "A", "U.S"]
)


def _names(source: str) -> frozenset[str]:
    """The words of a source that tell it from others."""
    return frozenset(word for word in re.findall(r"[A-Z][\w-]+", source) if word not in _TITLES)


def manner(text: str, attribution: Attribution) -> Manner:
    """Direct if all content is in quotation marks or an embedded post, mixed if some of it is, else indirect."""
    if (
        attribution.cue is None
        and attribution.source
        and "(@" in text[attribution.source.start : attribution.source.end]
    ):
        return "direct"
    parts = [text[c.start : c.end].strip(" ,.;:") for c in attribution.content]
    whole = [bool(p) and p[0] in _OPENING and p[-1] in _CLOSING and not _breaks(p) for p in parts]
    if all(whole):
        return "direct"
    if any(whole) or any(_QUOTED.search(part) for part in parts):
        return "mixed"
    return "indirect"


def _breaks(part: str) -> bool:
    """Whether there are words outside quotation marks between the first and the last one: "a" and "b"."""
    closing = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "'": "'", "`": "'"}[part[0]]
    return closing in part[1:-1] and part[0] in '"“„«' and bool(re.search(r"[\"”»]\s+\w", part[1:-1]))


def _certainty(cue: str) -> Certainty:
    if _DENIED.search(cue):
        return "denied"
    return "hedged" if _HEDGED.search(cue) else "asserted"
