"""Statements: each attribution a tagger finds, with all that the article tells about how the words reached it.

In: an article, its sentences, and a :class:`twosource.seams.Tagger`. Out: :class:`Statement` s in text order: manner,
channel and its name, whether the source is anonymous, who relayed it, how certain it is put. ``speaker`` and ``origin``
stay empty: they are a matter of the story.

What is read here is read from the words around a remark (``channels``, ``anonymity``), never from the tagger's rules,
so that it serves any tagger. A remark that is reported inside another one ("The Herald reported that the minister had
said ...") is one statement, the inner one, relayed by the outer source. What gives nobody words is dropped (``acts``).
The channel is kept for the following remarks of the same speaker. Pronouns are not resolved, but "he" after an
anonymous official is as anonymous as he.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from twosource.annotate import acts, anonymity, carried, certainty, channels, outlets, relays, several, transcripts
from twosource.annotate.carried import Remark
from twosource.annotate.channels import Told
from twosource.annotate.surroundings import Page
from twosource.model import Article, Attribution, Manner, Sentence, Span, Statement
from twosource.seams import Tagger
from twosource.text import make_id, overlap

_OPENING = "\"“„«'‘`"
_CLOSING = "\"”“»'’"
_QUOTED = re.compile(r"[\"“„«][^\"”“»]+[\"”“»]|(?<!\w)['‘][^'‘’]+['’](?!\w)")
_HANGING = re.compile(r"[,;]?\s+(?:which|who|whose|and|but)$")
"""A word at the end of a remark that belongs to the report's next clause."""
_AGAINST = re.compile(r"(?:contrary to|despite) (?:what )?(?:the )?$", re.IGNORECASE)
_WROTE_TO = re.compile(
    r"\b(?:letters?|e-?mails?|messages?|notes?|memos?|petition|wrote|written|writing|sent)\b"
    r"[^.;:\"“]{0,60}\bto (?:[\w’'-]+ ){0,3}$"
)
_ON_TERMS = re.compile(r"\b(?:anonymity|anonymously|authori[sz]ed|permitted|allowed)\b")
_SINGLE = re.compile(r"(?:an?|one|another|the same)\b", re.IGNORECASE)


def read(article: Article, sentences: Sequence[Sentence], tagger: Tagger) -> tuple[Statement, ...]:
    """All statements of the article's running text."""
    spoken = transcripts.attributions(article)
    found = sorted(_beside(spoken, tagger.attributions(article, sentences)), key=_order)
    found = [said for one in found if (said := _voiced(article.text, _owned(article.text, one)))]
    found = [part for one in found for part in several.parted(article.text, one)]
    found = sorted([*spoken, *found], key=_order) if spoken else found
    kept, relayed = relays.unnest(article, found)
    reader = Reader(Page(article, sentences, kept))
    made: list[Statement] = []
    for number, told in enumerate(reader.ways()):
        made.append(reader.statement(number, told, relayed.get(kept[number], ()), made))
    return tuple(made)


def _beside(spoken: Sequence[Attribution], found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions that a tagger found but for those by the label of a speaker, or by nobody, in a transcript."""
    turns = [(one.source, one.content[0]) for one in spoken if one.source]
    for one in found:
        mine = (label for label, words in turns if overlap(one.content[0], words))
        if not any(one.source is None or overlap(one.source, label) for label in mine):
            yield one


def _order(attribution: Attribution) -> tuple[Span, Span, Span]:
    none = Span(-1, -1)
    return attribution.content[0], attribution.cue or none, attribution.source or none


_OWNER = re.compile(
    r"\b(?:(?:[Ii]ts|[Hh]is|[Tt]heir|[Mm]y|[Oo]ur)|((?:[A-Z][\w.-]*[^\W_] ){0,4}[A-Z][\w.-]*[^\W_])[’']s?) $"
)
"""Whose the next word is. Not "her": with it the next word may be told to her."""


def _owned(text: str, one: Attribution) -> Attribution:
    """The attribution with the owner of the cue as its source, if the tagger found none: "[its] announcement that"."""
    if one.source is not None or one.cue is None or one.cue.end > one.content[0].start:
        return one
    owner = _OWNER.search(text, max(0, one.cue.start - 80), one.cue.start)
    if owner is None:
        return one
    at = Span(*owner.span(1)) if owner[1] else Span(owner.start(), owner.end() - 1)
    return structs.replace(one, source=at)


_NOT = re.compile(r" (?:did|does|do|has|have|had|was|were|could|would)(?: not|n[’']t) ")


def _auxiliary(text: str, one: Attribution) -> str:
    """What denies the cue and stands between source and cue, if the tagger left it out: "did not [respond]"."""
    if one.cue is None or one.source is None:
        return ""
    found = _NOT.fullmatch(text, one.source.end, one.cue.start) if one.source.end < one.cue.start else None
    return found[0].lstrip() if found else ""


_ARTICLES = frozenset({"a", "an", "the"})
"""What is left of "an unproven claim that" where the claim itself is the cue: nobody's name."""


def _voiced(text: str, one: Attribution) -> Attribution | None:
    """The attribution without the parts of its content that say nothing, and without the source if that is whom the
    words are about; None if it gives nobody words.
    """
    cue, source = (text[span.start : span.end] if span else "" for span in (one.cue, one.source))
    parts = [text[part.start : part.end] for part in one.content]
    that = one.cue is not None and text[one.cue.end : max(one.cue.end, one.content[0].start)].endswith(" that ")
    if (
        _no_remark(text, one)
        or certainty.mute(_auxiliary(text, one) + cue, parts[0])
        or not acts.voiced(cue, source, parts, that=that)
    ):
        return None
    content = tuple(_whole(part, words) for part, words in zip(one.content, parts, strict=True) if not acts.bare(words))
    about = one.cue is not None and one.source is not None and one.source.end <= one.cue.start and acts.passive(cue)
    nobody = about or source.lower() in _ARTICLES or _addressed(text, one)
    return structs.replace(one, content=content, source=None if nobody else one.source)


def _addressed(text: str, one: Attribution) -> bool:
    """Whether the source is whom somebody else wrote to: "Reed wrote a letter to Ann Bell saying that"."""
    if one.source is None or one.cue is None or text[one.source.end : one.cue.start] != " ":
        return False
    cue = text[one.cue.start : one.cue.end]
    return cue.endswith("ing") and _WROTE_TO.search(text, max(0, one.source.start - 100), one.source.start) is not None


def _no_remark(text: str, one: Attribution) -> bool:
    """Whether the report sets its own words against what somebody says ("Contrary to Bell's claims, the dam held"), or
    tells on what terms somebody spoke ("spoke on condition of anonymity to discuss the talks").
    """
    if one.cue is None:
        return False
    content, start = one.content[-1], min(one.cue.start, (one.source or one.cue).start)
    gap = text[one.cue.end : content.start]
    if _AGAINST.search(text[max(0, start - 30) : start]):
        return gap[:1] == "," and gap[1:2].isspace()
    return acts.head(text[one.cue.start : one.cue.end]) in acts.SPEAKING and _ON_TERMS.search(gap) is not None


def _whole(part: Span, words: str) -> Span:
    """A part of a content without a conjunction that hangs on its end."""
    hanging = _HANGING.search(words)
    return Span(part.start, part.start + hanging.start()) if hanging and hanging.start() else part


class Reader:
    """One article's sentences and attributions, asked about the words around each."""

    def __init__(self, page: Page) -> None:
        self.page, self.article = page, page.article
        self.own = (page.article.outlet, page.article.credit)
        self.named: list[outlets.Outlet] | None = None
        self.people_called = outlets.people(page.article.text)
        self.people: dict[str, bool] = {}

    def remarks(self) -> list[Remark]:
        """All remarks and the sentences that set a stage, in text order."""
        page, found = self.page, []
        for number, attribution in enumerate(page.found):
            source, cue = page.words(attribution.source), page.words(attribution.cue)
            around = page.around(number) + channels.behind(cue, page.words(attribution.content[-1]))
            anchor = (attribution.cue or attribution.source or attribution.content[0]).start
            remark = Remark(
                told=self.told(around, cue, source),
                source=source,
                cue=cue,
                around=around,
                said=" ".join(page.words(content) for content in attribution.content),
                sentence=page.place(anchor),
                paragraph=page.paragraph(anchor),
                quoted=manner(page.article.text, attribution) != "indirect",
            )
            found.append((anchor, number, remark))
        for place, words in page.plain():
            sentence = page.sentences[place]
            told = self.told(words, "", "")
            if told.channel != "unstated":
                stage = Remark(told, "", "", words, "", place, sentence.paragraph, quoted=False, stage=True)
                found.append((sentence.start, -1, stage))
        found.sort(key=lambda one: one[:2])
        self.order = [number for _, number, _ in found]
        return [remark for _, _, remark in found]

    def told(self, around: str, cue: str, source: str) -> Told:
        """What the words around a remark tell of its way; "Bloomberg" is no outlet where it is a person's name."""
        told = channels.told(around, cue, source, self.own)
        return Told() if told.name in self.people_called else told

    def ways(self) -> list[Told]:
        """The way of each attribution."""
        told = carried.settle(self.remarks())
        of = {number: way for number, way in zip(self.order, told, strict=True) if number >= 0}
        return [of[number] for number in range(len(self.page.found))]

    def statement(self, number: int, told: Told, reported: tuple[str, ...], before: Sequence[Statement]) -> Statement:
        article, attribution = self.article, self.page.found[number]
        cue = self.page.words(attribution.cue)
        last = before[-1] if before else None
        named = tuple(self.full(name) for name in reported)
        if told.name and told.channel in {"other-outlet", "broadcast"}:
            told = told._replace(name=self.full(told.name))
        if named and told.channel == "unstated" and outlets.find(named[0]):
            told = Told("other-outlet", named[0])
        relayed = tuple(dict.fromkeys((*named, *((self.full(told.outlet),) if told.outlet else ()))))
        return Statement(
            id=make_id("s", article.id, attribution.content, attribution.source, attribution.cue),
            article=article.id,
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            manner="direct" if transcripts.is_turn(article.text, attribution) else manner(article.text, attribution),
            anonymous=self.anonymous(attribution, last),
            channel=told.channel,
            channel_name=told.name,
            relayed_by=relayed,
            certainty=certainty.of(
                cue, self.page.around(number), self.page.words(attribution.content[0]), self.page.behind(number)
            ),
        )

    def full(self, name: str) -> str:
        """An outlet's full name, as it stands somewhere in the article."""
        if self.named is None:
            self.named = list({o.name: o for o in outlets.find(self.article.text)}.values())
        return outlets.full(name, self.named)

    def anonymous(self, attribution: Attribution, last: Statement | None) -> bool:
        source = self.page.words(attribution.source)
        if not source or attribution.source is None:
            return False
        noun = anonymity.bare(source)
        found = self.people.get(noun) if noun else None
        found = anonymity.of(source) if found is None else found
        if found is not None and (noun := anonymity.noun(source)):
            self.people[noun] = found
        if found is not None:
            return found
        if last is None or not last.anonymous or last.source is None:
            return False
        near = self.page.place(attribution.source.start) - self.page.place(last.content[-1].start) <= 1
        before = self.page.words(last.source)
        single = before.lower() in {"he", "she"} or bool(_SINGLE.match(before))
        return near and single == (source.lower() in {"he", "she", "who"})


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
